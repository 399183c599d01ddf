"""Windows' own list of sessions (wtsapi32); only reads, of this computer only."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

from hygiene.errors import CannotLook, Reason
from hygiene.session import wts
from hygiene.session.starts import Session

assert sys.platform == "win32"  # for the type checker, and for whoever imports it elsewhere

SOURCE = "wtsapi"
_SYSTEM32 = 0x800
_INFO_EX, _PROTOCOL = 25, 16
_CONSOLE = 0
_MOST = 1000


def sessions() -> list[Session]:
    """The open sessions of people.

    Raises:
        CannotLook: Windows does not tell.
    """
    try:
        library = ctypes.WinDLL("wtsapi32.dll", use_last_error=True, winmode=_SYSTEM32)
    except OSError:
        raise CannotLook(Reason.SERVICE_ABSENT, SOURCE) from None
    library.WTSFreeMemory.argtypes = [ctypes.c_void_p]
    found = []
    for number in _ids(library):
        told = wts.info(_asked(library, number, _INFO_EX))
        if told is None or told.start is None:
            continue
        protocol = int.from_bytes(_asked(library, number, _PROTOCOL)[:2], "little")
        found.append(
            Session(told.user, told.start.astimezone(), protocol != _CONSOLE, graphical=True)
        )
    return found


def _ids(library: ctypes.WinDLL) -> list[int]:
    found, count = ctypes.c_void_p(), wintypes.DWORD()
    if not library.WTSEnumerateSessionsW(None, 0, 1, ctypes.byref(found), ctypes.byref(count)):
        raise _refused()
    pointer = ctypes.sizeof(ctypes.c_void_p)
    try:
        size = min(count.value, _MOST + 1) * 3 * pointer
        data = ctypes.string_at(found.value, size) if found.value else b""
    finally:
        library.WTSFreeMemory(found)
    return wts.listed(data, count.value, pointer)


def _asked(library: ctypes.WinDLL, session: int, what: int) -> bytes:
    found, size = ctypes.c_void_p(), wintypes.DWORD()
    if not library.WTSQuerySessionInformationW(
        None, session, what, ctypes.byref(found), ctypes.byref(size)
    ):
        raise _refused()
    try:
        return ctypes.string_at(found.value, size.value) if found.value else b""
    finally:
        library.WTSFreeMemory(found)


def _refused() -> CannotLook:
    error = ctypes.get_last_error()
    reason = {5: Reason.DENIED, 1722: Reason.SERVICE_ABSENT}.get(error, Reason.UNSUPPORTED)
    return CannotLook(reason, SOURCE, f"error {error}")
