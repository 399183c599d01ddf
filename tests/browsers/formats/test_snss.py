from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.formats.snss import read_closed, read_session
from hygiene.errors import CannotLook, Reason
from tests.browsers.formats.snss_files import (
    MARKER,
    TAB,
    WINDOW,
    A,
    B,
    closed_tab,
    closed_window,
    command,
    file,
    page,
    pickle,
    restored,
    session_urls,
    tab_in,
    urls,
    window,
)


@pytest.mark.parametrize(("version", "marker"), [(1, b""), (3, MARKER)])
def test_a_file_whose_first_state_was_written_whole_is_complete(
    version: int, marker: bytes
) -> None:
    assert read_session(file(window(), version=version, marker=marker)).complete


def test_a_file_without_the_marker_is_incomplete() -> None:
    assert not read_session(file(window(), marker=b"")).complete


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.DAMAGED),
        (b"SNSS", Reason.DAMAGED),
        (b"SSNS\x03\0\0\0", Reason.DAMAGED),
        (file(version=2), Reason.ENCRYPTED),
        (file(version=4), Reason.ENCRYPTED),
        (file(version=5), Reason.ENCRYPTED),
        (file(version=6), Reason.UNSUPPORTED),
        (file(version=-1), Reason.UNSUPPORTED),
    ],
)
@pytest.mark.parametrize("read", [read_session, read_closed])
def test_what_is_no_plain_session_file_says_so(read: object, data: bytes, reason: Reason) -> None:
    assert callable(read)
    with pytest.raises(CannotLook) as caught:
        read(data)
    assert caught.value.reason is reason


SESSION = file(
    *(part for tab in range(5) for part in (tab_in(WINDOW, tab), page(A, tab=tab))), marker=b""
)


@given(st.integers(8, len(SESSION)))
def test_a_file_that_the_browser_is_writing_gives_what_is_there(cut: int) -> None:
    whole = file(window(), marker=b"") + SESSION[8:]
    tabs = read_session(whole[: cut + len(window())])
    assert urls(tabs) == [A] * len(tabs.tabs)
    assert len(tabs.tabs) <= 5


def test_reserved_space_that_was_never_filled_is_no_damage() -> None:
    data = file(window(), tab_in(WINDOW), page(A)) + bytes(500)
    assert urls(read_session(data)) == [A]


def test_an_empty_command_before_others_is_damage() -> None:
    with pytest.raises(CannotLook, match="damaged"):
        read_session(file(window(), b"\0\0", tab_in(WINDOW), page(A)))


def test_a_page_that_the_browser_cut_still_tells_its_address() -> None:
    whole = page(A)[3:]
    assert session_urls(window(), tab_in(WINDOW), command(6, whole[:-3])) == [A]


@pytest.mark.parametrize(
    "bad",
    [
        command(0, b"\0" * 7),
        command(6, pickle(b"\0" * 11)),
        command(6, pickle(struct.pack("<iii", TAB, 0, 400) + b"https://")),
        command(6, pickle(struct.pack("<iii", TAB, 0, -1))),
        command(6, struct.pack("<i", -5) + bytes(40)),
        command(16, b""),
        command(24, struct.pack("<iii", TAB, -1, 1)),
        command(24, struct.pack("<iii", TAB, 0, 0)),
        command(11, struct.pack("<ii", TAB, 0)),
    ],
)
def test_a_command_that_cannot_be_is_damage(bad: bytes) -> None:
    with pytest.raises(CannotLook, match="damaged"):
        read_session(file(window(), bad))


@pytest.mark.parametrize(
    "bad", [page(A, number=1), closed_window(5, 0), closed_window(5, -1), command(9, pickle(b""))]
)
def test_a_closed_entry_that_cannot_be_is_damage(bad: bytes) -> None:
    with pytest.raises(CannotLook, match="damaged"):
        read_closed(file(bad))


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_end_in_tabs_or_in_a_named_cause(noise: bytes, opens: bool) -> None:
    read = read_session if opens else read_closed
    try:
        read(file(window()) + noise)
    except CannotLook as cause:
        assert cause.reason is Reason.DAMAGED


@given(st.data())
def test_one_wrong_byte_ends_in_tabs_or_in_a_named_cause(data: st.DataObject) -> None:
    whole = bytearray(file(closed_window(5, 2), closed_tab(1, A), closed_tab(2, B), restored(1)))
    at = data.draw(st.integers(8, len(whole) - 1))
    whole[at] = data.draw(st.integers(0, 255))
    for read in (read_session, read_closed):
        try:
            read(bytes(whole))
        except CannotLook as cause:
            assert cause.reason is Reason.DAMAGED


def test_moves_without_end_are_refused() -> None:
    pages = [page(A, index) for index in range(3_000)]
    moves = [command(24, struct.pack("<iii", TAB, 5_000, 1))] * 3_000
    with pytest.raises(CannotLook, match="too-big"):
        read_session(file(*pages, *moves))


def test_commands_without_end_are_refused() -> None:
    with pytest.raises(CannotLook, match="too-big"):
        read_session(file(command(77, b"") * 500_001))


def test_an_address_is_in_no_repr_and_no_error() -> None:
    secret = "https://a.test/?token=jeton"
    assert "jeton" not in repr(read_session(file(window(), tab_in(WINDOW), page(secret))))
    cut = command(6, pickle(struct.pack("<iii", TAB, 0, 400) + secret.encode()))
    with pytest.raises(CannotLook) as caught:
        read_session(file(window(), cut))
    assert "jeton" not in str(caught.value)
    assert caught.value.__context__ is None
