"""Which number of identity a typed value holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from hygiene.identity.card import is_card
from hygiene.identity.iban import is_iban, length_of
from hygiene.identity.nir import has_birth_month, is_nir
from hygiene.identity.tax import is_tax_number
from hygiene.identity.words import tell_of, words_of

#: The fewest signs that any of these numbers has: a card of twelve digits.
SHORTEST = 12


class Number(StrEnum):
    """What may be recognised, in the words of the report's facts."""

    NIR = "nir"
    IBAN = "iban"
    CARD = "card"
    TAX_NUMBER = "tax_number"


#: What people put between two groups: one sign, with spaces around it or not.
_GAP = r"(?: ?[./-] ?| )?"
#: A number ends where neither a letter nor another group follows.
_END = rf"(?!{_GAP}[0-9])(?![A-Za-z])"
_START = r"(?<![0-9A-Za-z])"
#: No group before it either: these are the last signs of the gaps above.
_FIRST = r"(?<![0-9][ ./-])(?<![0-9][ ./-] )(?<![0-9] [./-] )"
#: Twelve to nineteen digits; the seventh is a letter in Corsica.
_DIGITS = re.compile(
    rf"{_START}{_FIRST}[0-9](?:{_GAP}[0-9]){{5}}{_GAP}[0-9AB](?:{_GAP}[0-9]){{5,12}}{_END}",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(rf"{_START}[A-Z]{{2}}{_GAP}[0-9]{_GAP}[0-9]", re.IGNORECASE)
_SIGN = re.compile(rf"{_GAP}([0-9A-Z])", re.IGNORECASE)
_AFTER = re.compile(_END)
#: `12/28` beside a card; no part of a date.
_EXPIRY = re.compile(r"(?<![0-9/])(?:0[1-9]|1[0-2]) ?/ ?(?:20)?[0-9]{2}(?![0-9/])")


def recognized(value: str, beside: str = "") -> Number | None:
    """What `value` holds: the first of IBAN, card, tax number, NIR; None for none of them.

    An IBAN comes first, as other numbers may be seen among its digits. A card and a tax number need
    a word that tells of them, and so does a NIR whose month is none.

    Args:
        value: What was typed.
        beside: What tells where: the name of the field, the address of the page.
    """
    text = unicodedata.normalize("NFKC", value)
    if any(is_iban(number) for number in _accounts(text)):
        return Number.IBAN
    words: frozenset[str] | None = None
    # What follows a card is no group of it.
    for match in _DIGITS.finditer(_EXPIRY.sub(",", text)):
        number = _compact(match[0])
        if words is None:
            words = words_of(f"{beside} {text}")
        if is_card(number) and _beside_card(number, text, words):
            return Number.CARD
        if is_tax_number(number) and tell_of("tax", words):
            return Number.TAX_NUMBER
        if is_nir(number) and (has_birth_month(number) or tell_of("nir", words)):
            return Number.NIR
    return None


def _beside_card(number: str, text: str, words: frozenset[str]) -> bool:
    if tell_of("no_card", words):
        return False
    return tell_of("card", words) or _EXPIRY.search(text) is not None


def _accounts(text: str) -> Iterator[str]:
    """What could be IBANs: as many signs as their country's have, and then a border."""
    for start in _ACCOUNT.finditer(text):
        signs = _compact(start[0])
        place, wanted = start.end(), length_of(signs[:2])
        while len(signs) < wanted and (sign := _SIGN.match(text, place)):
            signs += sign[1].upper()
            place = sign.end()
        if len(signs) == wanted and _AFTER.match(text, place):
            yield signs


def _compact(written: str) -> str:
    return re.sub(r"[ ./-]", "", written).upper()
