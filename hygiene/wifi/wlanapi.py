"""Windows' wlanapi: looks at what is there, asks for no key, starts no scan."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import wintypes

from hygiene.errors import CannotLook, NotHere, Reason

assert sys.platform == "win32"  # for the type checker, and for whoever imports it elsewhere

_SOURCE = "wlanapi"
#: LOAD_LIBRARY_SEARCH_SYSTEM32: a library of that name beside a portable program is not loaded.
_SYSTEM32 = 0x800
_CURRENT_CONNECTION = 7
_MOST_ITEMS = 1000
_MOST_SIGNS = 1 << 19
# winerror.h
_DENIED, _NOT_FOUND, _NO_SERVICE, _NOT_ACTIVE = 5, 1168, 1060, 1062


@contextmanager
def opened() -> Iterator[WlanApi]:
    """A handle to the Wi-Fi service.

    Raises:
        NotHere: This Windows has no Wi-Fi at all.
        CannotLook: The service does not run.
    """
    try:
        library = ctypes.WinDLL("wlanapi.dll", winmode=_SYSTEM32)
    except OSError:
        raise NotHere from None
    version, handle = wintypes.DWORD(), wintypes.HANDLE()
    _check(
        library.WlanOpenHandle(2, None, ctypes.byref(version), ctypes.byref(handle)), Reason.DENIED
    )
    try:
        yield WlanApi(library, handle)
    finally:
        library.WlanCloseHandle(handle, None)


class WlanApi:
    """See `hygiene.wifi.windows.Api`."""

    def __init__(self, library: ctypes.CDLL, handle: wintypes.HANDLE) -> None:
        self._library, self._handle = library, handle

    def interfaces(self) -> bytes:
        """A WLAN_INTERFACE_INFO_LIST."""
        found = ctypes.c_void_p()
        _check(
            self._library.WlanEnumInterfaces(self._handle, None, ctypes.byref(found)),
            Reason.DENIED,
        )
        return self._list(found, 532)

    def connection(self, guid: bytes) -> bytes:
        """The WLAN_CONNECTION_ATTRIBUTES of one adapter."""
        size, found = wintypes.DWORD(), ctypes.c_void_p()
        error = self._library.WlanQueryInterface(
            self._handle,
            ctypes.create_string_buffer(guid, 16),
            _CURRENT_CONNECTION,
            None,
            ctypes.byref(size),
            ctypes.byref(found),
            None,
        )
        # Windows 11 24H2: what is around tells where one is.
        _check(error, Reason.LOCATION_PRIVACY)
        try:
            return ctypes.string_at(found.value or 0, size.value) if found.value else b""
        finally:
            self._library.WlanFreeMemory(found)

    def profiles(self, guid: bytes) -> bytes:
        """A WLAN_PROFILE_INFO_LIST."""
        found = ctypes.c_void_p()
        error = self._library.WlanGetProfileList(
            self._handle, ctypes.create_string_buffer(guid, 16), None, ctypes.byref(found)
        )
        _check(error, Reason.DENIED)
        return self._list(found, 516)

    def profile(self, guid: bytes, name: str) -> str:
        """The XML of one saved network; without WLAN_PROFILE_GET_PLAINTEXT_KEY."""
        flags, found = wintypes.DWORD(0), ctypes.c_void_p()
        error = self._library.WlanGetProfile(
            self._handle,
            ctypes.create_string_buffer(guid, 16),
            ctypes.c_wchar_p(name),
            None,
            ctypes.byref(found),
            ctypes.byref(flags),
            None,
        )
        if error == _NOT_FOUND:
            raise NotHere
        _check(error, Reason.DENIED)
        try:
            text = ctypes.wstring_at(found.value) if found.value else ""
        finally:
            self._library.WlanFreeMemory(found)
        if len(text) > _MOST_SIGNS:
            raise CannotLook(Reason.TOO_BIG, _SOURCE)
        return text

    def connectivity(self) -> int:
        """The level of the connectivity hint that Windows already has; 0 before Windows 10 2004."""
        try:
            library = ctypes.WinDLL("iphlpapi.dll", winmode=_SYSTEM32)
            hint = (wintypes.DWORD * 8)()  # two numbers and three switches; more than enough
            error = library.GetNetworkConnectivityHint(hint)
        except (OSError, AttributeError):
            return 0
        return 0 if error else int(hint[0])

    def _list(self, found: ctypes.c_void_p, size: int) -> bytes:
        try:
            if not found.value:
                return bytes(8)
            count = wintypes.DWORD.from_address(found.value).value
            return ctypes.string_at(found.value, 8 + size * min(count, _MOST_ITEMS + 1))
        finally:
            self._library.WlanFreeMemory(found)


def _check(error: int, denied: Reason) -> None:
    """Raise what an error of Windows means; `denied` is what a refusal means here."""
    if error == _DENIED:
        raise CannotLook(denied, _SOURCE, "error 5")
    if error in (_NO_SERVICE, _NOT_ACTIVE):
        raise CannotLook(Reason.SERVICE_ABSENT, _SOURCE, f"error {error}")
    if error:
        raise CannotLook(Reason.UNSUPPORTED, _SOURCE, f"error {error}")
