"""Browsers: where each keeps what, and how each file is read without touching it."""
