"""dconf's databases (GVDB, version 0): the values of a few keys, whatever else is in them.

Layout from GLib's gvdb-format.h (verified against files of `dconf compile`, 2026).
"""

from __future__ import annotations

import struct
from collections.abc import Collection

from hygiene.errors import CannotLook, Reason

_HEADER = struct.Struct("<8sIIII")
_ITEM = struct.Struct("<IIIHBxII")
_TABLE = struct.Struct("<II")
_SIGNATURE = b"GVariant"
_MOST_ITEMS = 100_000
_DEEPEST = 64
_NO_PARENT = 0xFFFFFFFF
_VALUE = ord("v")


def values(data: bytes, keys: Collection[str]) -> dict[str, bool | int]:
    """The switches and whole numbers among `keys` (`/org/gnome/…`); others are left out.

    Raises:
        CannotLook: DAMAGED where this is no such database.
    """
    try:
        return _values(data, keys)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise CannotLook(Reason.DAMAGED, detail="no dconf database") from None


def _values(data: bytes, keys: Collection[str]) -> dict[str, bool | int]:
    signature, version, _, start, end = _HEADER.unpack_from(data)
    if signature != _SIGNATURE or version != 0:
        raise CannotLook(Reason.UNSUPPORTED, detail="no little-endian dconf database")
    bloom, buckets = _TABLE.unpack_from(data, start)
    first = start + _TABLE.size + 4 * ((bloom & 0x7FFFFFF) + buckets)
    count = (end - first) // _ITEM.size
    if not 0 <= count <= _MOST_ITEMS or end > len(data):
        raise CannotLook(Reason.DAMAGED, detail="no table")
    items = [_ITEM.unpack_from(data, first + i * _ITEM.size) for i in range(count)]
    longest = max(map(len, keys), default=0)
    found: dict[str, bool | int] = {}
    for _, parent, at, size, kind, begin, stop in items:
        if kind != _VALUE:
            continue
        name = data[at : at + size]
        for _ in range(_DEEPEST):
            if parent == _NO_PARENT or len(name) > longest:
                break
            _, parent, at, size, *_ = items[parent]
            name = data[at : at + size] + name
        key = name.decode("utf-8", "replace")
        value = _value(data[begin:stop]) if key in keys else None
        if value is not None:
            found[key] = value
    return found


def _value(variant: bytes) -> bool | int | None:
    """What a serialised variant holds: its value, a zero byte, its type."""
    value, _, kind = variant.rpartition(b"\0")
    if kind == b"b" and len(value) == 1:
        return value != b"\0"
    form = {b"u": "<I", b"i": "<i"}.get(kind)
    if form is None or len(value) != 4:
        return None
    number: int = struct.unpack(form, value)[0]
    return number
