"""Cookies of Safari: counted by date, named for the services, no value."""

from __future__ import annotations

from pathlib import Path

import pytest

from hygiene.clock import Clock
from hygiene.errors import Reason
from tests.browsers.formats.safari_files import SECRET, Cookie, cocoa, cookie_file
from tests.browsers.profiles import FUTURE, MORNING, NOON, NOW, SESSION
from tests.browsers.safari.conftest import WORK, Look
from tests.roots import FakeHome, make

COOKIES = [
    Cookie(name="old", created=cocoa(MORNING)),
    Cookie(name="new", created=cocoa(NOON), expires=0),
    Cookie(host="b.fr", name="odd", created=float("nan"), secure=False, http_only=False),
]


def write(file: Path, cookies: list[Cookie] = COOKIES) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(cookie_file(cookies))


def test_cookies_count_by_the_date_they_were_made(home: FakeHome, look: Look) -> None:
    write(home.safari().cookies)
    found = look(clock=Clock(NOW)).cookies()
    assert (found.count, found.facts) == (3, {"session_only": 1})
    assert (found.first, found.last) == (MORNING, NOON)


def test_since_narrows_cookies_and_those_of_the_session(home: FakeHome, look: Look) -> None:
    write(home.safari().cookies)
    found = look(clock=Clock(NOW, since=SESSION)).cookies()
    assert (found.count, found.undated, found.facts) == (1, 1, {"session_only": 1})


@pytest.mark.parametrize(
    "place",
    [
        "Cookies/Cookies.binarycookies",
        "Containers/com.apple.Safari/Data/Library/Cookies/Cookies.binarycookies",
        "Containers/com.apple.Safari/Data/Library/WebKit/WebsiteData/Default/Cookies/"
        "Cookies.binarycookies",
    ],
)
def test_every_place_of_the_main_profile_is_known(home: FakeHome, look: Look, place: str) -> None:
    write(home.safari().library / place)
    assert look().cookies().count == 3


def test_each_profile_has_its_own_cookies(home: FakeHome, look: Look) -> None:
    write(home.safari().cookies)
    write(home.safari(WORK).cookies, COOKIES[:1])
    assert look().cookies().count == 3
    assert look(f"Profiles/{WORK}").cookies().count == 1


def test_names_and_dates_of_the_wanted_hosts_and_nothing_else(home: FakeHome, look: Look) -> None:
    write(home.safari().cookies)
    asked: set[str] = set()

    def wanted(host: str) -> bool:
        asked.add(host)
        return host == "example.fr"

    found = look().cookie_traces(wanted)
    assert asked == {"example.fr", "b.fr"}
    assert [(c.name, c.created, c.expires, c.session_only) for c in found.found] == [
        ("old", MORNING, FUTURE, False),
        ("new", NOON, None, True),
    ]
    assert all(c.secure and c.http_only for c in found.found)
    assert SECRET not in repr(found)


def test_a_damaged_file_is_told_once_and_the_others_still_count(home: FakeHome, look: Look) -> None:
    safari = home.safari()
    write(safari.cookies)
    make(safari.library, "Cookies/Cookies.binarycookies")
    found = look().cookies()
    assert found.count == 3
    assert [(c.reason, c.source) for c in found.unseen] == [
        (Reason.DAMAGED, "Cookies.binarycookies")
    ]
    traces = look().cookie_traces(lambda host: True)
    assert len(traces.found) == 3
    assert [c.reason for c in traces.unseen] == [Reason.DAMAGED]
