"""Every host of the history and of the saved logins, whatever a report may name."""

from __future__ import annotations

from pathlib import Path

from hygiene.clock import Clock
from hygiene.errors import Reason
from tests.browsers.databases import database
from tests.browsers.profiles import MORNING, NOW, chromium, firefox, micro, webkit

#: Nothing may be named, nothing is of the time that is asked for: the hosts are there all the same.
STRICT = Clock(NOW, since=NOW, names_from=NOW)


def test_hosts_of_chromium_are_told_once(folder: Path) -> None:
    with database(folder / "History") as made:
        made.create("urls")
        for url in (
            "https://a.fr/1",
            "https://a.fr/2",
            "http://a.fr/",
            "https://a.fr:8443/",
            "https://b.fr/",
            "chrome://settings/",
            "file:///etc",
        ):
            made.add("urls", url=url, last_visit_time=webkit(MORNING))
    found = chromium(folder, STRICT).visited_hosts()
    assert found.names >= {"a.fr", "b.fr"}
    assert found.names <= {"a.fr", "b.fr", "settings"}


def test_hosts_of_firefox_are_told_once_and_bookmarks_are_none(folder: Path) -> None:
    with database(folder / "places.sqlite") as made:
        made.create("moz_places")
        for host, visits in (("a.fr", 1), ("a.fr", 0), ("b.fr", 2), ("mark.fr", 0)):
            made.add(
                "moz_places",
                url=f"https://{host}/",
                rev_host=f"{host[::-1]}.",
                visit_count=visits,
                last_visit_date=micro(MORNING),
            )
        made.add("moz_places", url="about:x", rev_host=None, visit_count=1)
    assert firefox(folder, STRICT).visited_hosts().names == {"a.fr", "b.fr"}


def test_hosts_of_logins_are_told(folder: Path) -> None:
    with database(folder / "Login Data") as made:
        made.create("logins")
        made.add("logins", origin_url="https://a.fr/", blacklisted_by_user=0)
        made.add("logins", origin_url="https://never.fr/", blacklisted_by_user=1)
    assert chromium(folder, STRICT).login_hosts().names == {"a.fr"}
    assert chromium(folder, STRICT).passwords().names == frozenset()


def test_hosts_of_firefoxs_logins_are_told(folder: Path) -> None:
    (folder / "logins.json").write_text(
        '{"logins": [{"guid": "1", "hostname": "https://a.fr"},'
        ' {"guid": "2", "hostname": "chrome://FirefoxAccounts"}]}'
    )
    assert firefox(folder, STRICT).login_hosts().names == {"a.fr"}


def test_a_damaged_history_is_told(folder: Path) -> None:
    for name, make in (("History", chromium), ("places.sqlite", firefox)):
        (folder / name).write_bytes(b"no database" * 100)
        (cause,) = make(folder).visited_hosts().unseen
        assert (cause.reason, cause.source) == (Reason.DAMAGED, name)
