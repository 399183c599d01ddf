"""The door on Windows: shares everything, so that no browser's own work fails because of us.

A plain `os.open` shares neither deletion nor renaming: a browser's commit beside it ends in a disk
I/O error (measured under wine, 2026). Links and junctions are followed by our own hand, inside the
base only; what was opened must lie there in the end, whatever was exchanged on the way.
"""

from __future__ import annotations

import os
import stat as statmod
import sys
from itertools import islice
from pathlib import Path

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import windows_handles as handles
from hygiene.filesystem.tree import FileKind, Folder, OpenFile, Stat, Tree

assert sys.platform == "win32"  # for the type checker: kernel32 exists there only

_MOST_LINKS = 20
_MOST_NAMES = 400
#: Never in a name; `:` leads to a second content of the same file.
_NO_NAME = frozenset('\\/:*?"<>|')
#: Bit of a reparse tag that says "this name stands for another": symbolic links, junctions.
_SURROGATE = 0x20000000
#: Contents that OneDrive and its like fetch from the network when they are read (or opened).
_ELSEWHERE = 0x400000 | 0x40000 | statmod.FILE_ATTRIBUTE_OFFLINE


class WindowsTree(Tree):
    """A tree below `base`; see `hygiene.filesystem.open_tree`. Windows itself ignores case."""

    def __init__(self, base: Path) -> None:
        self._base = handles.long_path(str(base.absolute()))
        self._final = ""
        self._volume = handles.AS_DRIVE
        # Folders seen to be no links, each asked once: asking is most of a run (2026, under wine).
        # Whoever exchanges one for a link meets `_refuse_outside` where something is opened.
        self._plain: set[str] = set()

    def open(self, path: str) -> OpenFile:
        """Open a regular file that may be written, renamed and deleted meanwhile."""
        place, found = self._reach(path)
        if kind_of(found) is not FileKind.FILE:
            raise CannotLook(Reason.UNSUPPORTED, detail="not a regular file")
        if found.st_file_attributes & _ELSEWHERE:
            raise CannotLook(Reason.UNSUPPORTED, detail="online only")
        # Reparse points that are no links (compressed, deduplicated) are read through.
        handle = handles.open_file(place, through=bool(found.st_reparse_tag))
        try:
            self._refuse_outside(handle)
        except BaseException:
            handles.close(handle)
            raise
        return handles.WindowsFile(handle)

    def folder(self, path: str) -> Folder:
        """Open a folder."""
        place, found = self._reach(path)
        if kind_of(found) is not FileKind.FOLDER:
            raise NotHere
        handle = handles.open_folder(place)
        try:
            self._refuse_outside(handle)
        finally:
            handles.close(handle)
        return WindowsFolder(place)

    def stat(self, path: str) -> Stat:
        """The state of what is at `path`."""
        return as_stat(self._reach(path)[1])

    def readlink(self, path: str) -> str:
        """Where the link at `path` points."""
        above, _, name = path.rpartition("/")
        place = _below(self._reach(above or ".")[0], name)
        with handles.told():
            if kind_of(os.lstat(place)) is not FileKind.OTHER:
                raise NotHere
        return _target(place)

    def inside(self, absolute: str) -> str:
        """The path here of `absolute`, whatever the case of its letters."""
        wanted = os.path.normcase(handles.long_path(os.path.normpath(absolute)))
        for base in (self._base, self._final_base()):
            known = os.path.normcase(base).rstrip("\\")
            if wanted.rstrip("\\") == known:
                return ""
            if wanted.startswith(known + "\\"):
                rest = handles.long_path(os.path.normpath(absolute))[len(known) + 1 :]
                return rest.replace("\\", "/")
        raise CannotLook(Reason.OUTSIDE_ROOT)

    def _final_base(self) -> str:
        if not self._final:
            handle = handles.open_folder(self._base, through=True)
            try:
                self._final = handles.final_path(handle, self._volume)
            except CannotLook:  # a disk without a letter: a shadow copy, some encrypted volumes
                self._volume = handles.AS_DEVICE
                self._final = handles.final_path(handle, self._volume)
            finally:
                handles.close(handle)
        return self._final

    def _refuse_outside(self, handle: int) -> None:
        base = os.path.normcase(self._final_base()).rstrip("\\")
        final = os.path.normcase(handles.final_path(handle, self._volume)).rstrip("\\")
        if final != base and not final.startswith(base + "\\"):
            raise CannotLook(Reason.OUTSIDE_ROOT)

    def _reach(self, path: str) -> tuple[str, os.stat_result]:
        """The whole path, without links, and the state of what is there."""
        todo = path.split("/")[::-1]
        done: list[str] = []
        links = names = 0
        while True:
            while todo and todo[-1] in ("", "."):
                todo.pop()
            # A drive's root keeps its backslash: without it the name is that of the device.
            place = "\\".join((self._base.rstrip("\\"), *done)) if done else self._base
            if not todo:
                with handles.told():
                    return place, os.stat(place)  # noqa: PTH116 - a literal path
            names += 1
            if names > _MOST_NAMES:
                raise CannotLook(Reason.UNSUPPORTED, detail="path too long")
            name = todo.pop()
            if name == "..":
                if not done:
                    raise CannotLook(Reason.OUTSIDE_ROOT)
                done.pop()
                continue
            place = _below(place, name)
            last = not any(part not in ("", ".") for part in todo)
            if not last and place in self._plain:
                done.append(name)
                continue
            with handles.told():
                found = os.lstat(place)
            if found.st_reparse_tag & _SURROGATE:
                links += 1
                if links > _MOST_LINKS:
                    raise CannotLook(Reason.UNSUPPORTED, detail="too many links")
                target = _target(place)
                if target[1:2] == ":" or target.startswith("\\"):
                    target = self.inside(target)
                    done.clear()
                todo.extend(reversed(target.replace("\\", "/").split("/")))
                continue
            if last:
                return place, found
            if kind_of(found) is not FileKind.FOLDER:
                raise NotHere
            self._plain.add(place)
            done.append(name)


class WindowsFolder(Folder):
    """A folder by its whole path: Windows has no names relative to a descriptor."""

    def __init__(self, place: str) -> None:
        self._place = place

    def names(self, most: int | None = None) -> list[str]:
        """The names in it, sorted."""
        return sorted(handles.names(self._place, most))

    def stat(self, name: str) -> Stat:
        """The state of one name, links not followed."""
        with handles.told():
            return as_stat(os.lstat(_below(self._place, name)))

    def enter(self, name: str) -> Folder:
        """Open a folder in it."""
        place = _below(self._place, name)
        with handles.told():
            if kind_of(os.lstat(place)) is not FileKind.FOLDER:
                raise NotHere
        handles.close(handles.open_folder(place))
        return WindowsFolder(place)

    def entries(self, most: int | None = None) -> list[tuple[str, FileKind]]:
        """The sorted names with their kinds."""
        # The listing itself tells kinds on Windows: no file of a cache is asked for its own.
        with handles.told(), os.scandir(self._place) as listing:
            found = [
                (each.name, kind_of(each.stat(follow_symlinks=False)))
                for each in islice(listing, most)
            ]
        return sorted(found, key=lambda pair: pair[0])

    def close(self) -> None:
        """Nothing is held open."""


def _target(place: str) -> str:
    try:
        with handles.told():
            return os.readlink(place)  # noqa: PTH115 - as it is written
    except ValueError:  # a link of a kind that Python does not know (WSL's)
        raise CannotLook(Reason.UNSUPPORTED, detail="unknown link") from None


def _below(place: str, name: str) -> str:
    """The whole path of `name` in the folder at `place`."""
    if name == "..":
        raise CannotLook(Reason.OUTSIDE_ROOT)
    if not _NO_NAME.isdisjoint(name) or any(letter < " " for letter in name):
        raise NotHere
    return place.rstrip("\\") + "\\" + name


def kind_of(raw: os.stat_result) -> FileKind:
    """What a name stands for; links and junctions are OTHER."""
    if raw.st_reparse_tag & _SURROGATE:
        return FileKind.OTHER
    if statmod.S_ISDIR(raw.st_mode):
        return FileKind.FOLDER
    return FileKind.FILE if statmod.S_ISREG(raw.st_mode) else FileKind.OTHER


def as_stat(raw: os.stat_result) -> Stat:
    """The state of a file as we tell it; Windows names its owner otherwise."""
    return Stat(kind_of(raw), raw.st_size, raw.st_mtime_ns, raw.st_ino, device=raw.st_dev)
