"""Pages, downloads and cookies of Chromium, of today and of old."""

from __future__ import annotations

from pathlib import Path

import pytest

from hygiene.clock import Clock
from tests.browsers.databases import database
from tests.browsers.profiles import FUTURE, MORNING, NOON, NOW, SESSION, chromium, webkit


def _history(folder: Path) -> None:
    with database(folder / "History") as made:
        made.create("urls", "visits", "downloads")
        made.add("urls", 3, last_visit_time=webkit(MORNING))
        made.add("urls", 2, last_visit_time=webkit(NOON))
        made.add("urls", 1, last_visit_time=webkit(FUTURE))
        made.add("visits", 8, visit_time=webkit(MORNING))
        made.add("visits", 4, visit_time=webkit(NOON))
        made.add("downloads", 1, start_time=webkit(MORNING))
        made.add("downloads", 2, start_time=webkit(NOON))


def test_every_page_counts_and_the_visits_are_a_fact(folder: Path) -> None:
    _history(folder)
    found = chromium(folder, Clock(NOW, session=SESSION)).visited_pages()
    assert (found.count, found.since_session, found.facts) == (6, 2, {"visits": 12})
    assert (found.first, found.last) == (MORNING, NOON)


def test_since_narrows_pages_and_visits(folder: Path) -> None:
    _history(folder)
    found = chromium(folder, Clock(NOW, since=SESSION)).visited_pages()
    assert (found.count, found.undated, found.facts) == (2, 1, {"visits": 4})


def test_downloads_count_by_their_start(folder: Path) -> None:
    _history(folder)
    found = chromium(folder, Clock(NOW, session=SESSION)).download_records()
    assert (found.count, found.since_session) == (3, 2)


@pytest.mark.parametrize("place", ["Cookies", "Network/Cookies"])
def test_cookies_count_in_both_places(folder: Path, place: str) -> None:
    with database(folder / place) as made:
        made.create("cookies")
        made.add("cookies", 3, creation_utc=webkit(MORNING), is_persistent=1)
        made.add("cookies", 2, creation_utc=webkit(NOON), is_persistent=0)
    found = chromium(folder, Clock(NOW, session=SESSION)).cookies()
    assert (found.count, found.since_session, found.facts) == (5, 2, {"session_only": 2})


def test_cookies_of_before_chrome_66_are_understood(folder: Path) -> None:
    with database(folder / "Cookies") as made:
        made.execute(
            "create table cookies (creation_utc integer primary key, host_key text, name text,"
            " value text, path text, expires_utc integer, secure integer, httponly integer,"
            " last_access_utc integer, has_expires integer, persistent integer)"
        )
        made.connection.execute(
            "insert into cookies (creation_utc, persistent) values (?, 1), (?, 0)",
            (webkit(MORNING), webkit(NOON)),
        )
    found = chromium(folder).cookies()
    assert (found.count, found.facts, found.last) == (2, {"session_only": 1}, NOON)
