"""Single values of this Windows' registry; nothing of a value that may be a secret."""

from __future__ import annotations

import sys

from hygiene.errors import CannotLook, Reason

_SOURCE = "registry"


def value(key: str, name: str) -> object:
    r"""What a value holds, None where there is none.

    Args:
        key: `HKLM\…` or `HKCU\…`.
        name: Of the value; never of one that may hold a secret.

    Raises:
        CannotLook: DENIED.
    """
    if sys.platform != "win32":
        return None
    import winreg

    hives = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCU": winreg.HKEY_CURRENT_USER}
    hive, _, path = key.partition("\\")
    try:
        with winreg.OpenKey(hives[hive], path, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as made:
            found: object = winreg.QueryValueEx(made, name)[0]
    except FileNotFoundError:
        return None
    except OSError:
        raise CannotLook(Reason.DENIED, _SOURCE) from None
    return found


def has_value(key: str, name: str) -> bool:
    r"""Whether there is such a value that is not empty; what it holds is not read.

    Windows is asked for its size, and gives nothing else.

    Args:
        key: `HKLM\…`.
        name: Of the value.
    """
    if sys.platform != "win32":
        return False
    import ctypes
    import winreg
    from ctypes import wintypes

    advapi = ctypes.WinDLL("advapi32", winmode=0x800)
    advapi.RegQueryValueExW.argtypes = [
        wintypes.HKEY,
        wintypes.LPCWSTR,
        *[ctypes.c_void_p] * 4,
    ]
    _, _, path = key.partition("\\")
    access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path, 0, access) as made:
            size = wintypes.DWORD(0)
            error = advapi.RegQueryValueExW(
                wintypes.HKEY(int(made)), name, None, None, None, ctypes.byref(size)
            )
    except FileNotFoundError:
        return False
    except OSError:
        raise CannotLook(Reason.DENIED, _SOURCE) from None
    # An empty text is the two bytes of its end.
    return not error and size.value > 2
