"""Dates as Chromium's settings write them: microseconds since 1601, as a number or as a text."""

from __future__ import annotations

from datetime import datetime

from hygiene.browsers.counting import SINCE_1601

#: Digits; a longer text is no date.
_MOST = 20


def moment_of(written: object) -> datetime | None:
    """The aware datetime; None for zero, missing or absurd ones."""
    if isinstance(written, str) and len(written) <= _MOST and written.isascii():
        written = int(written) if written.isdigit() else None
    return SINCE_1601.read(written) if isinstance(written, (int, float)) else None
