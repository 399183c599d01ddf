from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.formats.leveldb import live_files, live_keys, local_storage_origins
from hygiene.browsers.formats.leveldb_entry import Entry
from hygiene.browsers.formats.leveldb_log import read_log
from hygiene.browsers.formats.leveldb_table import read_table
from hygiene.errors import CannotLook, Reason

VALUE = b"a secret that nobody reads"


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def text(content: bytes) -> bytes:
    return varint(len(content)) + content


# Logs.


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
        record(1, b"short"),
        record(1, batch(1, put(b"a"))[:-1]),
        record(1, batch(1, put(b"a")) + b"\x01\x01b\x00"),
        record(1, struct.pack("<QI", 1, 2) + b"\x01\x01a\x00"),
        record(1, struct.pack("<QI", 1, 1) + b"\x07\x01a\x00"),
        record(1, struct.pack("<QI", 1, 1) + b"\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
    ],
)
def test_a_log_that_cannot_be_is_damage(data: bytes) -> None:
    with pytest.raises(CannotLook, match="damaged"):
        list(read_log(data))


# Tables.


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
    return bytes(out) + handles.ljust(40, b"\0") + bytes.fromhex("57fb808b247547db")


keys = st.binary(max_size=12)
entries = st.lists(
    st.builds(Entry, keys, st.integers(1, 1 << 40), st.booleans()),
    unique_by=lambda entry: (entry.key, entry.sequence),
    max_size=40,
)


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
        (read_table, noise + footer + bytes.fromhex("57fb808b247547db")),
    ):
        try:
            list(read(data))
        except CannotLook as cause:
            assert cause.reason in (Reason.DAMAGED, Reason.UNSUPPORTED, Reason.TOO_BIG)


def test_one_block_cannot_be_listed_again_and_again() -> None:
    content = block([(internal(Entry(b"k", 1, False)), VALUE)])
    handle = varint(0) + varint(len(content))
    index = block([(internal(Entry(b"k%d" % n, 1, False)), handle) for n in range(9)], every=1)
    data = content + bytes(5) + index + bytes(5)
    footer = (bytes(2) + varint(len(content) + 5) + varint(len(index))).ljust(40, b"\0")
    with pytest.raises(CannotLook, match="damaged"):
        list(read_table(data + footer + bytes.fromhex("57fb808b247547db")))


def test_a_small_block_cannot_spell_endless_keys() -> None:
    long = b"k" * 100_000 + bytes(8)
    again = varint(len(long)) + bytes(2)  # the same key as before, and no value
    content = bytes([0]) + varint(len(long)) + bytes(1) + long + again * 50_000
    content += struct.pack("<II", 0, 1)
    index = block([(long, varint(0) + varint(len(content)))])
    data = content + bytes(5) + index + bytes(5)
    footer = (bytes(2) + varint(len(content) + 5) + varint(len(index))).ljust(40, b"\0")
    with pytest.raises(CannotLook, match="damaged"):
        list(read_table(data + footer + bytes.fromhex("57fb808b247547db")))


# Folders.


def manifest(*edits: bytes) -> bytes:
    return log(varint(1) + text(b"leveldb.BytewiseComparator"), *edits)


def table_in(number: int) -> bytes:
    return bytes([7, 0]) + varint(number) + varint(999) + text(b"a" * 9) + text(b"z" * 9)


def table_out(number: int) -> bytes:
    return bytes([6, 0]) + varint(number)


def folder(*edits: bytes, **files: bytes) -> dict[str, bytes]:
    """A folder whose files are given as `_000003_log=...`."""
    named = {name.strip("_").replace("_", "."): data for name, data in files.items()}
    return {
        "CURRENT": b"MANIFEST-000001\n",
        "MANIFEST-000001": manifest(*edits),
        "LOCK": b"",
        "LOG": b"a diary",
    } | named


writes = st.lists(
    st.tuples(st.sampled_from([b"a", b"ab", b"abc", b"b", b"META:x"]), st.booleans()), max_size=30
)


@given(writes, writes, writes)
def test_the_last_write_of_a_key_decides_whichever_file_holds_it(
    oldest: list[tuple[bytes, bool]],
    middle: list[tuple[bytes, bool]],
    last: list[tuple[bytes, bool]],
) -> None:
    every = [*oldest, *middle, *last]
    numbered = [Entry(key, at, gone) for at, (key, gone) in enumerate(every, start=1)]
    first, second = len(oldest), len(oldest) + len(middle)
    files = folder(
        bytes([2, 9]) + table_in(5) + table_in(7),
        _000007_ldb=table(numbered[:first]),
        _000005_ldb=table(numbered[first:second]),
        _000009_log=log(batch(second + 1, *last)),
    )
    expected = {key for key, gone in dict(every).items() if not gone}
    assert live_keys(files.items()) == expected
    assert live_keys(files.items(), prefix=b"ab") == {k for k in expected if k.startswith(b"ab")}


def test_files_that_the_manifest_no_longer_lists_do_not_count() -> None:
    old = table([Entry(b"old", 1, False)])
    files = folder(
        bytes([2, 3]) + table_in(4),
        bytes([3, 11, 4, 9]) + table_in(5) + table_in(6),
        bytes([2, 8, 9, 7]) + table_out(4) + table_out(6) + bytes([5, 0]) + text(b"k" * 9),
        _000003_log=log(batch(1, put(b"older"))),
        _000004_ldb=old,
        _000005_ldb=table([Entry(b"five", 2, False)]),
        _000006_sst=old,
        _000007_log=log(batch(3, put(b"seven"))),
        _000008_log=log(batch(4, put(b"eight"))),
        _000010_log=log(batch(5, put(b"ten"))),
        _notes_ldb=b"not ours",
    )
    assert live_files(files) == ["000005.ldb", "000007.log", "000008.log", "000010.log"]
    assert live_keys(files.items()) == {b"five", b"seven", b"eight", b"ten"}


def test_without_a_current_every_log_and_table_counts() -> None:
    files = {
        "000004.ldb": table([Entry(b"a", 1, False), Entry(b"b", 2, False)]),
        "000005.log": log(batch(3, delete(b"a"))),
        "MANIFEST-000001": b"",
    }
    assert live_keys(files.items()) == {b"b"}
    assert live_keys([]) == frozenset()


def test_a_manifest_that_is_being_written_counts_up_to_there() -> None:
    whole = manifest(bytes([2, 3]) + table_in(4), table_out(4) + table_in(5))
    files = {"CURRENT": b"MANIFEST-000001\n", "MANIFEST-000001": whole[:-1]}
    assert live_files(files | {"000004.ldb": b"", "000005.ldb": b""}) == ["000004.ldb"]


@pytest.mark.parametrize(
    ("files", "cause"),
    [
        (folder() | {"CURRENT": b"MANIFEST-000002\n"}, "damaged"),
        (folder() | {"CURRENT": b"\xff\xfe"}, "damaged"),
        (folder(table_in(4)), "damaged"),
        (folder(bytes([2])), "damaged"),
        (folder(bytes([5, 0]) + varint(99)), "damaged"),
        (folder(bytes([200, 1])), "unsupported"),
    ],
)
def test_a_folder_that_does_not_hold_together_says_so(files: dict[str, bytes], cause: str) -> None:
    with pytest.raises(CannotLook, match=cause):
        live_keys(files.items())


def test_keys_without_end_are_refused() -> None:
    keys = [put(b"META:https://%06d.test" % n) for n in range(600_000)]
    with pytest.raises(CannotLook, match="too-big"):
        live_keys({"000003.log": log(batch(1, *keys, value=b""))}.items())


# Local storage.


def stored(origin: bytes, *names: bytes) -> list[tuple[bytes, bool]]:
    items = [put(b"_" + origin + b"\0\x01" + name) for name in names]
    return [put(b"META:" + origin), put(b"METAACCESS:" + origin), *items]


def cleared(origin: bytes, *names: bytes) -> list[tuple[bytes, bool]]:
    return [delete(key) for key, _ in stored(origin, *names)]


def test_origins_with_local_storage_are_those_not_cleared() -> None:
    first = [
        put(b"VERSION"),
        *stored(b"https://ameli.test", b"token", b"other"),
        *stored(b"https://caf.test:8443", b"token"),
        *stored(b"chrome-extension://abcdef", b"k"),
        *stored(b"file://", b"k"),
    ]
    numbered = [Entry(key, at, gone) for at, (key, gone) in enumerate(first, start=1)]
    files = folder(
        bytes([2, 6]) + table_in(5),
        _000005_ldb=table(numbered),
        _000006_log=log(batch(100, *cleared(b"https://ameli.test", b"token", b"other"))),
    )
    assert local_storage_origins(files.items()) == {
        "https://caf.test:8443",
        "chrome-extension://abcdef",
        "file://",
    }


def test_an_origin_that_stores_again_counts_again() -> None:
    steps = [stored(b"https://a.test", b"k"), cleared(b"https://a.test", b"k")]
    data = log(*(batch(n * 10 + 1, *step) for n, step in enumerate([*steps, steps[0]])))
    assert local_storage_origins([("000003.log", data)]) == {"https://a.test"}


def test_storage_as_a_third_party_counts_for_the_site_that_stored_it() -> None:
    data = log(
        batch(
            1,
            *stored(b"https://pub.test/^0https://ameli.test", b"k"),
            *stored(b"https://pub.test/^0https://caf.test", b"k"),
            *stored(b"https://pub.test", b"k"),
        )
    )
    assert local_storage_origins([("000003.log", data)]) == {"https://pub.test"}
