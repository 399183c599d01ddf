"""The folder that a file of `-o` goes into: reached once, and through nobody else's links.

A path is only words: whoever owns a folder on the way can lay a link there, or exchange the folder
between two looks, and have root write or replace a file somewhere else.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hygiene.errors import UsageError

_MOST_LINKS = 40
_OPEN_FILES = "/proc/self/fd"

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
# A link that lies in wait at the temporary name is never followed (Windows has no such flag: there
# O_EXCL refuses whatever exists).
_NEW |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class OutputFolder:
    """An open folder; on Windows, which has no names relative to one, its path.

    Args:
        path: Where it is, without an open folder.
        fd: The open folder.
        freeze: What is told the name of a file before it is made.
    """

    def __init__(
        self, path: Path, fd: int | None, freeze: Callable[[str], None] | None = None
    ) -> None:
        self._path = path if fd is None else Path()
        self._fd = fd
        self._freeze = freeze

    def writable(self) -> bool:
        """Whether files may be made in it."""
        return os.access(self._path, os.W_OK | os.X_OK, dir_fd=self._fd)

    def mode(self, name: str) -> int | None:
        """Type and rights of what has this name, links not followed; None for nothing."""
        try:
            return os.stat(self._path / name, dir_fd=self._fd, follow_symlinks=False).st_mode
        except OSError:
            return None

    def create(self, name: str, mode: int) -> int:
        """A new file, open for writing."""
        if self._freeze is not None:
            self._freeze(name)
        return os.open(self._path / name, _NEW, mode, dir_fd=self._fd)

    def nameless(self, mode: int) -> int | None:
        """A new file without a name, open for writing; None where there is no such thing.

        Source: open(2), O_TMPFILE, which FAT, NFS and others do not have (2026).
        """
        if sys.platform == "linux" and Path(_OPEN_FILES).is_dir():
            flags = os.O_WRONLY | os.O_TMPFILE | os.O_CLOEXEC
            with suppress(OSError):
                return os.open(".", flags, mode, dir_fd=self._fd)
        return None

    def name(self, nameless: int, name: str) -> None:
        """Give a name to a file that has none; raises FileExistsError where it is taken."""
        # Only where a folder is given does os.link follow a link.
        os.link(f"{_OPEN_FILES}/{nameless}", name, dst_dir_fd=self._fd)

    def rename(self, name: str, to: str) -> None:
        """Give a file another name, in the place of what has that name."""
        old, new = self._path / name, self._path / to
        os.replace(old, new, src_dir_fd=self._fd, dst_dir_fd=self._fd)

    def remove(self, name: str) -> None:
        """Take a file away."""
        os.unlink(self._path / name, dir_fd=self._fd)

    def settle(self) -> None:
        """Have the renames themselves reach the disk, where the system lets a folder be flushed."""
        if sys.platform == "win32":
            return
        fd = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=self._fd)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


@contextmanager
def folder_of(path: Path) -> Iterator[OutputFolder]:
    """The folder of the file at `path`.

    Raises:
        OSError: There is none, or the way to it is closed.
        UsageError: The way leads through a link that is neither root's nor one's own.
    """
    if sys.platform == "win32":
        from hygiene.commandline.held_way import held

        with held(path) as way:
            yield OutputFolder(way.folder, None, way.freeze)
        return
    fd = _reach(path)
    try:
        yield OutputFolder(path.parent, fd)
    finally:
        os.close(fd)


def _reach(path: Path) -> int:
    if sys.platform == "win32":
        raise NotImplementedError
    through = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    todo = list(reversed(path.parent.parts))
    links = 0
    # The way to the current folder is the person's own choice.
    fd = os.open(".", through)
    try:
        while todo:
            name = todo.pop()
            found = os.stat(name, dir_fd=fd, follow_symlinks=False)
            if stat.S_ISLNK(found.st_mode):
                if found.st_uid not in (0, os.geteuid()):
                    raise UsageError("output-link", path=str(path), place=name)
                links += 1
                if links > _MOST_LINKS:
                    raise OSError(errno.ELOOP, "")
                target = os.readlink(name, dir_fd=fd)
                todo.extend(reversed(Path(target).parts))
                continue
            below = os.open(name, through, dir_fd=fd)
            os.close(fd)
            fd = below
        return fd
    except BaseException:
        os.close(fd)
        raise
