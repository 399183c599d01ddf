"""Snappy blocks, the compression of Chromium's LevelDB tables, decoded within bounds.

Format: google/snappy `format_description.txt`. Written here because every package that decodes
snappy (cramjam, python-snappy) is a compiled one of 2 MB or more, for a few blocks that are read.
"""

from __future__ import annotations

from hygiene.errors import CannotLook, Reason

#: The densest copy writes 64 bytes and takes 3: no block can grow more than this.
_MOST_GROWTH = 22


def decompress(block: bytes, *, max_bytes: int) -> bytes:
    """The content of one raw snappy block (no frame).

    Raises:
        CannotLook: `damaged`, or `too-big` beyond `max_bytes`.
    """
    size, at = _size(block)
    if size > max_bytes:
        raise CannotLook(Reason.TOO_BIG, detail="snappy: block beyond the limit")
    if size > len(block) * _MOST_GROWTH:
        raise _damaged()
    out = bytearray()
    end = len(block)
    while at < end:
        tag = block[at]
        kind, at = tag & 3, at + 1
        if kind == 0:  # literal
            length = tag >> 2
            if length >= 60:
                width = length - 59
                length = int.from_bytes(block[at : at + width], "little")
                at += width
            length += 1
            if at + length > end:
                raise _damaged()
            out += block[at : at + length]
            at += length
        else:
            if kind == 1:  # the offset's upper three bits are in the tag
                length, width = 4 + (tag >> 2 & 7), 1
                upper = tag >> 5 << 8
            else:
                length, width = 1 + (tag >> 2), 2 if kind == 2 else 4
                upper = 0
            if at + width > end:
                raise _damaged()
            offset = upper + int.from_bytes(block[at : at + width], "little")
            at += width
            start = len(out) - offset
            if offset == 0 or start < 0:
                raise _damaged()
            if offset >= length:
                out += out[start : start + length]
            else:  # the copy runs into what it writes: a pattern repeats
                pattern = bytes(out[start:])
                out += (pattern * (length // offset + 1))[:length]
        if len(out) > size:
            raise _damaged()
    if len(out) != size:
        raise _damaged()
    return bytes(out)


def _size(block: bytes) -> tuple[int, int]:
    """The length of the content, and where the first element begins."""
    value = 0
    for at, byte in enumerate(block[:5]):
        value |= (byte & 127) << 7 * at
        if byte < 128:
            return value, at + 1
    raise _damaged()


def _damaged() -> CannotLook:
    return CannotLook(Reason.DAMAGED, detail="snappy: damaged block")
