"""What a door to the file system gives, whatever the system behind it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import Enum
from types import TracebackType
from typing import NamedTuple, Self

from hygiene.errors import CannotLook, NotHere, Reason


class FileKind(Enum):
    """What a name stands for; OTHER is a FIFO, socket, device or link, never opened."""

    FILE = "file"
    FOLDER = "folder"
    OTHER = "other"


class Stat(NamedTuple):
    """Size in bytes, time of last change in nanoseconds since 1970, identity of the file."""

    kind: FileKind
    size: int
    mtime_ns: int
    inode: int
    owner: int = -1
    device: int = 0

    @property
    def identity(self) -> tuple[int, int]:
        """What two names of one file or folder have in common."""
        return self.device, self.inode


class _Closing(ABC):
    @abstractmethod
    def close(self) -> None:
        """Give the handle back; a second call does nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class OpenFile(_Closing):
    """A regular file, open for reading, that others may go on writing and deleting."""

    @abstractmethod
    def stat(self) -> Stat:
        """The state of the file now."""

    @abstractmethod
    def read_at(self, count: int, offset: int) -> bytes:
        """At most `count` bytes from `offset`; fewer only at the end of the file."""

    def locked(self) -> bool | None:
        """Whether another process holds a record lock on it, without taking one.

        None where the system cannot tell; Windows refuses to open instead (LOCKED).
        """
        return None

    def from_web(self) -> bool:
        """Whether the system marks it as come from the web: that there is a mark, not what it says.

        False where the system has no such mark.
        """
        return False

    def read(self, limit: int) -> bytes:
        """The whole file; raises `CannotLook(TOO_BIG)` above `limit` bytes."""
        size = self.stat().size
        if size > limit:
            raise CannotLook(Reason.TOO_BIG, detail=f"{size} bytes")
        data = self.read_at(limit + 1, 0)
        if len(data) > limit:
            raise CannotLook(Reason.TOO_BIG, detail="grew while it was read")
        return data


class Folder(_Closing):
    """An open folder: its names, and the state of each without following links."""

    @abstractmethod
    def names(self, most: int | None = None) -> list[str]:
        """The names in it, sorted; at most `most` of them, which ones is the system's choice."""

    @abstractmethod
    def stat(self, name: str) -> Stat:
        """The state of one name; raises NotHere if nothing has it."""

    @abstractmethod
    def enter(self, name: str) -> Folder:
        """Open a folder in it; raises NotHere for anything else, links too."""

    def entries(self, most: int | None = None) -> list[tuple[str, FileKind]]:
        """The sorted names with what each stands for; at most `most` of them, as for `names`."""
        found = []
        for name in self.names(most):
            try:
                found.append((name, self.stat(name).kind))
            except NotHere:
                continue
        return found


class Tree(ABC):
    """A part of the file system; paths are relative to its base, with `/` between names.

    Every method raises NotHere where nothing has that name, and CannotLook (DENIED, LOCKED,
    OUTSIDE_ROOT, UNSUPPORTED for what is neither file nor folder) otherwise.
    """

    @abstractmethod
    def open(self, path: str) -> OpenFile:
        """Open a regular file."""

    @abstractmethod
    def folder(self, path: str) -> Folder:
        """Open a folder."""

    @abstractmethod
    def stat(self, path: str) -> Stat:
        """The state of what `path` leads to, links followed inside the tree."""

    @abstractmethod
    def readlink(self, path: str) -> str:
        """Where the link at `path` points, as it is written; raises NotHere if it is no link."""

    @abstractmethod
    def inside(self, absolute: str) -> str:
        """The path here of what the inspected system calls `absolute`.

        Raises:
            CannotLook: OUTSIDE_ROOT where that lies, or may lie, out of this tree.
        """

    def read(self, path: str, limit: int) -> bytes:
        """The whole file at `path`, at most `limit` bytes."""
        with self.open(path) as file:
            return file.read(limit)

    def text(self, path: str, limit: int) -> bytes:
        """The bytes of a file of text; raises CannotLook(DAMAGED) of one that is none.

        A zero byte tells: no settings of ours are in UTF-16, and no text has another.
        """
        data = self.read(path, limit)
        if b"\0" in data:
            raise CannotLook(Reason.DAMAGED, detail="no text")
        return data

    def names(self, path: str) -> list[str]:
        """The sorted names in the folder at `path`."""
        with self.folder(path) as folder:
            return folder.names()

    def is_folder(self, path: str) -> bool:
        """Whether a folder is there; a link out of the tree is none."""
        return self._kind(path) is FileKind.FOLDER

    def is_file(self, path: str) -> bool:
        """Whether a regular file is there."""
        return self._kind(path) is FileKind.FILE

    def _kind(self, path: str) -> FileKind | None:
        try:
            return self.stat(path).kind
        except NotHere:
            return None
        except CannotLook as cause:
            if cause.reason in (Reason.OUTSIDE_ROOT, Reason.UNSUPPORTED):
                return None
            raise
