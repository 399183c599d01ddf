"""LevelDB's tables (`.ldb`, formerly `.sst`): sorted keys in blocks, and an index of the blocks.

Format: google/leveldb `doc/table_format.md`, `table/block_builder.cc`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from hygiene.browsers.formats.leveldb_entry import Entry, damaged, varint
from hygiene.browsers.formats.snappy import decompress
from hygiene.errors import CannotLook, Reason

_MAGIC = bytes.fromhex("57fb808b247547db")
_FOOTER = 48
_TRAILER = 5
_U32 = struct.Struct("<I")
_U64 = struct.Struct("<Q")

#: A block holds at least one whole entry, and Chromium lets a site keep 10 MiB.
_MOST_BLOCK = 32 << 20
#: A starting point comes every 16 keys, so keys cannot spell much more than what is stored.
_MOST_SHARED = 32


def read_table(data: bytes, *, prefix: bytes = b"") -> Iterator[Entry]:
    """The writes to keys that begin with `prefix`, in the order of the keys.

    Blocks that cannot hold such a key are not decoded.

    Raises:
        CannotLook: `damaged`, `unsupported` (a compression other than snappy) or `too-big`.
    """
    return (entry for entry, _value in read_values(data, prefix=prefix))


def read_values(data: bytes, *, prefix: bytes = b"") -> Iterator[tuple[Entry, memoryview]]:
    """The same, each with its value; empty for a deletion."""
    end = len(data) - _FOOTER
    if end < 0 or not data.endswith(_MAGIC):
        raise damaged("table without a footer")
    at = end
    for _ in range(2):  # where the block about blocks lies, which tells nothing of keys
        _passed, at = varint(data, at, len(data))
    offset, at = varint(data, at, len(data))
    size, at = varint(data, at, len(data))
    blocks_end = 0
    before = b""
    index = _block(data, offset, size, end)
    for last, start, stop in _keys(index):
        offset, at = varint(index, start, stop)
        size, at = varint(index, at, stop)
        if offset < blocks_end:
            raise damaged("blocks out of order")
        blocks_end = offset + size
        if last[:-8] >= prefix >= before[: len(prefix)]:
            block = _block(data, offset, size, end)
            for key, start, stop in _keys(block):
                if key.startswith(prefix, 0, len(key) - _U64.size):
                    yield _entry(key), memoryview(block)[start:stop]
        before = last[:-8]


def _block(data: bytes, offset: int, size: int, end: int) -> bytes:
    """The content of the block at `offset`; its kind and checksum follow its `size` bytes."""
    if offset + size + _TRAILER > end:
        raise damaged("block beyond the end")
    kind = data[offset + size]
    if kind > 1:
        raise CannotLook(Reason.UNSUPPORTED, detail=f"LevelDB: compression {kind}")
    stored = data[offset : offset + size]
    return decompress(stored, max_bytes=_MOST_BLOCK) if kind else stored


def _keys(block: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The keys of a block, each with the start and end of its value.

    A key tells how many bytes it shares with the one before; starting points, where it shares
    none, are listed at the end.
    """
    end = len(block) - _U32.size
    if end < 0:
        raise damaged("block without its starting points")
    end -= _U32.unpack_from(block, end)[0] * _U32.size
    if end < 0:
        raise damaged("block of starting points alone")
    at = spelled = 0
    key = b""
    while at < end:
        shared, at = varint(block, at, end)
        length, at = varint(block, at, end)
        value, at = varint(block, at, end)
        start = at + length
        at = start + value
        if shared > len(key) or at > end:
            raise damaged("key or value longer than its block")
        key = key[:shared] + block[start - length : start]
        spelled += len(key)
        if len(key) < _U64.size or spelled > _MOST_SHARED * len(block):
            raise damaged("key too short or too long")
        yield key, start, at


def _entry(key: bytes) -> Entry:
    """A key of a table ends with the number of its write and whether that put it."""
    (number,) = _U64.unpack_from(key, len(key) - _U64.size)
    return Entry(key[: -_U64.size], number >> 8, number & 255 == 0)
