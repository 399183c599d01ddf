"""The twins of the badges package that do everything wrong."""
