"""The door on Linux and macOS: name by name, no link followed but by our own hand."""

from __future__ import annotations

import errno
import os
import stat as statmod
import sys
from pathlib import Path

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import posix_handles as handles
from hygiene.filesystem.tree import Folder, OpenFile, Stat, Tree

assert sys.platform != "win32"  # for the type checker: os.open has other flags there

_THROUGH = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# O_NONBLOCK: a FIFO that someone put in the place of a file would block the open for ever.
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_MOST_LINKS = 20
_MOST_NAMES = 400


class PosixTree(Tree):
    """A tree below `base`; see `hygiene.filesystem.open_tree`."""

    def __init__(self, base: Path, *, fold: bool = False, links: str = "inside") -> None:
        self._base = base
        self._fold = fold
        self._links = links
        self._bases = (str(base), str(base.resolve()))

    def open(self, path: str) -> OpenFile:
        """Open a regular file, after its kind was seen on the open descriptor."""
        above, name, found = self._reach(path)
        try:
            # Opening alone wakes a writer that waits at a FIFO, and devices do as they please.
            if found is not None and not statmod.S_ISREG(found.st_mode):
                raise CannotLook(Reason.UNSUPPORTED, detail="not a regular file")
            with handles.told():
                fd = os.open(name, _READ, dir_fd=above)
        finally:
            os.close(above)
        if not statmod.S_ISREG(os.fstat(fd).st_mode):
            os.close(fd)
            raise CannotLook(Reason.UNSUPPORTED, detail="not a regular file")
        return handles.PosixFile(fd)

    def folder(self, path: str) -> Folder:
        """Open a folder."""
        above, name, _ = self._reach(path)
        try:
            with handles.told():
                return handles.PosixFolder(os.open(name, handles.LIST, dir_fd=above), self._fold)
        finally:
            os.close(above)

    def stat(self, path: str) -> Stat:
        """The state of what is at `path`."""
        above, name, found = self._reach(path)
        try:
            with handles.told():
                return handles.as_stat(found or os.stat(name, dir_fd=above, follow_symlinks=False))
        finally:
            os.close(above)

    def readlink(self, path: str) -> str:
        """Where the link at `path` points."""
        folder, _, name = path.rpartition("/")
        above, last, _ = self._reach(folder or ".")
        try:
            with handles.told():
                fd = os.open(last, _THROUGH, dir_fd=above)
            try:
                with handles.told():
                    return os.readlink(name, dir_fd=fd)
            except CannotLook as cause:
                if cause.reason is Reason.UNSUPPORTED:  # EINVAL: it is no link
                    raise NotHere from cause
                raise
            finally:
                os.close(fd)
        finally:
            os.close(above)

    def inside(self, absolute: str) -> str:
        """The path here of `absolute`; a drive letter is that of a mounted Windows disk."""
        if self._fold and absolute[:2].casefold() == "c:":
            absolute = absolute[2:].replace("\\", "/")
        if absolute.startswith("/") and self._links == "inside":
            return absolute.lstrip("/")
        for base in self._bases:
            if absolute == base or absolute.startswith(f"{base}/"):
                return absolute[len(base) + 1 :]
        raise CannotLook(Reason.OUTSIDE_ROOT)

    def _reach(self, path: str) -> tuple[int, str, os.stat_result | None]:
        """A descriptor of the folder above, the last name, and what it is: never a link."""
        todo = path.split("/")[::-1]
        done: list[str] = []
        links = names = 0
        away = False
        fd = self._start()
        try:
            while True:
                while todo and todo[-1] in ("", "."):
                    todo.pop()
                if not todo:
                    return fd, ".", None
                name = todo.pop()
                names += 1
                if names > _MOST_NAMES:
                    raise CannotLook(Reason.UNSUPPORTED, detail="path too long")
                if name == "..":
                    if not done:
                        raise CannotLook(Reason.OUTSIDE_ROOT)
                    todo.extend(reversed(done[:-1]))
                    done.clear()
                    fd = self._restart(fd)
                    continue
                try:
                    with handles.told():
                        name, found = self._look(fd, name)
                except NotHere:
                    if away:
                        raise CannotLook(Reason.OUTSIDE_ROOT, detail="not on this disk") from None
                    raise
                if statmod.S_ISLNK(found.st_mode):
                    if self._links == "never":
                        raise CannotLook(Reason.OUTSIDE_ROOT, detail="a link")
                    links += 1
                    if links > _MOST_LINKS:
                        raise CannotLook(Reason.UNSUPPORTED, detail="too many links")
                    with handles.told():
                        target = os.readlink(name, dir_fd=fd)
                    if target.startswith("/"):
                        target = self.inside(target)
                        # On a disk that does not run, another one may be missing there.
                        away = self._links == "inside" and self._base != Path("/")
                        done.clear()
                        fd = self._restart(fd)
                    todo.extend(reversed(target.split("/")))
                    continue
                if not any(part not in ("", ".") for part in todo):
                    return fd, name, found
                with handles.told():
                    below = os.open(name, _THROUGH, dir_fd=fd)
                os.close(fd)
                fd = below
                done.append(name)
        except BaseException:
            os.close(fd)
            raise

    def _look(self, fd: int, name: str) -> tuple[str, os.stat_result]:
        try:
            return name, os.stat(name, dir_fd=fd, follow_symlinks=False)
        except FileNotFoundError:
            if not self._fold:
                raise
        listing = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=fd)
        try:
            other = handles.folded(listing).get(handles.fold(name))
        finally:
            os.close(listing)
        if other is None:
            raise FileNotFoundError(errno.ENOENT, "")
        return other, os.stat(other, dir_fd=fd, follow_symlinks=False)

    def _start(self) -> int:
        with handles.told():
            return os.open(self._base, getattr(os, "O_PATH", os.O_RDONLY) | os.O_CLOEXEC)

    def _restart(self, fd: int) -> int:
        fresh = self._start()
        os.close(fd)
        return fresh
