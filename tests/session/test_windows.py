"""Sessions on Windows, from bytes laid out as its headers say."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import open_tree
from hygiene.session import wts
from hygiene.session.windows import restoring, same
from tests.command import hygiene, unseen
from tests.roots import FakeRoot, make

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def filetime(moment: datetime) -> int:
    return int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


def info(user: str, start: int, *, state: int = 0, level: int = 1) -> bytes:
    """A WTSINFOEXW: level, then session, state, flags, station, user, domain, times."""
    head = struct.pack("<IIIII", level, 0, 2, state, 1)
    names = "Console".encode("utf-16-le").ljust(66, b"\0")
    names += user.encode("utf-16-le").ljust(42, b"\0") + b"P\0C\0".ljust(36, b"\0")
    data = (head + names).ljust(168, b"\0") + struct.pack("<5q", start, start + 9, 0, 0, 0)
    return data.ljust(232, b"\0")


def listing(*sessions: tuple[int, int], pointer: int = 8) -> bytes:
    form = "<I4xQI4x" if pointer == 8 else "<III"
    return b"".join(struct.pack(form, number, 0xDEADBEEF, state) for number, state in sessions)


def test_a_session_is_read_at_its_offsets() -> None:
    found = wts.info(info("Zoé Ça va", filetime(NOON)))
    # LogonTime, not ConnectTime: coming back to a session does not begin it anew.
    assert found == wts.Info("Zoé Ça va", NOON)


def test_a_session_without_anybody_is_none() -> None:
    assert wts.info(info("", filetime(NOON))) is None
    assert wts.info(info("zoe", filetime(NOON), state=6)) is None


@pytest.mark.parametrize("start", [0, -1, 2**63 - 1])
def test_an_absurd_start_is_unknown(start: int) -> None:
    data = bytearray(info("zoe", 0))
    data[168:176] = struct.pack("<q", start)
    found = wts.info(bytes(data))
    assert found is not None and found.start is None


def test_every_time_zone_can_tell_a_start() -> None:
    for year in (1601, 9999):
        found = wts.info(info("zoe", filetime(datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC))))
        assert found is not None
        for hours in (-23, 23):
            zone = timezone(timedelta(hours=hours))
            assert found.start is None or found.start.astimezone(zone) == found.start


@pytest.mark.parametrize("pointer", [4, 8])
def test_the_list_is_read_in_32_and_64_bits(pointer: int) -> None:
    data = listing((0, 4), (1, 0), (65536, 6), pointer=pointer)
    assert wts.listed(data, 3, pointer) == [0, 1]


@given(st.binary(max_size=400), st.integers(0, 2000))
def test_bytes_that_are_no_structure_are_told(data: bytes, count: int) -> None:
    for read in (lambda: wts.info(data), lambda: wts.listed(data, count, 8)):
        try:
            read()
        except CannotLook as cause:
            assert cause.reason is Reason.UNSUPPORTED


def test_names_of_accounts_are_compared_as_windows_does() -> None:
    assert same("ZOÉ", "zoé")
    assert not same("", "")


def test_a_disk_that_is_not_running_is_no_clean_bill(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "disk", "windows")
    words = ("check", "--root", root.folder, "--only", "computer-session", "--format", "json")
    assert hygiene(*words).report["checks"][0]["outcome"] == "not-applicable"
    make(root.folder, "Windows/System32/config/SOFTWARE")
    assert unseen(hygiene(*words).report) == {
        ("computer-session", "computer-session", "registry", "unsupported")
    }


def test_a_program_that_restores_and_does_not_say_whether_it_does_is_told(tmp_path: Path) -> None:
    make(tmp_path, "Program Files/")
    tree = open_tree(tmp_path, fold=True)
    with pytest.raises(NotHere):
        list(restoring(tree))
    make(tmp_path, "Program Files/Shadow Defender/")
    with pytest.raises(CannotLook) as caught:
        list(restoring(tree))
    assert caught.value.reason is Reason.UNSUPPORTED


def test_windows_own_filter_is_told_where_its_tool_is(tmp_path: Path) -> None:
    make(tmp_path, "Windows/System32/uwfmgr.exe")
    with pytest.raises(CannotLook) as caught:
        list(restoring(open_tree(tmp_path, fold=True)))
    assert caught.value.detail == "unified-write-filter"
