from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.formats.leveldb_entry import Entry
from hygiene.browsers.formats.leveldb_log import read_log
from hygiene.errors import CannotLook
from tests.browsers.formats.leveldb_files import batch, delete, log, put


def test_a_log_tells_what_was_put_and_what_was_deleted_in_order() -> None:
    data = log(batch(5, put(b"a"), put(b"b"), delete(b"a")), batch(8, put(b"c")))
    assert list(read_log(data)) == [
        Entry(b"a", 5, False),
        Entry(b"b", 6, False),
        Entry(b"a", 7, True),
        Entry(b"c", 8, False),
    ]


def test_writes_longer_than_a_block_are_read_whole() -> None:
    long = batch(1, put(b"a" * 40_000), put(b"b"), value=b"v" * 100_000)
    keys = [entry.key for entry in read_log(log(long, batch(3, put(b"c"))))]
    assert keys == [b"a" * 40_000, b"b", b"c"]


@pytest.mark.parametrize("left", range(12))
def test_a_record_may_begin_anywhere_near_the_end_of_a_block(left: int) -> None:
    first = batch(1, put(b"f"), value=b"v" * 32_700)
    first = batch(1, put(b"f"), value=b"v" * (32_700 + 32_768 - 7 - left - len(first)))
    data = log(first, batch(2, put(b"k")))
    assert len(log(first)) == 32_768 - left
    assert [entry.key for entry in read_log(data)] == [b"f", b"k"]


@given(st.data())
def test_a_log_that_is_being_written_gives_whole_batches(data: st.DataObject) -> None:
    batches = [batch(n * 2, put(b"k%d" % n), put(b"l%d" % n), value=b"v" * 9_000) for n in range(9)]
    whole = log(*batches)
    cut = data.draw(st.integers(0, len(whole)))
    keys = [entry.key for entry in read_log(whole[:cut])]
    every = [key for n in range(9) for key in (b"k%d" % n, b"l%d" % n)]
    assert keys == every[: len(keys)]
    assert len(keys) % 2 == 0


def test_reserved_space_that_was_never_filled_ends_a_log() -> None:
    data = log(batch(1, put(b"a")))
    assert [entry.key for entry in read_log(data + bytes(70_000))] == [b"a"]


def record(kind: int, content: bytes, length: int | None = None) -> bytes:
    return struct.pack("<IHB", 0, len(content) if length is None else length, kind) + content


@pytest.mark.parametrize(
    "data",
    [
        record(9, b"xx"),
        record(4, b"an end without a beginning"),
        record(2, b"a beginning") + record(1, batch(1, put(b"a"))),
        record(1, b"x", length=60_000) + bytes(70_000),
        record(9, b"of no kind", length=2000),
        record(1, b"longer than any block", length=40_000),
        record(1, b"short"),
        record(1, batch(1, put(b"a"))[:-1]),
        record(1, batch(1, put(b"a")) + b"\x01\x01b\x00"),
        record(1, struct.pack("<QI", 1, 2) + b"\x01\x01a\x00"),
        record(1, struct.pack("<QI", 1, 1) + b"\x07\x01a"),
        record(1, struct.pack("<QI", 1, 1) + b"\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
    ],
)
def test_a_log_that_cannot_be_is_damage(data: bytes) -> None:
    with pytest.raises(CannotLook, match="damaged"):
        list(read_log(data))
