"""Lists of passwords among the files of a person: exported, or typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from hygiene.data import load
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.files.counting import counted, with_unseen
from hygiene.files.entries import Left, Listing
from hygiene.files.headers import heads_passwords
from hygiene.files.listing import listings
from hygiene.files.naming import any_of, ending, words
from hygiene.files.notes import notes
from hygiene.machine import Home
from hygiene.tally import Tally, tallied

#: Files of one place whose first line is looked at; a real place has a few.
_MOST_OPENED = 2_000


def password_files(home: Home) -> Iterator[tuple[str, Tally]]:
    """The lists of passwords in each place, then the sticky notes, where a code may stand.

    `facts.exports` are those whose first line says so, `facts.lists` those whose name does.
    """
    for listing in listings(home):
        yield listing.place, _in(listing, home)
    yield "notes", tallied(("notes", lambda: notes(home)))


def _in(listing: Listing, home: Home) -> Tally:
    exports, lists = [], []
    unseen = list(listing.unseen)
    opened = 0
    for file in listing.files:
        last = ending(file.name)
        heads = last in _data()["exports"]
        if last in _data()["header"]["endings"]:
            opened += 1
            heads = _is_export(file, home, opened, unseen)
        if heads:
            exports.append(file)
        elif is_list(file.name):
            lists.append(file)
    found = counted({"exports": exports, "lists": lists}, home.clock)
    return with_unseen(found, listing.place, unseen)


def _is_export(file: Left, home: Home, opened: int, unseen: list[CannotLook]) -> bool:
    if opened > _MOST_OPENED or home.machine.deadline.passed:
        unseen.append(CannotLook(Reason.TOO_BIG if opened > _MOST_OPENED else Reason.TIME))
        return False
    try:
        return heads_passwords(file.tree, file.path)
    except NotHere:
        return False
    except CannotLook as cause:
        unseen.append(cause)
        return False


def is_list(name: str) -> bool:
    """Whether a file says by its name that it is a list of passwords."""
    if ending(name) not in _data()["endings"]:
        return False
    told = words(name.rpartition(".")[0])
    named, whole, other = _names()
    found = named.search(told)
    if found is None or other.search(told):
        return False
    return whole.fullmatch(found[0]) is None or found[0] == told


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = _data()
    return any_of(data["words"]), any_of(data["whole"]), any_of(data["not"])


def _data() -> dict[str, Any]:
    data: dict[str, Any] = load("hygiene.files", "patterns.toml")["passwords"]
    return data
