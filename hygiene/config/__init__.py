"""Settings: files, environment and command line, in that order, into the options of one run."""
