"""The CNIL's measure of a password: long enough, or not."""

from __future__ import annotations

import re

from hygiene.data import load

KINDS = 4
#: A word is no single letter, nor a sign: three letters or more.
_WORD = re.compile(r"[^\W\d_]{3,}")


def words_in(text: str) -> int:
    """How many different words a text has."""
    return len({word.casefold() for word in _WORD.findall(text)})


def kinds_in(text: str) -> int:
    """How many of capitals, small letters, digits and other signs (spaces too) a text has."""
    letters = [sign for sign in text if sign.isalpha()]
    return sum(
        (
            any(sign.isupper() for sign in letters),
            any(not sign.isupper() for sign in letters),
            any(sign.isdecimal() for sign in text),
            any(not sign.isalpha() and not sign.isdecimal() for sign in text),
        )
    )


def long_enough(text: str) -> bool:
    """Whether a password is long enough in one of the three ways."""
    ways = load("hygiene.passwords", "cnil.toml")["text"]
    mixed = {int(kinds): length for kinds, length in ways["mixed"].items()}
    return words_in(text) >= ways["words"] or any(
        kinds_in(text) >= kinds and len(text) >= length for kinds, length in mixed.items()
    )


def demands_enough(length: int, kinds: int) -> bool:
    """Whether a rule that demands so many signs, and so many of the four kinds, is enough."""
    least: int = load("hygiene.passwords", "cnil.toml")["rule"][str(max(1, min(kinds, KINDS)))]
    return length >= least
