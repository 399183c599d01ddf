"""One file that is left, and the files of one place with what was not seen of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from hygiene.errors import CannotLook, NotHere
from hygiene.filesystem.tree import Tree
from hygiene.filesystem.walk import Level, Walk

#: Entries listed in one place; with more, the count is a lower bound.
MOST_ENTRIES = 50_000


class Left(NamedTuple):
    """One file: the tree and folder that hold it and its name there, its own name, its date.

    `name` differs from `stored` in a bin. `mtime_ns` is in nanoseconds since 1970.
    """

    tree: Tree
    folder: str
    stored: str
    name: str
    mtime_ns: int

    @property
    def path(self) -> str:
        """Its path in the tree."""
        return f"{self.folder}/{self.stored}" if self.folder else self.stored


@dataclass(slots=True)
class Listing:
    """The files of one place, and why some were not seen."""

    place: str
    files: list[Left] = field(default_factory=list)
    unseen: list[CannotLook] = field(default_factory=list)


def dated(level: Level, name: str, walk: Walk) -> int | None:
    """When the file `name` was last changed; None where it is gone or does not tell."""
    walk.tick()
    try:
        return level.folder.stat(name).mtime_ns
    except NotHere:
        return None
    except CannotLook as cause:
        walk.unseen.append(cause)
        return None
