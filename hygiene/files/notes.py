"""Sticky notes: that there are some, how many, since when. No word of them is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from hygiene.clock import moment
from hygiene.data import load
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.glob import matching
from hygiene.filesystem.tree import FileKind
from hygiene.machine import Home
from hygiene.tally import Item, Tally

if TYPE_CHECKING:
    from hygiene.browsers.database import Database

_MOST_NOTES = 100_000


def notes(home: Home) -> Tally:
    """The notes of a home, by the date of the file that holds each; `facts.notes` counts them."""
    found = Tally.of(_items(home), home.clock)
    return found.with_facts(notes=found.count) if found.count else found


def _items(home: Home) -> Iterator[Item]:
    platform = home.machine.platform
    for row in load("hygiene.files", "notes.toml")[platform]:
        for pattern in row["files"]:
            for path in matching(home.tree, home.path, pattern, fold=platform != "linux"):
                yield from _in(home, path, row)


def _in(home: Home, path: str, row: Mapping[str, Any]) -> Iterator[Item]:
    try:
        state = home.tree.stat(path)
    except NotHere:
        return
    if state.kind is FileKind.FILE and not state.size:
        return  # a note that was never written on
    date = moment(state.mtime_ns / 1e9)
    for _ in range(_rows(home, path, row["table"]) if "table" in row else 1):
        yield Item(date)


def _rows(home: Home, path: str, table: str) -> int:
    """How many rows a table of notes has: an empty database is no note."""
    from hygiene.browsers.database import ask

    def count(db: Database) -> int:
        db.need(table)
        return db.number(f"select count(*) from {table}")

    deadline = home.machine.deadline
    rows = ask(home.tree, path, {table: ()}, count, source="notes", deadline=deadline)
    if rows > _MOST_NOTES:
        raise CannotLook(Reason.TOO_BIG, detail=f"{rows} notes")
    return rows
