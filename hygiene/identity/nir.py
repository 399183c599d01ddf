"""The French social-security number (NIR), with its key."""

from __future__ import annotations

import re

#: Sex 1 and 2; 3 and 4 while a person is being registered; 7 and 8 for a temporary number.
#: Then year, month, department (2A and 2B: Corsica), commune or country, order, key.
_LAYOUT = re.compile(
    r"[123478][0-9]{2}([0-9]{2})(?!00)([0-9]{2}|2[AB])(?!000)[0-9]{3}(?!000)[0-9]{5}"
)
#: Numbers in the place of the letters of Corsica when the key is worked out.
_CORSICA = {"2A": "19", "2B": "18"}
_KEY = 97
_MONTHS = range(1, 13)
#: Civil records without a month, or a fictitious one.
_UNKNOWN_MONTHS = (20, *range(30, 43), *range(50, 100))


def is_nir(number: str) -> bool:
    """Whether 15 signs, without spaces, are a social-security number and its key."""
    found = _LAYOUT.fullmatch(number)
    if found is None or not _is_month(int(found[1])):
        return False
    digits = f"{number[:5]}{_CORSICA.get(found[2], found[2])}{number[7:13]}"
    return int(number[13:]) == _KEY - int(digits) % _KEY


def has_birth_month(nir: str) -> bool:
    """Whether the month is one of the year's.

    Few people have another one, and it makes seven times as many numbers look like a NIR.
    """
    return int(nir[3:5]) in _MONTHS


def _is_month(month: int) -> bool:
    return month in _MONTHS or month in _UNKNOWN_MONTHS
