"""LevelDB's logs: records in blocks of 32 KiB, and the batches of writes in them.

Formats: google/leveldb `doc/log_format.md` and `db/write_batch.cc`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from hygiene.browsers.formats.leveldb_entry import Entry, damaged, varint

_BLOCK = 32_768
_HEADER = struct.Struct("<IHB")
_WHOLE, _FIRST, _MIDDLE, _LAST = 1, 2, 3, 4
_BATCH = struct.Struct("<QI")


def records(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The records of a log or manifest: each as the bytes it lies in, its start and its end.

    A last record cut short is what a live or killed browser leaves: it never counted.
    """
    at, size = 0, len(data)
    pieces: list[bytes] | None = None
    while at + _HEADER.size <= size:
        left = _BLOCK - at % _BLOCK
        if left < _HEADER.size:
            at += left
            continue
        _checksum, length, kind = _HEADER.unpack_from(data, at)
        if kind == 0 and length == 0:  # space that was reserved and never filled
            at += left
            continue
        if not _WHOLE <= kind <= _LAST:
            raise damaged("unknown kind of record")
        start, block_end = at + _HEADER.size, at + left
        at = start + length
        if at > block_end:  # whether or not the end of the block was written
            raise damaged("record longer than its block")
        if at > size:
            return
        if kind in (_WHOLE, _FIRST):
            if pieces and any(pieces):  # old writers left empty beginnings
                raise damaged("record without an end")
            pieces = None
            if kind == _WHOLE:
                yield data, start, at
            else:  # empty where exactly a header was left in the block
                pieces = [data[start:at]]
        else:
            if pieces is None:
                raise damaged("record without a beginning")
            pieces.append(data[start:at])
            if kind == _LAST:
                record = b"".join(pieces)
                pieces = None
                yield record, 0, len(record)


def read_log(data: bytes, *, prefix: bytes = b"") -> Iterator[Entry]:
    """The writes to keys that begin with `prefix`, in the order of writing.

    Raises:
        CannotLook: `damaged`.
    """
    return (entry for entry, _value in read_values(data, prefix=prefix))


def read_values(data: bytes, *, prefix: bytes = b"") -> Iterator[tuple[Entry, memoryview]]:
    """The same, each with its value: of what was deleted since, too; empty for a deletion."""
    for record, at, end in records(data):
        if end - at < _BATCH.size:
            raise damaged("batch without a header")
        sequence, count = _BATCH.unpack_from(record, at)
        at += _BATCH.size
        while at < end:
            kind = record[at]
            if kind > 1:
                raise damaged("unknown kind of write")
            length, at = varint(record, at + 1, end)
            key_end = at + length
            if key_end > end:
                raise damaged("key longer than its batch")
            key_start, at = at, key_end
            start = at
            if kind == 1:
                length, start = varint(record, at, end)
                at = start + length
            if record.startswith(prefix, key_start, key_end):
                entry = Entry(record[key_start:key_end], sequence, kind == 0)
                yield entry, memoryview(record)[start:at]
            sequence += 1
            count -= 1
        if at != end or count:
            raise damaged("batch of another length than it says")
