"""The services as data, a file for each field of life; each entry tells its sources."""
