"""The built-in checks: drop a file here, it is a check."""
