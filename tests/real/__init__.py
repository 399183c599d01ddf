"""Real browsers, driven headless, whose leftovers are known exactly."""
