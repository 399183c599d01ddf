"""What to do about what was found: the gesture for that browser on that system, and the link."""
