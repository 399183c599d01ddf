"""A package of another team: one check for hygiene."""
