"""A file that is whole on the disk before it has its name."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
# A link that lies in wait at the temporary name is never followed (Windows has no such flag: there
# O_EXCL refuses whatever exists).
_NEW |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_OPEN_FILES = "/proc/self/fd"


class Draft:
    """What is on its way to `path`: without any name where Linux can do so, else `temporary`.

    Whoever kills the program meanwhile, a file without a name is gone with it.
    """

    def __init__(self, path: Path, temporary: Path) -> None:
        self.path = path
        self._temporary = temporary
        self._nameless: int | None = None

    def write(self, content: bytes, mode: int) -> None:
        """Have `content` on the disk, for those whom `mode` lets; raises OSError."""
        self._nameless = _nameless(self.path.parent, mode)
        fd = os.open(self._temporary, _NEW, mode) if self._nameless is None else self._nameless
        with os.fdopen(fd, "wb", closefd=self._nameless is None) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def publish(self) -> None:
        """Give it its name, in the place of what has it; raises OSError."""
        if self._nameless is not None:
            try:
                self._name(self.path)
                return
            except FileExistsError:
                # Nothing replaces a file but a file that has a name: for that moment it has.
                self._name(self._temporary)
        self._temporary.replace(self.path)

    def discard(self) -> None:
        """Leave nothing behind but what was published."""
        if self._nameless is not None:
            os.close(self._nameless)
            self._nameless = None
        with suppress(OSError):
            self._temporary.unlink()

    def _name(self, path: Path) -> None:
        # Only where a folder is given does os.link follow a link; this path needs none.
        os.link(f"{_OPEN_FILES}/{self._nameless}", path, src_dir_fd=self._nameless)


def _nameless(folder: Path, mode: int) -> int | None:
    """A new file that is in no folder, on the disk of `folder`; None where there is no such thing.

    Source: open(2), O_TMPFILE, which FAT, NFS and others do not have (2026).
    """
    if sys.platform == "linux" and Path(_OPEN_FILES).is_dir():
        with suppress(OSError):
            return os.open(folder, os.O_WRONLY | os.O_TMPFILE | os.O_CLOEXEC, mode)
    return None
