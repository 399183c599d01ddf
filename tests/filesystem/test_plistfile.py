"""Property lists are read bounded, and whatever is wrong with one is told, never let out."""

from __future__ import annotations

import plistlib
import time
import tracemalloc
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.clock import Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import open_tree, plistfile
from hygiene.filesystem.plistfile import date_of, parse_plist

VALUE = {"a": [1, {"b": "text"}], "when": datetime(2026, 11, 23, 8, 0), "c": b"bytes"}  # noqa: DTZ001
FORMATS = [plistlib.FMT_XML, plistlib.FMT_BINARY]
BINARY = plistlib.dumps(VALUE, fmt=plistlib.FMT_BINARY)
XML = plistlib.dumps(VALUE)
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def binary(body: bytes, places: list[int], width: int = 4) -> bytes:
    """A binary list of objects that begin at these places, the first around all others."""
    table = b"".join(place.to_bytes(4, "big") for place in places)
    numbers = (len(places), 0, 8 + len(body))
    end = b"\0" * 6 + bytes([4, width]) + b"".join(n.to_bytes(8, "big") for n in numbers)
    return b"bplist00" + body + table + end


def overlapping(lists: int) -> bytes:
    """Lists that all say that they hold the 50,000 objects whose numbers follow."""
    heads = b"".join(b"\xaf\x12" + (50_000).to_bytes(4, "big") for _ in range(lists))
    return binary(heads + b"\0" * 50_000, [8 + 6 * i for i in range(lists)], width=1)


def read(path: Path, *keep: str) -> dict[str, Any]:
    return plistfile.read_plist(
        open_tree(path.parent),
        path.name,
        source="Settings.plist",
        deadline=Deadline.after(10),
        keep=keep or None,
    )


def cause(path: Path) -> tuple[Reason, str]:
    with pytest.raises(CannotLook) as caught:
        read(path)
    return caught.value.reason, caught.value.source


@pytest.mark.parametrize("format", FORMATS)
def test_both_forms_are_read_and_only_the_keys_that_are_asked_for_kept(
    tmp_path: Path, format: plistlib.PlistFormat
) -> None:
    file = tmp_path / "f.plist"
    file.write_bytes(plistlib.dumps(VALUE, fmt=format))
    assert read(file) == VALUE
    assert read(file, "a", "absent") == {"a": VALUE["a"]}


def test_a_file_above_the_limit_is_too_big(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plistfile, "MOST", 10)
    file = tmp_path / "f.plist"
    file.write_bytes(BINARY)
    assert cause(file) == (Reason.TOO_BIG, "Settings.plist")


def test_no_file_is_no_damage(tmp_path: Path) -> None:
    with pytest.raises(NotHere):
        read(tmp_path / "f.plist")


def deep(levels: int) -> bytes:
    """Lists in each other: the first object is the list around the second, and so on."""
    objects = [b"\xa1" + (i + 1).to_bytes(4, "big") for i in range(levels)] + [b"\x10\x01"]
    places, at = [], len(b"bplist00")
    for each in objects:
        places.append(at)
        at += len(each)
    return binary(b"".join(objects), places)


def test_a_list_that_would_fill_the_memory_is_never_built() -> None:
    """Ten thousand lists over the same bytes: half a billion values in 100 KB."""
    refers = overlapping(10_000)
    assert len(refers) < 200_000
    tracemalloc.start()
    try:
        with pytest.raises(CannotLook) as caught:
            parse_plist(refers)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    assert caught.value.reason is Reason.DAMAGED


def test_a_long_number_again_and_again_is_never_built() -> None:
    body = b"\x1f" + bytes(1 << 15)
    with pytest.raises(CannotLook) as caught:
        parse_plist(binary(body, [8] * 50_000))
    assert caught.value.detail == "objects that overlap"


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"<plist><array>" + b"<true/>" * 1_000_001 + b"</array></plist>",
        binary(b"\xaf\x12" + (1_000_001).to_bytes(4, "big") + b"\0" * 1_000_001, [8], width=1),
    ],
)
def test_a_million_values_are_too_many(data: bytes) -> None:
    with pytest.raises(CannotLook) as caught:
        parse_plist(data)
    assert caught.value.reason is Reason.TOO_BIG


LONG = b"x>" * (4 << 20)


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"<!--" + LONG + b"--><plist><dict/></plist>",
        HEAD + b"<!--" + LONG,
        HEAD + b"<?a " + LONG + b"?><plist><dict/></plist>",
        HEAD + b'<plist><dict a="' + LONG + b'"/></plist>',
        HEAD + b"<plist><dict></dict" + b" " * len(LONG) + b"></plist>",
        HEAD.replace(b"UTF-8", b"latin1") + b"<!--" + LONG + b"--><plist><dict/></plist>",
        (HEAD.decode() + "<!--" + LONG.decode() + "--><plist><dict/></plist>").encode("utf-16"),
    ],
)
def test_one_very_long_tag_takes_no_time(data: bytes) -> None:
    begun = time.monotonic()
    with pytest.raises(CannotLook) as caught:
        parse_plist(data)
    assert caught.value.reason is Reason.DAMAGED
    assert time.monotonic() - begun < 5


def test_a_large_list_of_short_things_is_read() -> None:
    value = {"texts": [f"https://site{i}.example/" for i in range(20_000)], "data": bytes(1 << 20)}
    for format in FORMATS:
        assert parse_plist(plistlib.dumps(value, fmt=format)) == value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x93garbage\0" * 100,
        b"bplist00",
        HEAD + b"<plist><string>no dictionary</string></plist>",
        HEAD + b"<plist><dict><key>a</key><date>yesterday</date></dict></plist>",
        HEAD + b"<plist><dict><key>a</key><date>2026-13-45T99:99:99Z</date></dict></plist>",
        HEAD + b"<plist><dict><key>a</key><integer>x</integer></dict></plist>",
        HEAD + b"<plist><dict><key>a</key><integer>" + b"9" * 5000 + b"</integer></dict></plist>",
        HEAD + b"<plist><dict><key>a</key></dict>",
        HEAD + b'<!DOCTYPE x [<!ENTITY a "b">]><plist><dict><key>&a;</key></dict></plist>',
        deep(5_000),
        binary(b"\xd1\0\0\0\1\0\0\0\1\x10\x07", [8, 17]),
        BINARY[:-9] + b"\xff" * 9,
        BINARY[:-24] + b"\xff" * 8 + BINARY[-16:],
    ],
)
def test_whatever_makes_no_sense_is_damaged(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "f.plist"
    file.write_bytes(data)
    assert cause(file) == (Reason.DAMAGED, "Settings.plist")


@given(st.sampled_from([BINARY, XML]), st.data())
def test_a_wrong_byte_lets_no_other_error_out(whole: bytes, data: st.DataObject) -> None:
    wrong = bytearray(whole)
    wrong[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    for each in (bytes(wrong), whole[: data.draw(st.integers(0, len(whole)))]):
        try:
            assert isinstance(parse_plist(each), dict)
        except CannotLook as caught:
            assert caught.reason is Reason.DAMAGED


def test_dates_mean_utc() -> None:
    assert date_of(VALUE["when"]) == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert date_of("2026") is date_of(None) is None


def test_no_date_is_one_that_some_time_zone_cannot_tell() -> None:
    assert date_of(datetime(1, 1, 1)) is None  # noqa: DTZ001 - as a list holds them
    last = date_of(datetime(9999, 12, 31, 23, 59, 59))  # noqa: DTZ001
    assert last is not None
    for hours in (-23, 23):
        assert last.astimezone(timezone(timedelta(hours=hours))) == last
