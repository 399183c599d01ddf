"""Which files were opened: as the kernel tells, not as anybody asked for them."""

from __future__ import annotations

import ctypes
import os
import re
import struct
from collections.abc import Iterator
from pathlib import Path

# linux/inotify.h; an open with O_PATH, which cannot read, is not told.
_ACCESS, _OPEN = 0x1, 0x20
_EVENT = struct.Struct("iIII")
_RESULT = re.compile(r"\bopen\w*\(.*= \d+<([^>]*)>$")

STRACE = ("strace", "-f", "-y", "-qq", "-e", "trace=open,openat,openat2")


def opened(log: Path) -> Iterator[str]:
    """The real paths of what was opened, links resolved, in what STRACE wrote to `log`."""
    for line in log.read_text("utf-8", "replace").splitlines():
        if match := _RESULT.search(line):
            yield match[1]


class Watch:
    """Notes every opening and reading of what lies in some folders, and of the folders."""

    def __init__(self, *places: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._fd = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        for place in places:
            for path in (
                place,
                *(p for p in place.rglob("*") if p.is_dir() and not p.is_symlink()),
            ):
                number = self._libc.inotify_add_watch(self._fd, os.fsencode(path), _ACCESS | _OPEN)
                assert number > 0, path

    def events(self) -> int:
        """How many there were since the last time."""
        count = 0
        while True:
            try:
                data = os.read(self._fd, 1 << 16)
            except BlockingIOError:
                return count
            at = 0
            while at < len(data):
                at += _EVENT.size + _EVENT.unpack_from(data, at)[3]
                count += 1

    def __del__(self) -> None:
        os.close(self._fd)
