"""The way to a folder on Windows, which nobody can exchange while it is held.

Windows gives Python no names relative to an open folder. So every folder on the way stays open, and
is shared with nobody who would rename or delete it; each must lie in the one before, whatever was
exchanged until then. What is left is an empty folder, which its owner can make a junction in place:
a file that we keep in it forbids that.

Only who has more rights than others is led astray by them, so only then is it done. Of a folder on
another computer, that computer decides.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from hygiene import windows
from hygiene.commandline.windows_link import is_volume, onward, plain
from hygiene.errors import CannotLook, UsageError
from hygiene.filesystem import windows_handles as handles

assert sys.platform == "win32"  # for the type checker, and for whoever imports it elsewhere

_MOST_LINKS = 40
#: Bit of a reparse tag that says "this name stands for another": symbolic links, junctions.
_SURROGATE = 0x20000000
_REMOTE = 4  # GetDriveTypeW


class Way:
    """A folder by its path, and what keeps both together."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open = ExitStack()
        self._final = ""
        self.folder = path.parent
        """Its path; where it is held, without a link."""

    def reach(self) -> None:
        """Go there from the drive on; raises OSError and UsageError as `folder_of` does."""
        # `..` is taken out before links are looked at, as Windows does.
        full = os.path.abspath(plain(str(self._path.parent)))  # noqa: PTH100
        for _ in range(_MOST_LINKS):
            self.folder, self._final = Path(full), ""
            drive, tail = os.path.splitdrive(full)
            if _elsewhere(drive):
                return
            place = drive + "\\"
            todo = [name for name in reversed(tail.split("\\")) if name]
            link = self._step(place, drive)
            while todo and link is None:
                name = todo.pop()
                place = place.rstrip("\\") + "\\" + name
                link = self._step(place, name)
            if link is None:
                return
            full = onward(place, link, todo[::-1])
        raise OSError(errno.ELOOP, "")

    def freeze(self, name: str) -> None:
        """Keep a file beside the one that will have this name; raises OSError and UsageError."""
        if not self._final:
            return
        handle = handles.passing(str(self.folder / f"{name}.held"))
        self._open.callback(handles.close, handle)
        self._refuse_elsewhere(handle, self.folder.name)

    def close(self) -> None:
        """Let go of everything."""
        self._open.close()

    def _step(self, place: str, name: str) -> str | None:
        """Hold what is at `place`; where it is a link, what is written in it."""
        handle = handles.hold(handles.long_path(place))
        self._open.callback(handles.close, handle)
        if self._final:
            self._refuse_elsewhere(handle, name)
        found, tag = handles.attributes(handle)
        if tag & _SURROGATE:
            if windows.is_strangers(handle):
                raise UsageError("output-link", path=str(self._path), place=name)
            return str(Path(place).readlink())
        if not found & stat.FILE_ATTRIBUTE_DIRECTORY:
            raise NotADirectoryError(errno.ENOTDIR, "")
        self._final = _final(handle)
        return None

    def _refuse_elsewhere(self, handle: int, name: str) -> None:
        if _final(handle).rpartition("\\")[0] != self._final.rstrip("\\"):
            raise UsageError("output-link", path=str(self._path), place=name)


@contextmanager
def held(path: Path) -> Iterator[Way]:
    """The folder of the file at `path`; held, where somebody with fewer rights could exchange it.

    Raises:
        OSError: There is none, or the way to it is closed.
        UsageError: The way leads through a link that is neither one's own nor a keeper's.
    """
    way = Way(path)
    try:
        if windows.has_full_rights():
            way.reach()
        if not way.folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "")
        yield way
    finally:
        way.close()


def _elsewhere(drive: str) -> bool:
    return not is_volume(drive) or (
        ctypes.WinDLL("kernel32").GetDriveTypeW(ctypes.c_wchar_p(drive + "\\")) == _REMOTE
    )


def _final(handle: int) -> str:
    try:
        return handles.final_path(handle, handles.AS_DEVICE)
    except CannotLook as cause:
        raise OSError(errno.EINVAL, cause.detail) from None
