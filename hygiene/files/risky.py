"""Files that are not what they look like: opening one may run a program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hygiene.data import load
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.files.bin import PLACE as BIN
from hygiene.files.counting import counted, with_unseen
from hygiene.files.entries import Left, Listing
from hygiene.files.listing import listings
from hygiene.files.magic import is_disguised
from hygiene.files.naming import ending
from hygiene.machine import Home
from hygiene.tally import Tally

#: Files of one place whose first bytes are looked at, the newest first.
_MOST_OPENED = 5_000
#: Signs that turn the direction of a line: `photo[turn]gpj.exe` is shown as `photoexe.jpg`.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def risky_files(home: Home) -> Iterator[tuple[str, Tally]]:
    """The risky files of each place but the bin.

    Facts: `double_endings` and `disguised` count what they are (never both), `from_web` those
    that the system marks as come from the web.
    """
    for listing in listings(home):
        if listing.place != BIN:
            yield listing.place, _in(listing, home)


def _in(listing: Listing, home: Home) -> Tally:
    unseen = list(listing.unseen)
    sorts = {
        "double_endings": [file for file in listing.files if pretends(file.name)],
        "disguised": list(_disguised(listing, home, unseen)),
    }
    found = counted(sorts, home.clock)
    if found.count:
        marked = [file for files in sorts.values() for file in files if _from_web(file)]
        found = found.with_facts(from_web=counted({"": marked}, home.clock).count)
    return with_unseen(found, listing.place, unseen)


def pretends(name: str) -> bool:
    """Whether a name ends as a program's and looks like a document's: `facture.pdf.exe`."""
    runs, looks = _endings()
    last = ending(name)
    if last not in runs:
        return False
    return bool(_TURNS.search(name)) or ending(name[: -len(last)].rstrip()) in looks


def _disguised(listing: Listing, home: Home, unseen: list[CannotLook]) -> Iterator[Left]:
    _, looks = _endings()
    found = [file for file in listing.files if ending(file.name) in looks]
    if len(found) > _MOST_OPENED:
        unseen.append(CannotLook(Reason.TOO_BIG, detail=f"more than {_MOST_OPENED} files"))
        found = sorted(found, key=lambda file: -file.mtime_ns)[:_MOST_OPENED]
    for file in found:
        if home.machine.deadline.passed:
            unseen.append(CannotLook(Reason.TIME))
            return
        try:
            if is_disguised(file.tree, file.path):
                yield file
        except NotHere:
            continue
        except CannotLook as cause:
            unseen.append(cause)


def _from_web(file: Left) -> bool:
    """Whether the system marks it as come from the web; what cannot be asked is not marked."""
    try:
        with file.tree.open(file.path) as opened:
            return opened.from_web()
    except (NotHere, CannotLook):
        return False


@cache
def _endings() -> tuple[frozenset[str], frozenset[str]]:
    risky = load("hygiene.files", "patterns.toml")["risky"]
    return frozenset(risky["runs"]), frozenset(risky["looks"])
