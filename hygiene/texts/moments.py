"""Dates, hours and sizes as people write them, in either language."""

from __future__ import annotations

from datetime import date, datetime

from hygiene.texts.say import Language

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_UNITS = {"fr": ("o", "Ko", "Mo", "Go", "To"), "en": ("B", "KB", "MB", "GB", "TB")}


def hour(moment: datetime, language: Language) -> str:
    """`14 h 02` or `14:02`, in the moment's own time zone."""
    if language == "fr":
        return f"{moment.hour}\u00a0h\u00a0{moment.minute:02}"
    return f"{moment.hour:02}:{moment.minute:02}"


def day(moment: date, language: Language) -> str:
    """`23/11/2026` or `23 Nov 2026`."""
    if language == "fr":
        return f"{moment.day:02}/{moment.month:02}/{moment.year}"
    return f"{moment.day}\u00a0{_MONTHS[moment.month - 1]}\u00a0{moment.year}"


def day_and_hour(moment: datetime, language: Language) -> str:
    """`23/11/2026 à 14 h 02` or `23 Nov 2026 at 14:02`."""
    at = "à" if language == "fr" else "at"
    return f"{day(moment, language)} {at} {hour(moment, language)}"


def point(moment: datetime, language: Language, *, hours: bool) -> str:
    """The day, with its hour where the report has hours."""
    return day_and_hour(moment, language) if hours else day(moment, language)


def decimal(number: float, language: Language) -> str:
    """`0,4` or `0.4`: one digit after the sign."""
    return f"{number:.1f}".replace(".", "," if language == "fr" else ".")


def size(octets: int, language: Language) -> str:
    """`12 Mo` or `12 MB`: thousands of thousands, as systems show them."""
    amount, unit = float(octets), 0
    while amount >= 999.5 and unit < len(_UNITS[language]) - 1:
        amount, unit = amount / 1000, unit + 1
    return f"{amount:.0f}\u00a0{_UNITS[language][unit]}"
