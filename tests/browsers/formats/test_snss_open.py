from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.formats.snss import read_session
from tests.browsers.formats.snss_files import (
    NOON,
    TAB,
    WINDOW,
    command,
    file,
    gone,
    microseconds,
    page,
    pickle,
    selected,
    session_urls,
    tab_in,
    window,
)


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
    short = command(21, b"abc")
    newer = command(77, b"whatever it says")
    commands = (window(), vivaldi, short, newer, tab_in(WINDOW), page("https://a.test/"))
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


@pytest.mark.parametrize(
    ("selection", "forgotten", "url"),
    [
        (1, command(5, struct.pack("<ii", TAB, 1)), "a"),  # all from 1 on: the nearest is shown
        (2, command(24, struct.pack("<iii", TAB, 1, 2)), "a"),  # the selected one with others
        (3, command(24, struct.pack("<iii", TAB, 0, 2)), "d"),
        (1, command(24, struct.pack("<iii", TAB, 2, 2)), "b"),
        (3, command(11, struct.pack("<ii", TAB, 3)), "d"),
        (1, command(11, struct.pack("<ii", TAB, 2)), "c"),
    ],
)
def test_forgotten_pages_move_the_selection(selection: int, forgotten: bytes, url: str) -> None:
    pages = [page(host, at) for at, host in enumerate("abcde")]
    log = (window(), tab_in(WINDOW), *pages, selected(selection), forgotten)
    assert session_urls(*log) == [url]


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
