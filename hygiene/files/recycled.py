"""The `$I` files of the bin of Windows: what a deleted file was called."""

from __future__ import annotations

import struct

#: Bytes; a header, and at most 32,767 signs of two bytes.
LONGEST = 66_000
#: Versions 1 (Vista to 8) and 2 (10 and later): version, size and date, eight bytes each; then the
#: path in UTF-16, before which version 2 writes its length in signs (libyal's notes on the format).
_HEAD = 24
_LENGTH = 4
_OLD_PATH = 520


def deleted(told: bytes) -> str | None:
    """The name of the deleted file, without the folders; None where the bytes tell none."""
    if len(told) <= _HEAD:
        return None
    (version,) = struct.unpack_from("<Q", told)
    if version == 1:
        raw = told[_HEAD : _HEAD + _OLD_PATH]
    elif version == 2 and len(told) >= _HEAD + _LENGTH:
        (length,) = struct.unpack_from("<I", told, _HEAD)
        raw = told[_HEAD + _LENGTH :][: 2 * length]
    else:
        return None
    path = raw[: len(raw) // 2 * 2].decode("utf-16-le", "replace").partition("\0")[0]
    return path.replace("/", "\\").rpartition("\\")[2] or None
