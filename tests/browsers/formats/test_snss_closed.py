from __future__ import annotations

import struct

import pytest

from hygiene.browsers.formats.snss import read_closed
from tests.browsers.formats.snss_files import (
    GROUP,
    NOON,
    OLD_WINDOW,
    SPLIT,
    A,
    B,
    C,
    closed_tab,
    closed_urls,
    closed_window,
    command,
    file,
    page,
    restored,
)


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


def test_a_restored_entry_ends_the_window_that_waits_for_tabs() -> None:
    log = (closed_window(5, 2), closed_tab(1, A), restored(9), closed_tab(2, B), restored(5))
    assert closed_urls(*log) == [B]


def test_closing_a_tab_again_lists_it_once() -> None:
    assert closed_urls(closed_tab(1, A), closed_tab(1, B)) == [B]


def test_a_closed_tab_without_a_page_is_not_listed() -> None:
    assert closed_urls(command(4, struct.pack("<iiq", 1, 0, 0))) == []
