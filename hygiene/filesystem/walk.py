"""Walking below a folder: bounded, and what could not be entered is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from hygiene.clock import Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import FileKind, Folder, Tree

_DEEPEST = 20


class Level(NamedTuple):
    """One folder of a walk, open until the next is asked for."""

    path: str
    folder: Folder
    entries: list[tuple[str, FileKind]]

    @property
    def files(self) -> list[str]:
        """The names of the regular files in it."""
        return [name for name, kind in self.entries if kind is FileKind.FILE]


def _everything(name: str) -> bool:
    return True


@dataclass(slots=True)
class Walk:
    """Walks that share a budget; links are not followed.

    `left` is how many more entries may be listed (None: any number); `met` are the identities of
    folders that are not entered from above; `unseen` are the causes of what was not seen, TOO_BIG
    where the budget was used up.
    """

    tree: Tree
    deadline: Deadline
    left: int | None = None
    met: set[tuple[int, int]] = field(default_factory=set)
    unseen: list[CannotLook] = field(default_factory=list)
    _asked: int = 0

    def levels(self, path: str, enter: Callable[[str], bool] = _everything) -> Iterator[Level]:
        """The folder at `path`, then those below it whose names `enter` allows.

        Raises NotHere and CannotLook for that folder itself, and CannotLook(TIME) anywhere.
        """
        yield from self._levels(path, enter, 0)

    def _levels(self, path: str, enter: Callable[[str], bool], depth: int) -> Iterator[Level]:
        self.deadline.check()
        with self.tree.folder(path) as folder:
            entries = self._listed(folder)
            yield Level(path, folder, entries)
            names = [n for n, kind in entries if kind is FileKind.FOLDER and enter(n)]
            if self.met:
                names = [name for name in names if self._new(folder, name)]
        for name in names:
            try:
                if depth == _DEEPEST:
                    raise CannotLook(Reason.TOO_BIG, detail="too many folders in each other")
                yield from self._levels(f"{path}/{name}" if path else name, enter, depth + 1)
            except NotHere:
                continue
            except CannotLook as cause:
                if cause.reason is Reason.TIME:
                    raise
                self.unseen.append(cause)

    def tick(self) -> None:
        """Count one file that is asked for more than its name; raises CannotLook(TIME)."""
        self._asked += 1
        if self._asked % 1000 == 0:
            self.deadline.check()

    def _listed(self, folder: Folder) -> list[tuple[str, FileKind]]:
        if self.left is None:
            return folder.entries()
        entries = folder.entries(self.left + 1)
        if len(entries) > self.left:
            entries = entries[: self.left]
            if not any(cause.reason is Reason.TOO_BIG for cause in self.unseen):
                self.unseen.append(CannotLook(Reason.TOO_BIG, detail="too many files"))
        self.left -= len(entries)
        return entries

    def _new(self, folder: Folder, name: str) -> bool:
        try:
            return folder.stat(name).identity not in self.met
        except (NotHere, CannotLook):
            return True  # what is wrong with it is told when it is entered
