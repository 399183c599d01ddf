"""Open files and folders on Linux and macOS, and what the system's errors mean to us."""

from __future__ import annotations

import errno
import fcntl
import os
import stat as statmod
import struct
import sys
import unicodedata
from itertools import islice

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import FileKind, Folder, OpenFile, Stat

assert sys.platform != "win32"  # for the type checker: os.open has other flags there

LIST = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
#: Names compared without regard to case; a folder with more was made to keep us busy.
_MOST_FOLDED = 100_000
#: Where a file came from, as attributes: browsers on Linux (freedesktop.org, "Common extended
#: attributes"), and Windows' mark on a disk that ntfs-3g mounts.
WEB_MARKS = frozenset({"user.xdg.origin.url", "user.xdg.referrer.url", "user.Zone.Identifier"})
#: `struct flock` in native alignment, and where its type stands (Linux puts it first).
_FLOCK, _FLOCK_TYPE = ("qqihh", 3) if sys.platform == "darwin" else ("hhqqi4x", 0)


class PosixFile(OpenFile):
    """A regular file, by its descriptor."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def stat(self) -> Stat:
        """The state of the file now."""
        return as_stat(os.fstat(self._fd))

    def read_at(self, count: int, offset: int) -> bytes:
        """At most `count` bytes from `offset`."""
        with told():
            data = os.pread(self._fd, count, offset)
            if len(data) == count or not data:
                return data
            parts = [data]  # Linux reads at most 2 GiB at once, and signals may cut a read short
            got = len(data)
            while got < count and (more := os.pread(self._fd, count - got, offset + got)):
                parts.append(more)
                got += len(more)
            return b"".join(parts)

    def locked(self) -> bool | None:
        """Whether another process holds a lock: a question, which takes none (F_GETLK)."""
        asked = [0] * 5
        asked[_FLOCK_TYPE] = fcntl.F_WRLCK
        try:
            answer = fcntl.fcntl(self._fd, fcntl.F_GETLK, struct.pack(_FLOCK, *asked))
        except OSError:  # a network file system without locks
            return None
        return bool(struct.unpack(_FLOCK, answer)[_FLOCK_TYPE] != fcntl.F_UNLCK)

    def from_web(self) -> bool:
        """Whether it has one of the marks that browsers leave; their values are not asked for."""
        if sys.platform == "linux":
            try:
                return not WEB_MARKS.isdisjoint(os.listxattr(self._fd))
            except OSError:  # a file system without attributes
                return False
        else:
            from hygiene.filesystem.macos_marks import quarantined

            return quarantined(self._fd)

    def close(self) -> None:
        """Give the descriptor back."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


class PosixFolder(Folder):
    """A folder, by its descriptor."""

    def __init__(self, fd: int, fold: bool) -> None:
        self._fd = fd
        self._fold = fold
        self._folded: dict[str, str] | None = None

    def names(self, most: int | None = None) -> list[str]:
        """The names in it, sorted."""
        with told():
            return sorted(_listed(self._fd, most))

    def stat(self, name: str) -> Stat:
        """The state of one name, links not followed."""
        with told():
            return as_stat(os.stat(self._real(name), dir_fd=self._fd, follow_symlinks=False))

    def enter(self, name: str) -> Folder:
        """Open a folder in it."""
        try:
            with told():
                fd = os.open(self._real(name), LIST, dir_fd=self._fd)
        except CannotLook as cause:
            if cause.detail == "ELOOP":  # a link: NotHere, as for any other file
                raise NotHere from cause
            raise
        return PosixFolder(fd, self._fold)

    def entries(self, most: int | None = None) -> list[tuple[str, FileKind]]:
        """The sorted names with their kinds."""
        # The listing itself tells kinds on most file systems: 60,000 calls of stat are saved.
        with told(), os.scandir(self._fd) as listing:
            found = [(each.name, _entry_kind(each)) for each in islice(listing, most)]
        return sorted(found, key=lambda pair: pair[0])

    def close(self) -> None:
        """Give the descriptor back."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _real(self, name: str) -> str:
        if "/" in name or name == "..":
            raise CannotLook(Reason.OUTSIDE_ROOT)
        if self._fold:
            try:
                os.stat(name, dir_fd=self._fd, follow_symlinks=False)
            except FileNotFoundError:
                if self._folded is None:
                    self._folded = folded(self._fd)
                return self._folded.get(fold(name), name)
        return name


def _entry_kind(entry: os.DirEntry[str]) -> FileKind:
    if entry.is_file(follow_symlinks=False):
        return FileKind.FILE
    return FileKind.FOLDER if entry.is_dir(follow_symlinks=False) else FileKind.OTHER


def _listed(fd: int, most: int | None) -> list[str]:
    with os.scandir(fd) as entries:
        return [entry.name for entry in islice(entries, most)]


def fold(name: str) -> str:
    """What two names have in common that mean the same on Windows or macOS."""
    # NFC: macOS finds "é" whether it is written as one character or as two. Lower case, where
    # casefold would take "straß" for "strass", which are two people's homes.
    return unicodedata.normalize("NFC", name).lower()


def folded(fd: int) -> dict[str, str]:
    """The names in an open folder by their folded form; the first in order wins."""
    names = _listed(fd, _MOST_FOLDED + 1)
    if len(names) > _MOST_FOLDED:
        raise CannotLook(Reason.TOO_BIG, detail=f"more than {_MOST_FOLDED} names")
    return {fold(name): name for name in sorted(names, reverse=True)}


def as_stat(raw: os.stat_result) -> Stat:
    """The state of a file as we tell it."""
    kind = (
        FileKind.FILE
        if statmod.S_ISREG(raw.st_mode)
        else FileKind.FOLDER
        if statmod.S_ISDIR(raw.st_mode)
        else FileKind.OTHER
    )
    return Stat(kind, raw.st_size, raw.st_mtime_ns, raw.st_ino, raw.st_uid, raw.st_dev)


class told:
    """Turn the system's errors into our causes; no path of the machine is kept."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ValueError):
            # No file has such a name: a zero byte is in it, or half of a pair of UTF-16.
            raise NotHere from None
        if not isinstance(error, OSError):
            return
        code = error.errno
        name = errno.errorcode.get(code or 0, "?")
        if code in (errno.ENOENT, errno.ENOTDIR):
            raise NotHere from None
        if code in (errno.EACCES, errno.EPERM):
            # macOS answers EPERM, not EACCES, where Full Disk Access is missing.
            if sys.platform == "darwin" and code == errno.EPERM:
                raise CannotLook(Reason.FULL_DISK_ACCESS, detail=name) from None
            raise CannotLook(Reason.DENIED, detail=name) from None
        if code in (errno.ELOOP, errno.ENXIO, errno.EINVAL, errno.ENAMETOOLONG):
            raise CannotLook(Reason.UNSUPPORTED, detail=name) from None
        if code in (errno.ESTALE, errno.ENODEV):
            raise CannotLook(Reason.VANISHED, detail=name) from None
        raise CannotLook(Reason.DAMAGED, detail=name) from None
