"""What LevelDB's logs and tables are both made of: entries, and numbers of variable length."""

from __future__ import annotations

from typing import NamedTuple

from hygiene.errors import CannotLook, Reason


class Entry(NamedTuple):
    """One write: `key` was put, or deleted, as the `sequence`-th of all writes."""

    key: bytes
    sequence: int
    deleted: bool


def varint(data: bytes, at: int, end: int) -> tuple[int, int]:
    """A number of 64 bits at most, seven to a byte, and where the next thing begins."""
    value = shift = 0
    while at < end and shift < 64:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
    raise damaged("number")


def damaged(what: str) -> CannotLook:
    """The error that says which part of a file cannot be right."""
    return CannotLook(Reason.DAMAGED, detail=f"LevelDB: {what}")
