"""The structures of Windows' wlanapi, from their bytes.

Offsets are those that a C program compiled with mingw's own wlanapi.h printed (2026), the same in
32 and 64 bits; nothing was captured on a real Windows. They are read here with `struct` and not
with ctypes, whose sizes of Windows' types are wrong on other systems.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from hygiene.data import load
from hygiene.errors import CannotLook, Reason
from hygiene.wifi.network import Network, Security

_COUNT = struct.Struct("<I")
_ITEMS = 8  # number of items, index of one of them
_INTERFACE, _INTERFACE_STATE = 532, 528
_PROFILE, _PROFILE_NAME = 516, 512
_CONNECTION = 604
_SSID_LENGTH, _SSID = 520, 524
_SECURITY = struct.Struct("<IIII")  # enabled, 802.1X, authentication, cipher
_SECURITY_AT = 588
_MOST_ITEMS = 1000
_CONNECTED = 1


class Interface(NamedTuple):
    """A Wi-Fi adapter: its 16-byte id, and whether it is connected."""

    guid: bytes
    connected: bool


def interfaces(data: bytes) -> list[Interface]:
    """The adapters of a WLAN_INTERFACE_INFO_LIST."""
    return [
        Interface(item[:16], _COUNT.unpack_from(item, _INTERFACE_STATE)[0] == _CONNECTED)
        for item in _items(data, _INTERFACE)
    ]


def profiles(data: bytes) -> list[str]:
    """The names of the saved networks in a WLAN_PROFILE_INFO_LIST."""
    return [
        item[:_PROFILE_NAME].decode("utf-16-le", "surrogatepass").partition("\0")[0]
        for item in _items(data, _PROFILE)
    ]


def connection(data: bytes) -> Network:
    """The network of a WLAN_CONNECTION_ATTRIBUTES; its protection may be UNKNOWN."""
    if len(data) < _CONNECTION:
        raise CannotLook(Reason.UNSUPPORTED, detail=f"{len(data)} bytes")
    (length,) = _COUNT.unpack_from(data, _SSID_LENGTH)
    if length > 32:
        raise CannotLook(Reason.UNSUPPORTED, detail="SSID")
    _, _, authentication, cipher = _SECURITY.unpack_from(data, _SECURITY_AT)
    return Network(
        ssid=data[_SSID : _SSID + length],
        security=security("auth", str(authentication), "cipher", str(cipher)),
        in_use=True,
    )


def security(table: str, authentication: str, ciphers: str, cipher: str) -> Security:
    """The protection that a pair of words or numbers of Windows means."""
    words = load("hygiene.wifi", "security.toml")["windows"]
    told = words[table].get(authentication, Security.UNKNOWN)
    by = words[ciphers].get(cipher)
    if told == "by-cipher":
        return {"none": Security.OPEN, "wep": Security.WEP}.get(by, Security.UNKNOWN)
    if by == "tkip" and told in (Security.WPA, Security.WPA2):
        return Security.WPA_TKIP
    return Security(told)


def _items(data: bytes, size: int) -> Iterator[bytes]:
    if len(data) < _ITEMS:
        raise CannotLook(Reason.UNSUPPORTED, detail=f"{len(data)} bytes")
    (count,) = _COUNT.unpack_from(data)
    if count > _MOST_ITEMS or len(data) < _ITEMS + count * size:
        raise CannotLook(Reason.UNSUPPORTED, detail=f"{count} items in {len(data)} bytes")
    for number in range(count):
        begin = _ITEMS + number * size
        yield data[begin : begin + size]
