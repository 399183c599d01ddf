"""Property lists are read bounded, and whatever is wrong with one is told, never let out."""

from __future__ import annotations

import plistlib
from datetime import UTC, datetime
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
    body, places = b"bplist00", []
    for each in objects:
        places.append(len(body))
        body += each
    table = b"".join(place.to_bytes(4, "big") for place in places)
    numbers = (len(objects), 0, len(body))
    return body + table + b"\0" * 6 + b"\4\4" + b"".join(n.to_bytes(8, "big") for n in numbers)


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
