"""What speaks against a password: a judgement that holds nothing of what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from hygiene.passwords.cnil import long_enough, words_in
from hygiene.passwords.knowledge import folded, guessed_first
from hygiene.passwords.personal import holds_date, holds_name, holds_number

#: zxcvbn (4.5) refuses more. What follows can only make guessing harder.
_MOST = 72
#: Of its five classes, 0 to 4, only the last is hard: three usual things in a row already reach the
#: one below, `Bonjour123456!` among them (measured, 4.5.0).
_HARD = 4
#: In a phrase of so many words, one that is also a service's name (orange) gives nothing away, nor
#: does a name inside another word.
_PHRASE = 7


class Fault(StrEnum):
    """What may be wrong with a password, in the order in which it is told."""

    NUMBER = "number"
    DATE = "date"
    ACCOUNT = "account"
    SERVICE = "service"
    SHORT = "short"
    EASY = "easy"


class About(NamedTuple):
    """What has to do with the person and the place, and must not be in a password."""

    accounts: tuple[str, ...]
    services: tuple[str, ...]
    today: date


def faults(text: str, about: About) -> tuple[Fault, ...]:
    """Everything that speaks against a password; empty for a good one. Keeps nothing of it."""
    phrase = words_in(text) >= _PHRASE
    found = {
        Fault.NUMBER: holds_number(text),
        Fault.DATE: holds_date(text, about.today),
        Fault.ACCOUNT: holds_name(text, about.accounts, words_only=phrase),
        Fault.SERVICE: not phrase and holds_name(text, about.services),
        Fault.SHORT: not long_enough(text),
        Fault.EASY: is_easy(text, (*about.accounts, *about.services)),
    }
    return tuple(fault for fault, holds in found.items() if holds)


def is_easy(text: str, about: Iterable[str] = ()) -> bool:
    """Whether somebody who knows what people choose, and whom this is about, guesses it soon."""
    from zxcvbn import zxcvbn  # 30 ms, for this command alone

    known = guessed_first(about)
    # Twice: an accent hides a word from the dictionaries. No line end: zxcvbn (4.5) takes the one
    # after four digits for a part of a date, and falls over it.
    return any(
        zxcvbn(form[:_MOST].replace("\n", " "), user_inputs=known)["score"] < _HARD
        for form in dict.fromkeys((text, folded(text)))
        if form
    )
