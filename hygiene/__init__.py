"""What stays behind on a shared computer, and the gesture that removes it."""

__version__ = "0.1.0"
