"""What looking for the profiles below one data folder shares: how much, what was met, what not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from hygiene.browsers.discovery.catalogue import Place
from hygiene.clock import Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import FileKind, Folder, Stat, Tree
from hygiene.machine import Home

#: Entries looked at below one data folder; a real one has a hundred.
MOST_ENTRIES = 10_000
#: Profiles looked at below one data folder: each costs some milliseconds where it is empty, and the
#: report has an entry of each kind for each that time did not reach.
MOST_PROFILES = 200
#: The links of a running Chromium: SingletonSocket leads to /tmp, out of every home.
_LOCKS = "Singleton"


class Found(NamedTuple):
    """One profile: its folder below the data folder, its path in the tree."""

    folder: str
    path: str
    cached: bool = True
    """Whether its cache may lie in the cache place of the installation."""


@dataclass(slots=True)
class Look:
    """One look at `place`, a data folder of the catalogue, in one home.

    `met` are the identities of the profiles of this home so far, `unseen` is the first cause of
    what could not be looked at.
    """

    home: Home
    place: Place
    met: set[tuple[int, int]]
    unseen: CannotLook | None = None
    left: int = field(default=MOST_ENTRIES)

    @property
    def tree(self) -> Tree:
        """The tree that holds it."""
        return self.home.tree

    @property
    def deadline(self) -> Deadline:
        """When to give up."""
        return self.home.machine.deadline

    @property
    def source(self) -> str:
        """What the catalogue calls it."""
        return self.place.data

    def missed(self, cause: CannotLook) -> None:
        """Remember why a part was not seen."""
        self.unseen = self.unseen or cause.at(self.source)

    def first_time(self, state: Stat) -> bool:
        """Whether this folder was not met yet, under this or any other name."""
        new = state.identity not in self.met
        self.met.add(state.identity)
        return new

    def names(self, folder: Folder) -> list[str]:
        """The names in `folder`, as many as may still be looked at."""
        names = folder.names(self.left + 1)
        if len(names) > self.left:
            self.missed(CannotLook(Reason.TOO_BIG, detail=f"more than {MOST_ENTRIES} entries"))
            names = names[: self.left]
        self.left -= len(names)
        return names

    def most(self, found: list[Found]) -> list[Found]:
        """The first of the profiles, as many as are looked at."""
        if len(found) > MOST_PROFILES:
            self.missed(CannotLook(Reason.TOO_BIG, detail=f"more than {MOST_PROFILES} profiles"))
        return found[:MOST_PROFILES]

    def subfolders(self, folder: Folder, path: str) -> Iterator[tuple[str, Stat, Folder]]:
        """The open folders in `folder`, with their names: first the real ones, then links."""
        links = []
        for name in self.names(folder):
            self.deadline.check(self.source)
            with self.noting():
                state = folder.stat(name)
                if state.kind is FileKind.FOLDER:
                    with folder.enter(name) as child:
                        yield name, state, child
                elif state.kind is FileKind.OTHER and not name.startswith(_LOCKS):
                    links.append(name)
        for name in links:
            with self.noting(), self.tree.folder(f"{path}/{name}") as child:
                yield name, self.tree.stat(f"{path}/{name}"), child

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Go on after what is gone, and after what cannot be looked at."""
        try:
            yield
        except NotHere:
            pass
        except CannotLook as cause:
            self.missed(cause)


def holds(folder: Folder, *names: str) -> bool:
    """Whether one of `names` is in `folder` and is no folder."""
    for name in names:
        try:
            if folder.stat(name).kind is not FileKind.FOLDER:
                return True
        except NotHere:
            continue
    return False
