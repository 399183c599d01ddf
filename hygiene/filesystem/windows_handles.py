"""Handles of Windows: opening with every right shared, and what its errors mean to us."""

from __future__ import annotations

import ctypes
import errno
import msvcrt
import os
import sys
from ctypes import wintypes
from itertools import islice

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import FileKind, OpenFile, Stat

assert sys.platform == "win32"  # for the type checker: kernel32 exists there only

_kernel = ctypes.WinDLL("kernel32", use_last_error=True)
_create = _kernel.CreateFileW
_create.restype = wintypes.HANDLE
_create.argtypes = [
    wintypes.LPCWSTR,
    wintypes.DWORD,
    wintypes.DWORD,
    wintypes.LPVOID,
    wintypes.DWORD,
    wintypes.DWORD,
    wintypes.HANDLE,
]
_close = _kernel.CloseHandle
_close.argtypes = [wintypes.HANDLE]
_final_path = _kernel.GetFinalPathNameByHandleW
_final_path.restype = wintypes.DWORD
_final_path.argtypes = [wintypes.HANDLE, wintypes.LPWSTR, wintypes.DWORD, wintypes.DWORD]
_information = _kernel.GetFileInformationByHandleEx
_information.argtypes = [wintypes.HANDLE, ctypes.c_int, wintypes.LPVOID, wintypes.DWORD]

_GENERIC_READ = 0x80000000
_LIST_DIRECTORY = 0x1
_READ_CONTROL, _DELETE = 0x20000, 0x10000
_SHARE_CONTENT = 0x1 | 0x2  # read, write
_SHARE_ALL = _SHARE_CONTENT | 0x4  # and delete, which renaming is too
_CREATE_NEW, _OPEN_EXISTING = 1, 3
_BACKUP_SEMANTICS = 0x02000000  # without it no folder can be opened
_OPEN_REPARSE_POINT = 0x00200000
_DELETE_ON_CLOSE = 0x04000000
_ATTRIBUTES_AND_TAG = 9  # FileAttributeTagInfo
_INVALID = wintypes.HANDLE(-1).value
_LONGEST = 32_768

#: How `final_path` names the disk: `\\?\C:`, which not every disk has, or its device.
AS_DRIVE, AS_DEVICE = 0, 2

#: Errors of winerror.h. 21: an empty drive. 53, 67: a network place that is gone.
_NOT_HERE = frozenset({2, 3, 21, 53, 67, 123, 161, 267})
_LOCKED = frozenset({32, 33})
_DENIED = frozenset({5, 19, 65, 1314, 1920})
_UNSUPPORTED = frozenset({50, 87, 206, 362, 363, 390, 395, 4390, 4392, 4393, 4394})
_VANISHED = frozenset({303, 1006, 1167})


class WindowsFile(OpenFile):
    """A regular file, by its handle."""

    def __init__(self, handle: int) -> None:
        self._fd = msvcrt.open_osfhandle(handle, os.O_RDONLY | os.O_BINARY | os.O_NOINHERIT)

    def stat(self) -> Stat:
        """The state of the file now."""
        with told():
            raw = os.fstat(self._fd)
        return Stat(FileKind.FILE, raw.st_size, raw.st_mtime_ns, raw.st_ino, device=raw.st_dev)

    def read_at(self, count: int, offset: int) -> bytes:
        """At most `count` bytes from `offset`."""
        parts = []
        with told():
            os.lseek(self._fd, offset, os.SEEK_SET)
            while count > 0 and (data := os.read(self._fd, count)):
                parts.append(data)
                count -= len(data)
        return b"".join(parts)

    def from_web(self) -> bool:
        """Whether it has the mark of the web, a second content of the file; it is not read."""
        try:
            mark = open_file(final_path(msvcrt.get_osfhandle(self._fd)) + ":Zone.Identifier")
        except (NotHere, CannotLook):  # none, or a file system (FAT) that has no such thing
            return False
        close(mark)
        return True

    def close(self) -> None:
        """Give the handle back."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


def open_file(place: str, *, through: bool = False) -> int:
    """A handle to read the file at `place`; `through` reads what a reparse point stands for."""
    return _opened(place, _GENERIC_READ, 0 if through else _OPEN_REPARSE_POINT)


def open_folder(place: str, *, through: bool = False) -> int:
    """A handle to list the folder at `place`."""
    flags = _BACKUP_SEMANTICS | (0 if through else _OPEN_REPARSE_POINT)
    return _opened(place, _LIST_DIRECTORY, flags)


def _opened(place: str, access: int, flags: int) -> int:
    handle = _create(place, access, _SHARE_ALL, None, _OPEN_EXISTING, flags, None)
    if handle is None or handle == _INVALID:
        raise cause(ctypes.get_last_error())
    return int(handle)


def hold(place: str) -> int:
    """A handle to the folder or link at `place`, which nobody renames or deletes meanwhile.

    Raises:
        OSError: There is none, it may not be opened, or somebody is about to rename or delete it.
    """
    flags = _BACKUP_SEMANTICS | _OPEN_REPARSE_POINT
    return _held(place, _LIST_DIRECTORY | _READ_CONTROL, _OPEN_EXISTING, flags)


def passing(place: str) -> int:
    """A handle to a new file that is gone with it; raises OSError."""
    return _held(place, _DELETE, _CREATE_NEW, _DELETE_ON_CLOSE | _OPEN_REPARSE_POINT)


def _held(place: str, access: int, disposition: int, flags: int) -> int:
    handle = _create(place, access, _SHARE_CONTENT, None, disposition, flags, None)
    if handle is None or handle == _INVALID:
        raise ctypes.WinError(ctypes.get_last_error())
    return int(handle)


def attributes(handle: int) -> tuple[int, int]:
    """The attributes of what was opened, and its reparse tag (0 where it has none)."""
    found = (wintypes.DWORD * 2)()
    if not _information(handle, _ATTRIBUTES_AND_TAG, found, ctypes.sizeof(found)):
        raise ctypes.WinError(ctypes.get_last_error())
    return found[0], found[1]


def close(handle: int) -> None:
    """Give a handle back."""
    _close(handle)


def final_path(handle: int, volume: int = AS_DRIVE) -> str:
    r"""Where the opened thing really is, as `\\?\C:\...` or `\Device\HarddiskVolume1\...`."""
    buffer = ctypes.create_unicode_buffer(_LONGEST)
    length = _final_path(handle, buffer, _LONGEST, volume)
    if not 0 < length < _LONGEST:
        raise CannotLook(Reason.UNSUPPORTED, detail="no final path")
    return buffer.value


def long_path(absolute: str) -> str:
    r"""The path in the form that Windows takes literally and at any length: `\\?\C:\...`."""
    absolute = absolute.replace("/", "\\")
    if absolute.startswith(("\\\\?\\", "\\\\.\\")):
        return absolute
    if absolute.startswith("\\\\"):
        return "\\\\?\\UNC" + absolute[1:]
    return "\\\\?\\" + absolute


def names(place: str, most: int | None) -> list[str]:
    """At most `most` names in the folder at `place`."""
    with told(), os.scandir(place) as entries:
        return [entry.name for entry in islice(entries, most)]


def cause(code: int) -> Exception:
    """What an error of Windows means to us; no path of the machine is kept."""
    detail = f"WinError {code}"
    if code in _NOT_HERE:
        return NotHere()
    if code in _LOCKED:
        return CannotLook(Reason.LOCKED, detail=detail)
    if code in _DENIED:
        return CannotLook(Reason.DENIED, detail=detail)
    if code in _UNSUPPORTED:
        return CannotLook(Reason.UNSUPPORTED, detail=detail)
    if code in _VANISHED:
        return CannotLook(Reason.VANISHED, detail=detail)
    return CannotLook(Reason.DAMAGED, detail=detail)


class told:
    """Turn the system's errors into our causes."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if not isinstance(error, OSError):
            return
        if error.winerror is not None:
            raise cause(error.winerror) from None
        if error.errno == errno.EACCES:  # the C library's word for a part that somebody locked
            raise CannotLook(Reason.LOCKED, detail="EACCES") from None
        if error.errno == errno.ENOENT:
            raise NotHere from None
        raise CannotLook(Reason.DAMAGED, detail=errno.errorcode.get(error.errno or 0, "?"))
