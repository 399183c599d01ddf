"""What a property list may cost: refused before plistlib would pay for it."""

from __future__ import annotations

import struct
from xml.parsers import expat

from hygiene.errors import CannotLook, Reason
from hygiene.filesystem.jsonfile import MOST_VALUES

_TRAILER = struct.Struct(">6xBBQQQ")
_INTEGER, _DATA, _ASCII, _UTF16, _ARRAY, _DICT = 0x1, 0x4, 0x5, 0x6, 0xA, 0xD
#: Bytes of one tag, comment or instruction of XML. plistlib hands the file over in pieces of 2 KB,
#: and expat before 2.6 begins an unfinished one anew at each: 15 MB took 230 s (2.5, 2026).
_LONGEST = 1 << 16
#: Smaller files cost nothing however they are made.
_SMALL = 1 << 18


def must_be_bounded(data: bytes) -> None:
    """Raise where reading this property list would cost more than its size.

    Raises:
        CannotLook: DAMAGED where its objects overlap or one tag is very long, TOO_BIG where it
            holds too many values.
    """
    if data.startswith(b"bplist"):
        if len(data) > _TRAILER.size:
            _binary(data)
        return
    if data.count(b"<") > MOST_VALUES:
        raise CannotLook(Reason.TOO_BIG, detail="number of values")
    if len(data) > _SMALL:
        _xml(data)


def _binary(data: bytes) -> None:
    """The objects of an honest file lie side by side: together they are no longer than it is."""
    width, reference, count, _, table = _TRAILER.unpack(data[-_TRAILER.size :])
    if not (width and reference and table + count * width <= len(data)):
        raise _damaged("no table of objects")
    values, size = count, 0
    for number in range(min(count, MOST_VALUES)):
        start = table + number * width
        at = int.from_bytes(data[start : start + width], "big")
        if at >= len(data):
            raise _damaged("an object beyond the end")
        kind, low = data[at] >> 4, data[at] & 15
        if kind == _INTEGER:
            size += 1 << low
        elif kind in (_DATA, _ASCII, _UTF16, _ARRAY, _DICT):
            length = _length(data, at + 1, low)
            if kind in (_ARRAY, _DICT):
                values += length * (1 + (kind == _DICT))
                length *= reference
            size += length * (1 + (kind in (_UTF16, _DICT)))
        if size > len(data):
            raise _damaged("objects that overlap")
        if values > MOST_VALUES:
            break
    if values > MOST_VALUES:
        raise CannotLook(Reason.TOO_BIG, detail="number of values")


def _length(data: bytes, at: int, low: int) -> int:
    """A length below 15 is in the first byte, a longer one in a number behind it."""
    if low < 15:
        return low
    width = 1 << (data[at : at + 1] or b"\0")[0] % 4
    return int.from_bytes(data[at + 1 : at + 1 + width], "big")


def _xml(data: bytes) -> None:
    def see(token: str) -> None:
        if len(token) > _LONGEST:
            raise _damaged("a very long tag")

    # In one encoding whatever the file declares: else long ones would come in parts.
    parser = expat.ParserCreate("UTF-8")
    parser.DefaultHandler = see
    parser.CharacterDataHandler = lambda text: None
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise _damaged("no XML") from None


def _damaged(detail: str) -> CannotLook:
    return CannotLook(Reason.DAMAGED, detail=detail)
