from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.formats.snss import Tabs, read_closed, read_session
from hygiene.errors import CannotLook, Reason

WINDOW, TAB = 7, 11
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MARKER = b"\x01\x00\xff"


def command(number: int, payload: bytes) -> bytes:
    return struct.pack("<HB", len(payload) + 1, number) + payload


def pickle(fields: bytes) -> bytes:
    return struct.pack("<I", len(fields)) + fields


def microseconds(moment: datetime) -> int:
    return (moment - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def page(url: str, index: int = 0, tab: int = TAB, number: int = 6) -> bytes:
    spelled = url.encode()
    padded = spelled + bytes(-len(spelled) % 4)
    title = struct.pack("<i", 1) + "é".encode("utf-16-le") + bytes(2)
    fields = struct.pack("<iii", tab, index, len(spelled)) + padded + title
    return command(number, pickle(fields))


def window(window: int = WINDOW) -> bytes:
    return command(9, struct.pack("<ii", window, 0))


def tab_in(window: int, tab: int = TAB) -> bytes:
    return command(0, struct.pack("<ii", window, tab))


def selected(index: int, tab: int = TAB) -> bytes:
    return command(7, struct.pack("<ii", tab, index))


def gone(number: int, what: int) -> bytes:
    return command(number, struct.pack("<i4xq", what, microseconds(NOON)))


def file(*commands: bytes, version: int = 3, marker: bytes = MARKER) -> bytes:
    return struct.pack("<4si", b"SNSS", version) + b"".join(commands) + marker


def urls(tabs: Tabs) -> list[str]:
    return [tab.url for tab in tabs.tabs]


def session_urls(*commands: bytes) -> list[str]:
    return urls(read_session(file(*commands)))


def closed_urls(*commands: bytes) -> list[str]:
    return urls(read_closed(file(*commands)))


# Open tabs.


def test_every_tab_of_every_window_counts_whatever_it_shows() -> None:
    assert session_urls(
        window(1),
        tab_in(1, 10),
        page("https://ameli.test/compte?nom=alice", tab=10),
        tab_in(1, 11),
        page("chrome://newtab/", tab=11),
        window(2),
        tab_in(2, 12),
        page("about:blank", tab=12),
    ) == ["https://ameli.test/compte?nom=alice", "chrome://newtab/", "about:blank"]


def test_a_closed_tab_is_gone() -> None:
    assert session_urls(window(), tab_in(WINDOW), page("https://a.test/"), gone(16, TAB)) == []


def test_the_tabs_of_a_closed_window_are_gone() -> None:
    assert session_urls(window(), tab_in(WINDOW), page("https://a.test/"), gone(17, WINDOW)) == []


def test_a_tab_that_moved_out_of_a_window_outlives_it() -> None:
    assert session_urls(
        window(1), tab_in(1), page("https://a.test/"), window(2), tab_in(2), gone(17, 1)
    ) == ["https://a.test/"]


def test_a_window_that_never_got_a_type_is_none() -> None:
    assert session_urls(tab_in(WINDOW), page("https://a.test/")) == []


def test_a_tab_without_a_page_is_none() -> None:
    assert session_urls(window(), tab_in(WINDOW), selected(0)) == []


@pytest.mark.parametrize(
    ("index", "url"),
    [
        (0, "https://a.test/"),
        (1, "https://b.test/"),
        (2, "https://c.test/"),
        (9, "https://c.test/"),
    ],
)
def test_a_tab_shows_its_selected_page(index: int, url: str) -> None:
    pages = [page(f"https://{host}.test/", at) for at, host in enumerate("abc")]
    assert session_urls(window(), tab_in(WINDOW), *pages, selected(index)) == [url]


def test_commands_of_other_browsers_and_other_times_pass_by() -> None:
    vivaldi = command(21, pickle(struct.pack("<ii", TAB, 30) + b"x" * 32))
    newer = command(77, b"whatever it says")
    commands = (window(), vivaldi, newer, tab_in(WINDOW), page("https://a.test/"))
    assert session_urls(*commands) == ["https://a.test/"]


def test_a_tab_tells_when_it_was_last_active() -> None:
    last = command(21, struct.pack("<i4xq", TAB, microseconds(NOON)))
    tabs = read_session(file(window(), tab_in(WINDOW), page("https://a.test/"), last)).tabs
    assert [tab.last for tab in tabs] == [NOON]


@pytest.mark.parametrize("number", [0, 86_400_000_000, -1, 2**63 - 1, -(2**63)])
def test_a_number_that_is_no_date_is_no_date(number: int) -> None:
    last = command(21, struct.pack("<i4xq", TAB, number))
    tabs = read_session(file(window(), tab_in(WINDOW), page("https://a.test/"), last)).tabs
    assert [tab.last for tab in tabs] == [None]


@given(
    st.lists(
        st.one_of(
            st.just("visit"), st.sampled_from([-1, 1]), st.tuples(st.integers(0, 5), st.booleans())
        ),
        max_size=40,
    )
)
def test_going_back_and_forth_and_forgetting_ends_where_the_browser_is(
    steps: list[str | int | tuple[int, bool]],
) -> None:
    history, at = ["https://0.test/"], 0
    log = [window(), tab_in(WINDOW), page(history[0], 0), selected(0)]
    for number, step in enumerate(steps, start=1):
        if step == "visit":
            if at + 1 < len(history):
                log.append(command(5, struct.pack("<ii", TAB, at + 1)))
            history[at + 1 :] = [f"https://{number}.test/"]
            at += 1
            log += [page(history[at], at), selected(at)]
        elif isinstance(step, int):
            at = min(max(at + step, 0), len(history) - 1)
            log.append(selected(at))
        elif isinstance(step, tuple):
            first, newer = step
            if newer and first < at:  # one page of the list is forgotten
                del history[first]
                log.append(command(24, struct.pack("<iii", TAB, first, 1)))
                at -= 1
            elif not newer and 0 < first <= at:  # the oldest ones are
                del history[:first]
                log.append(command(11, struct.pack("<ii", TAB, first)))
                at -= first
    assert session_urls(*log) == [history[at]]


# Closed tabs.


def closed_tab(tab: int, url: str, last: datetime | None = NOON) -> bytes:
    moment = microseconds(last) if last else 0
    return command(4, struct.pack("<iiq", tab, 0, moment)) + page(url, tab=tab, number=1)


def closed_window(entry: int, tabs: int) -> bytes:
    fields = struct.pack("<iiiqiiiiii", entry, 0, tabs, microseconds(NOON), 0, 0, 0, 0, 1, 0)
    return command(9, pickle(fields + struct.pack("<i", 0)))


A, B, C = "https://a.test/", "https://b.test/", "https://c.test/"
GROUP = command(13, pickle(bytes(16) + struct.pack("<iiii", 5, 2, 0, 0) + bytes(24)))
SPLIT = command(15, pickle(bytes(16) + struct.pack("<iqdi", 5, 0, 0.5, 0)))
OLD_WINDOW = command(3, struct.pack("<iii", 5, 0, 2))


def restored(entry: int) -> bytes:
    return command(2, struct.pack("<i", entry))


def test_a_closed_tab_is_listed_with_the_moment_of_its_closing() -> None:
    (tab,) = read_closed(file(closed_tab(1, A))).tabs
    assert (tab.url, tab.last) == (A, NOON)


def test_a_closed_tab_shows_its_selected_page() -> None:
    tab = command(4, struct.pack("<iiq", 1, 1, 0))
    pages = [page(url, number=1) for url in (A, B, C)]
    assert closed_urls(tab, *pages) == [B]


def test_the_oldest_closed_tabs_tell_no_moment() -> None:
    tab = command(4, struct.pack("<ii", 1, 0))
    (listed,) = read_closed(file(tab, page(A, number=1))).tabs
    assert listed.last is None


@pytest.mark.parametrize(
    "entry",
    [closed_window(5, 2), GROUP, SPLIT, OLD_WINDOW],
    ids=["window", "group", "split", "old"],
)
def test_the_tabs_of_a_closed_window_or_group_count_one_by_one(entry: bytes) -> None:
    log = (entry, closed_tab(1, A), closed_tab(2, B), closed_tab(3, C))
    assert closed_urls(*log) == [A, B, C]
    assert closed_urls(*log, restored(5)) == [C]
    assert closed_urls(*log, restored(1)) == [B, C]
    assert closed_urls(*log, restored(3)) == [A, B]


def test_a_tab_of_a_closed_window_was_closed_with_it() -> None:
    tabs = read_closed(file(closed_window(5, 1), closed_tab(1, A, last=None))).tabs
    assert [tab.last for tab in tabs] == [NOON]


def test_what_was_cleared_is_no_longer_listed() -> None:
    assert closed_urls(closed_tab(1, A), closed_tab(2, B), restored(1), restored(2)) == []
    assert closed_urls(restored(-1)) == []


def test_closing_a_tab_again_lists_it_once() -> None:
    assert closed_urls(closed_tab(1, A), closed_tab(1, B)) == [B]


def test_a_closed_tab_without_a_page_is_not_listed() -> None:
    assert closed_urls(command(4, struct.pack("<iiq", 1, 0, 0))) == []


# The file.


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
