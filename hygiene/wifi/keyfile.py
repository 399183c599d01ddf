"""The files of NetworkManager: of each only what is no secret."""

from __future__ import annotations

import re
from typing import Any

from hygiene.errors import CannotLook, Reason
from hygiene.keyfile import flag, sections

#: NetworkManager's sections by the names that D-Bus has for them, with what is read of each.
_SECTIONS = {
    "connection": "connection",
    "wifi": "802-11-wireless",
    "802-11-wireless": "802-11-wireless",
    "wifi-security": "802-11-wireless-security",
    "802-11-wireless-security": "802-11-wireless-security",
}
_KEYS = {
    "connection": ("type", "autoconnect", "timestamp"),
    "802-11-wireless": ("ssid", "hidden", "mode"),
    "802-11-wireless-security": ("key-mgmt",),
}
_TYPES = {"wifi": "802-11-wireless"}
_BYTES = re.compile(rb"\s*\d{1,3}\s*;(?:\s*\d{1,3}\s*;)*(?:\s*\d{1,3}\s*)?")
_ESCAPES = {b"s": b" ", b"t": b"\t", b"n": b"\n", b"r": b"\r", b"\\": b"\\"}


def connection(data: bytes) -> dict[str, dict[str, Any]]:
    """What a file of NetworkManager says, in the words that D-Bus has for the same.

    Raises:
        CannotLook: DAMAGED where it describes no connection.
    """
    read = sections(data, {name: _KEYS[section] for name, section in _SECTIONS.items()})
    if read is None or "connection" not in read:
        raise CannotLook(Reason.DAMAGED, detail="no connection")
    found: dict[str, dict[str, Any]] = {}
    for name, values in read.items():
        section = found.setdefault(_SECTIONS[name], {})
        for key, value in values.items():
            section[key] = _value(key, value)
    about = found["connection"]
    about["type"] = _TYPES.get(about.get("type", ""), about.get("type"))
    if about["type"] == "802-11-wireless" and "ssid" not in found.get("802-11-wireless", {}):
        raise CannotLook(Reason.DAMAGED, detail="no ssid")
    return found


def _value(key: str, value: bytes) -> object:
    if key == "ssid":
        return ssid(value)
    if key in ("autoconnect", "hidden"):
        return flag(value, default=key == "autoconnect")
    if key == "timestamp":
        return int(value) if value.isdigit() and len(value) < 16 else 0
    return value.strip().decode("utf-8", "replace")


def ssid(value: bytes) -> bytes:
    r"""The name that NetworkManager wrote: decimal bytes `67;97;`, or text with escapes.

    Seen with `nmcli --offline` (1.42): a name that holds anything but ASCII becomes bytes; a `;`
    of the name itself is written `\\;`, so that no name looks like bytes.
    """
    if _BYTES.fullmatch(value):
        numbers = [int(number) for number in value.split(b";") if number.strip()]
        if all(number < 256 for number in numbers):
            return bytes(numbers)
    # Twice: once for the file, once for what NetworkManager puts into it.
    text = re.sub(rb"\\([stnr\\])", lambda match: _ESCAPES[match[1]], value)
    return text.replace(b"\\;", b";")
