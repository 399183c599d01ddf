"""Writes LevelDB logs and tables, byte by byte, for the tests."""

from __future__ import annotations

import struct

from hygiene.browsers.formats.leveldb_entry import Entry

MAGIC = bytes.fromhex("57fb808b247547db")
VALUE = b"a secret that nobody reads"


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def text(content: bytes) -> bytes:
    return varint(len(content)) + content


def log(*records: bytes) -> bytes:
    """Records cut into the blocks of 32 KiB; what a block cannot begin is zeros."""
    out = bytearray()
    for record in records:
        first, rest = True, record
        while first or rest:
            left = 32_768 - len(out) % 32_768
            if left < 7:
                out += bytes(left)
                left = 32_768
            piece, rest = rest[: left - 7], rest[left - 7 :]
            kind = (1 if not rest else 2) if first else (4 if not rest else 3)
            out += struct.pack("<IHB", 0xC0FFEE, len(piece), kind) + piece
            first = False
    return bytes(out)


def batch(sequence: int, *writes: tuple[bytes, bool], value: bytes = VALUE) -> bytes:
    """Writes as (key, deleted)."""
    body = b"".join(
        b"\0" + text(key) if deleted else b"\x01" + text(key) + text(value)
        for key, deleted in writes
    )
    return struct.pack("<QI", sequence, len(writes)) + body


def put(key: bytes) -> tuple[bytes, bool]:
    return key, False


def delete(key: bytes) -> tuple[bytes, bool]:
    return key, True


def block(entries: list[tuple[bytes, bytes]], *, every: int = 4) -> bytes:
    """Sorted entries, each key told by what differs from the one before."""
    out, starts, before = bytearray(), [], b""
    for number, (key, value) in enumerate(entries):
        shared = 0
        if number % every == 0:
            starts.append(len(out))
        else:
            pairs = zip(key, before, strict=False)
            shared = next(
                (n for n, (a, b) in enumerate(pairs) if a != b), min(len(key), len(before))
            )
        out += varint(shared) + varint(len(key) - shared) + varint(len(value))
        out += key[shared:] + value
        before = key
    starts = starts or [0]
    return bytes(out) + struct.pack(f"<{len(starts) + 1}I", *starts, len(starts))


def snappy(content: bytes) -> bytes:
    """Literals of 60 bytes at most: not smaller, but what a decoder has to read."""
    pieces = [content[at : at + 60] for at in range(0, len(content), 60)]
    return varint(len(content)) + b"".join(bytes([len(p) - 1 << 2]) + p for p in pieces)


def internal(entry: Entry) -> bytes:
    return entry.key + struct.pack("<Q", entry.sequence << 8 | (not entry.deleted))


def table(entries: list[Entry], *, size: int = 3, kind: int = 1) -> bytes:
    """A table of blocks of `size` entries, compressed by snappy (1) or not (0)."""
    entries = sorted(entries, key=lambda entry: (entry.key, -entry.sequence))
    out, index = bytearray(), []
    for at in range(0, len(entries), size):
        part = entries[at : at + size]
        content = block([(internal(entry), b"" if entry.deleted else VALUE) for entry in part])
        stored = snappy(content) if kind == 1 else content
        index.append((internal(part[-1]), varint(len(out)) + varint(len(stored))))
        out += stored + bytes([kind]) + bytes(4)
    handles = b""
    for content in (block([]), block(index, every=1)):
        handles += varint(len(out)) + varint(len(content))
        out += content + bytes(5)
    return bytes(out) + handles.ljust(40, b"\0") + MAGIC
