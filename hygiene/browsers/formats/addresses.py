"""Addresses in binary files that write the length of a text before it, whatever else they hold."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator

_START = re.compile(rb"(?:https?|file)://")
_blank = re.compile(rb"[\x00-\x20\x7f]").search
_INT = struct.Struct("<i")
#: Bytes of a length that protocol buffers write: 2 MiB, more than any browser keeps of an address.
_MOST_DIGITS = 3


def in_pickle(data: bytes | memoryview) -> Iterator[str]:
    """The addresses of pages in Chromium's pickles, where four bytes tell the length of a text."""
    return _found(data, _four_bytes)


def in_protobuf(data: bytes | memoryview) -> Iterator[str]:
    """The addresses of pages in a protocol buffer, where a text follows its length as a varint."""
    return _found(data, _varint)


def _found(
    data: bytes | memoryview, length_before: Callable[[bytes | memoryview, int], int]
) -> Iterator[str]:
    for start in _START.finditer(data):
        at = start.start()
        length = length_before(data, at)
        address = bytes(data[at : at + length])
        # A longer text than there is is none. Without a path it is a site's name: a browser writes
        # the address of its first page with a slash.
        if length == len(address) and b"/" in address[len(start[0]) :] and not _blank(address):
            yield address.decode("utf-8", "replace")


def _four_bytes(data: bytes | memoryview, at: int) -> int:
    return int(_INT.unpack_from(data, at - _INT.size)[0]) if at >= _INT.size else 0


def _varint(data: bytes | memoryview, at: int) -> int:
    """The number that ends before `at`: all its bytes but the last have the high bit."""
    if not at or data[at - 1] > 127:
        return 0
    length = 0
    for digits in range(1, _MOST_DIGITS + 1):
        length = length << 7 | data[at - digits] & 127
        if digits == at or data[at - digits - 1] < 128:
            return length
    return 0
