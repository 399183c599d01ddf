"""What this Windows demands of passwords, asked of Windows itself; only reads."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

from hygiene.passwords.demand import Demand
from hygiene.passwords.modals import LAYOUT, demand_of, refusal

assert sys.platform == "win32"  # for the type checker, and for whoever imports it elsewhere


def demand() -> Demand:
    """The demand of this computer; raises CannotLook where Windows does not tell."""
    api = ctypes.WinDLL("netapi32")
    api.NetUserModalsGet.argtypes = [wintypes.LPCWSTR, wintypes.DWORD, ctypes.c_void_p]
    api.NetApiBufferFree.argtypes = [ctypes.c_void_p]
    buffer = ctypes.c_void_p()
    status = api.NetUserModalsGet(None, 0, ctypes.byref(buffer))
    try:
        if status or not buffer.value:
            raise refusal(status)
        return demand_of(ctypes.string_at(buffer.value, LAYOUT.size))
    finally:
        if buffer.value:
            api.NetApiBufferFree(buffer)
