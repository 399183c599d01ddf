"""What to do about what was found: the gesture for that browser on that system, and the link."""

from hygiene.advice.advice import ADDRESSES, PLACEHOLDERS, Advice, advice

__all__ = ["ADDRESSES", "PLACEHOLDERS", "Advice", "advice"]
