"""Whole-file formats of browsers: bytes in, one frozen value out, no secret kept."""
