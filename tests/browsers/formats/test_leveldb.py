from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.formats.leveldb import live_files, live_keys, local_storage_origins
from hygiene.browsers.formats.leveldb_entry import Entry
from hygiene.errors import CannotLook
from tests.browsers.formats.leveldb_files import batch, delete, log, put, table, text, varint


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


@pytest.mark.fault
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
