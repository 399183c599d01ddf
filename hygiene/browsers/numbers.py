"""Numbers of identity among typed values: counted inside the database, no value leaves it."""

from __future__ import annotations

from typing import NamedTuple

from hygiene.browsers.counting import Epoch, rows
from hygiene.browsers.database import Database
from hygiene.clock import Clock
from hygiene.identity.recognizing import SHORTEST, Number, recognized
from hygiene.tally import Tally

#: What the judge answers: its place in this order, from one on; zero for nothing.
_ORDER = tuple(Number)


class Typed(NamedTuple):
    """Where a table keeps what was typed: SQL expressions of the value and of what tells of it."""

    table: str
    value: str
    beside: str
    where: str = "1"


def numbers(db: Database, typed: Typed, clock: Clock, *, date: str | None, epoch: Epoch) -> Tally:
    """Count the values that hold a number of identity; facts: how many of each.

    Args:
        db: An open database, whose question lists the columns of `typed`.
        typed: What to look at.
        clock: From when on things count.
        date: The SQL expression of the date of the last use, None where there is none.
        epoch: How that expression writes a moment.
    """
    db.define("identity_number", _judge)
    verdict = f"identity_number({typed.value}, {typed.beside})"
    # Most values are short, or words: SQLite puts them aside three times faster (measured, 2026).
    likely = f"length({typed.value}) >= {SHORTEST} and {typed.value} glob '*[0-9][0-9]*'"
    return rows(
        db,
        typed.table,
        clock,
        date=date,
        epoch=epoch,
        where=f"{typed.where} and {likely} and {verdict} > 0",
        facts={number.value: f"{verdict} = {i}" for i, number in enumerate(_ORDER, 1)},
    )


def _judge(value: object, beside: object) -> int:
    if not isinstance(value, str):
        return 0
    found = recognized(value, beside if isinstance(beside, str) else "")
    return 0 if found is None else _ORDER.index(found) + 1
