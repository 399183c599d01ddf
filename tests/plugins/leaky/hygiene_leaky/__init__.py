"""A package of another team whose check breaks with what it has read in its hands."""
