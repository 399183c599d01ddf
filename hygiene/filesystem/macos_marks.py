"""The mark that macOS leaves on what came from the web; Python's os module cannot ask there."""

from __future__ import annotations

import ctypes
import sys

assert sys.platform == "darwin"  # for the type checker: Linux's fgetxattr has fewer arguments

_MARK = b"com.apple.quarantine"


def quarantined(fd: int) -> bool:
    """Whether the open file has the mark: its length is asked for, its value is not."""
    library = ctypes.CDLL(None)
    library.fgetxattr.restype = ctypes.c_ssize_t
    length = library.fgetxattr(
        ctypes.c_int(fd), _MARK, None, ctypes.c_size_t(0), ctypes.c_uint32(0), ctypes.c_int(0)
    )
    return int(length) >= 0
