"""A file layer for SQLite that cannot write: what recovery changes stays in this process.

A browser's database is in use, or was left by a crash: reading it right means rolling back a hot
journal or replaying a write-ahead log. Plain SQLite does that on the disk. Here its files come
from a `Tree`, read-only, and every write goes to an overlay in memory (measured 2026 on Chromium
156 and Firefox 153, running, in a transaction, closed, killed: right rows, no inode, size or
mtime changed; every way of plain SQLite misses rows, fails, or deletes a file of the browser).
"""

from __future__ import annotations

import itertools
import math
from typing import Any

import apsw

from hygiene.clock import Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import OpenFile, Tree

#: Overlay and temporary files of one connection, in bytes; beyond it, `too-big`.
MOST_OVERLAY = 64 * 1024 * 1024
_BLOCK = 4096
#: SQLite reads the header and bits of it, then whole pages, of which this is the smallest.
_SMALLEST_PAGE = 512
_VFS = "hygiene-look-only"
SUFFIXES = ("", "-wal", "-journal")


class Source:
    """One database for one connection: where it is, what it hides, why it failed."""

    def __init__(self, tree: Tree, path: str, deadline: Deadline) -> None:
        self.tree = tree
        self.path = path
        self.deadline = deadline
        self.gone: set[str] = set()
        self.overlay = 0
        self.cause: CannotLook | None = None

    def fail(self, cause: CannotLook) -> apsw.Error:
        """Keep the cause, which SQLite would lose, and give what SQLite understands."""
        self.cause = self.cause or cause
        return apsw.FullError() if cause.reason is Reason.TOO_BIG else apsw.IOError()

    def must_go_on(self) -> None:
        """Raise once it is too late.

        SQLite looks at the clock after so many steps, and one may read a cell of a megabyte.
        """
        if self.deadline.passed:
            raise self.fail(CannotLook(Reason.TIME))

    def grow(self, count: int) -> None:
        """Account for `count` more bytes in memory."""
        self.overlay += count
        if self.overlay > MOST_OVERLAY:
            raise self.fail(CannotLook(Reason.TOO_BIG, detail="recovery needs too much memory"))


class LookOnlyFile:
    """A file of the inspected tree under an overlay; without a path, a temporary file."""

    def __init__(self, source: Source, suffix: str | None, *, must_exist: bool) -> None:
        self._source = source
        self._file: OpenFile | None = None
        self._blocks: dict[int, bytearray] = {}
        self._size: int | None = None
        self._main = suffix == ""
        if suffix is None:
            return
        try:
            if suffix not in source.gone:
                self._file = source.tree.open(source.path + suffix)
        except NotHere:
            if must_exist:
                raise source.fail(CannotLook(Reason.VANISHED)) from None
        except CannotLook as cause:
            raise source.fail(cause) from None

    def xFileSize(self) -> int:
        if self._size is not None:
            return self._size
        return self._file.stat().size if self._file else 0

    def xRead(self, amount: int, offset: int) -> bytes:
        self._source.must_go_on()
        try:
            if self._size is not None:
                data = self._overlaid(amount, offset)
            else:
                data = self._file.read_at(amount, offset) if self._file else b""
        except CannotLook as cause:
            raise self._source.fail(cause) from None
        if self._main and 0 < len(data) < amount and amount >= _SMALLEST_PAGE:
            # SQLite would take the rest for zeros and count fewer rows without a word (3.53).
            raise self._source.fail(CannotLook(Reason.DAMAGED, detail="a page is cut short"))
        return data

    def xWrite(self, data: bytes, offset: int) -> None:
        size = max(self.xFileSize(), offset + len(data))
        done = 0
        while done < len(data):
            number, start = divmod(offset + done, _BLOCK)
            block = self._block(number)
            count = min(_BLOCK - start, len(data) - done)
            block[start : start + count] = data[done : done + count]
            done += count
        self._size = size

    def xTruncate(self, size: int) -> None:
        for number in [n for n in self._blocks if n * _BLOCK >= size]:
            del self._blocks[number]
        self._size = size

    def xSync(self, flags: int) -> None:
        """Nothing is ever written."""

    def xLock(self, level: int) -> None:
        """Nobody waits for us."""

    def xUnlock(self, level: int) -> None:
        """Nobody waited for us."""

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, operation: int, pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return 4096

    def xDeviceCharacteristics(self) -> int:
        return 0

    def xClose(self) -> None:
        if self._file:
            self._file.close()
            self._file = None

    def _overlaid(self, amount: int, offset: int) -> bytes:
        amount = max(0, min(amount, self.xFileSize() - offset))
        data = bytearray(self._file.read_at(amount, offset) if self._file else b"")
        data.extend(bytes(amount - len(data)))
        for number in range(offset // _BLOCK, (offset + amount) // _BLOCK + 1):
            block = self._blocks.get(number)
            if block is None:
                continue
            start = number * _BLOCK
            low, high = max(start, offset), min(start + _BLOCK, offset + amount)
            data[low - offset : high - offset] = block[low - start : high - start]
        return bytes(data)

    def _block(self, number: int) -> bytearray:
        block = self._blocks.get(number)
        if block is None:
            self._source.grow(_BLOCK)
            below = self._file.read_at(_BLOCK, number * _BLOCK) if self._file else b""
            block = self._blocks[number] = bytearray(below.ljust(_BLOCK, b"\0"))
        return block


class LookOnlyVFS(apsw.VFS):
    """Knows one database a token, its -wal and its -journal; no other name exists."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}
        self._numbers = itertools.count(1)
        super().__init__(_VFS, "")

    def connect(self, source: Source) -> apsw.Connection:
        """A connection to `source`; SQLite never learns its real name."""
        return apsw.Connection(
            self.address(source), flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
        )

    def address(self, source: Source) -> str:
        """What SQLite opens for `source`, until it is forgotten."""
        token = f"/{next(self._numbers)}"
        self._sources[token] = source
        return f"file:{token}?vfs={_VFS}"

    def forget(self, source: Source) -> None:
        """Drop what was kept for a closed connection."""
        self._sources = {t: s for t, s in self._sources.items() if s is not source}

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> Any:  # noqa: ANN401
        # Any: apsw takes whatever has the methods of a file.
        flags[1] = flags[0]
        if name is None:
            # A temporary file: of which connection SQLite does not say, so each has its own bound.
            return LookOnlyFile(Source(_Nowhere, "", _NEVER), None, must_exist=False)
        text = name if isinstance(name, str) else name.filename()
        source, suffix = self._known(text)
        if source is None or suffix is None:
            raise apsw.CantOpenError
        main = bool(flags[0] & apsw.SQLITE_OPEN_MAIN_DB)
        return LookOnlyFile(source, suffix, must_exist=main)

    def xAccess(self, pathname: str, flags: int) -> bool:
        source, suffix = self._known(pathname)
        if source is None or suffix is None or suffix in source.gone:
            return False
        try:
            source.tree.stat(source.path + suffix)
        except NotHere:
            return False
        except CannotLook as cause:
            raise source.fail(cause) from None
        return True

    def xDelete(self, filename: str, syncdir: bool) -> None:
        source, suffix = self._known(filename)
        if source is not None and suffix is not None:
            source.gone.add(suffix)

    def xFullPathname(self, name: str) -> str:
        return name

    def _known(self, name: str) -> tuple[Source | None, str | None]:
        for suffix in reversed(SUFFIXES):
            if name.endswith(suffix) and (source := self._sources.get(name.removesuffix(suffix))):
                return source, suffix
        return None, None


_Nowhere: Any = None
_NEVER = Deadline(math.inf)
_vfs: LookOnlyVFS | None = None


def vfs() -> LookOnlyVFS:
    """The one VFS of this process, registered on first use."""
    global _vfs
    if _vfs is None:
        _vfs = LookOnlyVFS()
    return _vfs
