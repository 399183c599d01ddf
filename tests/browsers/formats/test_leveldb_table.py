from __future__ import annotations

import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hygiene.browsers.formats.leveldb_entry import Entry
from hygiene.browsers.formats.leveldb_log import read_log
from hygiene.browsers.formats.leveldb_table import read_table
from hygiene.errors import CannotLook, Reason
from tests.browsers.formats.leveldb_files import MAGIC, VALUE, block, internal, table, varint

keys = st.binary(max_size=12)
entries = st.lists(
    st.builds(Entry, keys, st.integers(1, 1 << 40), st.booleans()),
    unique_by=lambda entry: (entry.key, entry.sequence),
    max_size=40,
)


@example([Entry(b"", 1, False), Entry(b"\1", 1, False)], 0, 2, b"\1")
@given(entries, st.sampled_from([0, 1]), st.integers(1, 9), keys)
def test_a_table_gives_its_entries_back(
    written: list[Entry], kind: int, size: int, prefix: bytes
) -> None:
    ordered = sorted(written, key=lambda entry: (entry.key, -entry.sequence))
    data = table(written, kind=kind, size=size)
    assert list(read_table(data)) == ordered
    assert list(read_table(data, prefix=prefix)) == [
        entry for entry in ordered if entry.key.startswith(prefix)
    ]


def test_blocks_that_hold_no_wanted_key_are_not_decoded() -> None:
    written = [
        Entry(b"%s%d" % (name, n), 1, False) for name in (b"A", b"M", b"_") for n in range(6)
    ]
    data = bytearray(table(written, size=2))
    first = data.index(b"A0")
    data[first - 3 : first] = b"\xff\xff\xff"  # the very first block makes no sense
    assert [entry.key for entry in read_table(bytes(data), prefix=b"M")] == [
        b"M%d" % n for n in range(6)
    ]
    with pytest.raises(CannotLook, match="damaged"):
        list(read_table(bytes(data)))


def test_another_compression_is_unsupported() -> None:
    with pytest.raises(CannotLook, match="unsupported"):
        list(read_table(table([Entry(b"a", 1, False)], kind=2)))


WHOLE = table([Entry(b"key%02d" % n, n, n % 3 == 0) for n in range(20)])


@given(st.integers(0, len(WHOLE) - 1))
def test_a_table_cut_short_is_damage(cut: int) -> None:
    with pytest.raises(CannotLook, match="damaged"):
        list(read_table(WHOLE[:cut]))


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_a_wrong_byte_in_a_table_ends_in_entries_or_in_a_named_cause(at: int, byte: int) -> None:
    data = bytearray(WHOLE)
    data[at] = byte
    try:
        list(read_table(bytes(data)))
    except CannotLook as cause:
        assert cause.reason in (Reason.DAMAGED, Reason.UNSUPPORTED, Reason.TOO_BIG)


@given(st.binary(max_size=300))
def test_any_bytes_end_in_entries_or_in_a_named_cause(noise: bytes) -> None:
    footer = bytes([0, 0, 0, *varint(max(len(noise) - 5, 0))]).ljust(40, b"\0")
    for read, data in (
        (read_log, noise),
        (read_table, noise),
        (read_table, noise + footer + MAGIC),
    ):
        try:
            list(read(data))
        except CannotLook as cause:
            assert cause.reason in (Reason.DAMAGED, Reason.UNSUPPORTED, Reason.TOO_BIG)


@pytest.mark.parametrize("size", [40, 10_000, 1 << 60])
def test_a_block_beyond_the_end_is_damage(size: int) -> None:
    index = block([(internal(Entry(b"k", 1, False)), varint(0) + varint(size))])
    footer = (bytes(2) + varint(0) + varint(len(index))).ljust(40, b"\0")
    with pytest.raises(CannotLook, match="block beyond the end"):
        list(read_table(index + bytes(5) + footer + MAGIC))


def test_one_block_cannot_be_listed_again_and_again() -> None:
    content = block([(internal(Entry(b"k", 1, False)), VALUE)])
    handle = varint(0) + varint(len(content))
    index = block([(internal(Entry(b"k%d" % n, 1, False)), handle) for n in range(9)], every=1)
    data = content + bytes(5) + index + bytes(5)
    footer = (bytes(2) + varint(len(content) + 5) + varint(len(index))).ljust(40, b"\0")
    with pytest.raises(CannotLook, match="damaged"):
        list(read_table(data + footer + MAGIC))


def test_a_small_block_cannot_spell_endless_keys() -> None:
    long = b"k" * 100_000 + bytes(8)
    again = varint(len(long)) + bytes(2)  # the same key as before, and no value
    content = bytes([0]) + varint(len(long)) + bytes(1) + long + again * 50_000
    content += struct.pack("<II", 0, 1)
    index = block([(long, varint(0) + varint(len(content)))])
    data = content + bytes(5) + index + bytes(5)
    footer = (bytes(2) + varint(len(content) + 5) + varint(len(index))).ljust(40, b"\0")
    with pytest.raises(CannotLook, match="damaged"):
        list(read_table(data + footer + MAGIC))
