"""The French tax number (numéro fiscal, SPI)."""

from __future__ import annotations

import re

_LAYOUT = re.compile(r"[0-3][0-9]{12}")
_MODULUS = 511


def is_tax_number(number: str) -> bool:
    """Whether 13 digits, without spaces, are a tax number: its last three are the key.

    One in a thousand dates in milliseconds is one too: it takes a word beside it to believe it.
    """
    if _LAYOUT.fullmatch(number) is None:
        return False
    return int(number[10:]) == int(number[:10]) % _MODULUS
