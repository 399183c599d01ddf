"""What a password must not hold: a number of identity, a date, one's own name, a service's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from hygiene.identity.recognizing import recognized
from hygiene.passwords.knowledge import folded, read_as_letters

# Wider than the project's own detector, which counts what is surely one: a password may hold a
# social-security number without its key. Sex, year, month (or 20, 30-42, 50-99), department.
_NUMBER = re.compile(
    r"(?<![0-9])[1-478][0-9]{2}(?:0[1-9]|1[0-2]|20|[3-9][0-9])[0-9][0-9AB][0-9]{6}(?:[0-9]{2})?(?![0-9])"
)
_BETWEEN = re.compile(r"[ ./_-]")
_OLDEST = 1900
# Small letters of both languages; the first letters of a month are enough.
_MONTHS = (
    "janv|jan|fevr|fev|feb|mars|mar|avr|apr|mai|may|juin|jun|juil|jul|aout|aug|sept|sep|oct|nov|dec"
)
_SPELLED = re.compile(
    rf"(?<![0-9])[0-3]?[0-9](?:er|st|nd|rd|th)?[ ./_-]*(?:{_MONTHS})"
    r"[a-z]*[ ./_-]*(?:19|20)?[0-9]{2}(?![0-9])"
)
_GROUPS = re.compile(r"(?<![0-9])([0-9]{1,4})[ ./_-]([0-9]{1,2})[ ./_-]([0-9]{1,4})(?![0-9])")
_TOGETHER = re.compile(r"(?<![0-9])(?:[0-9]{6}|[0-9]{8})(?![0-9])")
#: A shorter name is found by chance in many words: it must stand alone.
_LONG_NAME = 5
_SHORTEST_NAME = 3
_LETTERS = re.compile(r"[a-z]+")


def holds_number(text: str) -> bool:
    """Whether a text holds a number of identity: social security, IBAN, another beside its name."""
    if recognized(text) is not None:
        return True
    return _NUMBER.search(_BETWEEN.sub("", text).upper()) is not None


def holds_date(text: str, today: date) -> bool:
    """Whether a text may hold a date of birth: 12031985, 120385, 12/3/1985, 12 mars 1985."""
    plain = folded(text)
    if _SPELLED.search(plain):
        return True
    if any(_is_day(*found.groups(), today=today) for found in _GROUPS.finditer(plain)):
        return True
    return any(_is_run(found[0], today) for found in _TOGETHER.finditer(plain))


def _is_run(digits: str, today: date) -> bool:
    if len(digits) == 6:
        return _is_day(digits[:2], digits[2:4], digits[4:], today=today)
    return _is_day(digits[:2], digits[2:4], digits[4:], today=today) or _is_day(
        digits[:4], digits[4:6], digits[6:], today=today
    )


def _is_day(first: str, month: str, last: str, *, today: date) -> bool:
    """Whether three groups of digits are a day, month and year, or a year, month and day."""
    day, year = (last, first) if len(first) == 4 else (first, last)
    if len(day) > 2 or len(year) not in (2, 4):
        return False
    whole = int(year) if len(year) == 4 else _OLDEST + int(year)
    try:
        found = date(whole, int(month), int(day))
    except ValueError:
        return False
    return _OLDEST <= found.year and found <= today


def holds_name(text: str, names: Iterable[str], *, words_only: bool = False) -> bool:
    """Whether a text holds one of the names, whatever its accents, capitals and look-alike digits.

    A name of three or four letters counts where no other letter touches it, and so does any name
    with `words_only`: in seven words drawn at random, `malice` says nothing of Alice.
    """
    forms = {folded(text), read_as_letters(text)}
    # Spaces and signs between letters hide nothing.
    together = {re.sub(r"[\W_]", "", form) for form in forms}
    alone = {run for form in forms for run in _LETTERS.findall(form)}
    for name in names:
        plain = re.sub(r"[\W_]", "", folded(name))
        if not words_only and len(plain) >= _LONG_NAME and any(plain in form for form in together):
            return True
        if len(plain) >= _SHORTEST_NAME and plain in alone:
            return True
    return False
