"""Pages and downloads of Safari, of today and of old."""

from __future__ import annotations

import plistlib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from hygiene.api import Finding, look_alikes
from hygiene.clock import Clock
from hygiene.errors import CannotLook, Reason
from hygiene.services.traces import PageTrace, Paths
from tests.browsers.databases import Maker, database
from tests.browsers.formats.safari_files import cocoa
from tests.browsers.profiles import FUTURE, MORNING, NOON, NOW, SESSION
from tests.browsers.safari.conftest import WORK, Look
from tests.roots import FakeHome

SITE = Paths("assure.ameli.fr", ("/PortailAS",), ("/deconnexion",))


def visit(made: Maker, url: str, *dates: datetime) -> None:
    """One page with its visits."""
    made.add("history_items", url=url, visit_count=len(dates))
    (number,) = made.connection.execute("select max(id) from history_items").fetchone()
    for date in dates:
        made.add("history_visits", history_item=number, visit_time=cocoa(date))


def fill(folder: Path) -> None:
    with database(folder / "History.db") as made:
        made.create("history_items", "history_visits")
        visit(made, "https://a.fr/", MORNING, NOON)
        visit(made, "https://b.fr/", MORNING)
        visit(made, "https://c.fr/", FUTURE)
        visit(made, "https://d.fr/")


def test_every_page_counts_by_its_last_visit_and_the_visits_are_a_fact(
    home: FakeHome, look: Look
) -> None:
    fill(home.safari().history)
    found = look(clock=Clock(NOW)).visited_pages()
    assert (found.count, found.facts, found.unseen) == (4, {"visits": 4}, ())
    assert (found.first, found.last) == (MORNING, NOON)


def test_since_narrows_pages_and_visits(home: FakeHome, look: Look) -> None:
    fill(home.safari().history)
    found = look(clock=Clock(NOW, since=SESSION)).visited_pages()
    assert (found.count, found.undated, found.facts) == (1, 2, {"visits": 1})


def test_every_host_is_told_of_both_files_and_the_keychain_hides_those_of_passwords(
    home: FakeHome, look: Look
) -> None:
    folder = home.safari().history
    fill(folder)
    (folder / "History.plist").write_bytes(
        plistlib.dumps({"WebHistoryDates": [{"": "https://old.fr/x", "lastVisitedDate": "1.0"}]})
    )
    profile = look(clock=Clock(NOW, since=NOW, names_from=NOW))
    assert profile.visited_hosts().names == {"a.fr", "b.fr", "c.fr", "d.fr", "old.fr"}
    with database(folder / "History.db") as made:
        visit(made, "https://ameli-gouv.com/", NOON)
    told = list(look_alikes(look()))
    assert [(a.subject, a.last) for a in told if isinstance(a, Finding)] == [("ameli", NOON)]
    assert [a.reason for a in told if isinstance(a, CannotLook)] == [Reason.OS_VAULT]


def test_numbers_that_were_typed_are_encrypted(home: FakeHome, look: Look) -> None:
    safari = home.safari()
    safari.history.mkdir(parents=True, exist_ok=True)
    (safari.history / "Form Values").write_bytes(b"encrypted")
    with pytest.raises(CannotLook) as caught:
        look().identity_numbers()
    assert (caught.value.reason, caught.value.source) == (Reason.ENCRYPTED, "Form Values")


def test_each_profile_has_its_own_history(home: FakeHome, look: Look) -> None:
    fill(home.safari(WORK).history)
    fill(home.safari().history)
    with database(home.safari().history / "History.db") as made:
        visit(made, "https://e.fr/", NOON)
    assert look().visited_pages().count == 5
    assert look(f"Profiles/{WORK}").visited_pages().count == 4


def test_a_history_that_the_sandbox_links_to_counts_once(home: FakeHome, look: Look) -> None:
    safari = home.safari()
    fill(safari.history)
    safari.inside.mkdir(parents=True)
    disk = home.path.parents[1]
    there = Path("/", (safari.history / "History.db").relative_to(disk))
    (safari.inside / "History.db").symlink_to(there)
    assert look().visited_pages().count == 4
    assert look().visited_pages().unseen == ()


def test_a_history_in_the_sandbox_alone_counts(home: FakeHome, look: Look) -> None:
    fill(home.safari().inside)
    assert look().visited_pages().count == 4


def old(pages: list[dict[str, Any]], folder: Path) -> None:
    value = {"WebHistoryFileVersion": 1, "WebHistoryDates": pages}
    (folder / "History.plist").write_bytes(plistlib.dumps(value, fmt=plistlib.FMT_BINARY))


def test_the_history_of_before_2014_counts(home: FakeHome, look: Look) -> None:
    pages: list[dict[str, Any]] = [
        {"": "https://a.fr/", "lastVisitedDate": f"{cocoa(MORNING)}", "visitCount": 3},
        {"": "https://b.fr/", "lastVisitedDate": f"{cocoa(NOON)}"},
        {"": "https://c.fr/", "lastVisitedDate": "long ago"},
        {"": "https://d.fr/", "lastVisitedDate": "inf"},
        {"": "https://e.fr/"},
    ]
    old(pages, home.safari().history)
    found = look(clock=Clock(NOW)).visited_pages()
    assert (found.count, found.first, found.last) == (5, MORNING, NOON)


def test_a_number_that_is_too_long_for_a_date_is_none(home: FakeHome, look: Look) -> None:
    pages = plistlib.dumps({"WebHistoryDates": [{"": "https://a.fr/", "lastVisitedDate": 7}]})
    long = pages.replace(b">7<", b">1" + b"0" * 400 + b"<")
    (home.safari().history / "History.plist").write_bytes(long)
    found = look(clock=Clock(NOW)).visited_pages()
    assert (found.count, found.first, found.unseen) == (1, None, ())


def test_a_damaged_history_is_told_and_the_old_one_still_counts(home: FakeHome, look: Look) -> None:
    folder = home.safari().history
    (folder / "History.db").write_bytes(b"no database at all" * 100)
    old([{"": "https://a.fr/"}], folder)
    found = look().visited_pages()
    assert found.count == 1
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.DAMAGED, "History.db")]


def test_a_history_of_another_version_is_told(home: FakeHome, look: Look) -> None:
    with database(home.safari().history / "History.db") as made:
        made.execute("create table history_items (id integer primary key, address text)")
    (unseen,) = look().visited_pages().unseen
    assert (unseen.reason, unseen.source) == (Reason.UNSUPPORTED, "History.db")
    (unseen,) = look().pages_of([SITE]).unseen
    assert (unseen.reason, unseen.source) == (Reason.UNSUPPORTED, "History.db")


PAGES = {
    "https://assure.ameli.fr/PortailAS/accueil": MORNING,
    "https://assure.ameli.fr/deconnexion": NOON,
    "https://assure.ameli.fr.trompeur.fr/PortailAS": NOON,
    "https://autre.fr/?u=https://assure.ameli.fr/PortailAS": NOON,
}
TRACE = PageTrace("assure.ameli.fr", NOON, MORNING, NOON)


def test_pages_of_one_host_and_no_other(home: FakeHome, look: Look) -> None:
    with database(home.safari().history / "History.db") as made:
        made.create("history_items", "history_visits")
        for url, date in PAGES.items():
            visit(made, url, date)
    assert look().pages_of([SITE, Paths("www.caf.fr")]) == ((TRACE,), ())


def test_pages_of_one_host_in_the_old_history(home: FakeHome, look: Look) -> None:
    pages: list[dict[str, Any]] = [
        {"": url, "lastVisitedDate": f"{cocoa(date)}"} for url, date in PAGES.items()
    ]
    old([*pages, {"": 7}], home.safari().history)
    assert look().pages_of([SITE, Paths("www.caf.fr")]) == ((TRACE,), ())


def test_a_profile_without_files_has_no_pages(home: FakeHome, look: Look) -> None:
    home.safari()
    assert look().visited_pages().count == 0
    assert look().pages_of([SITE]) == ((), ())


def downloads(folder: Path) -> None:
    main = {"DownloadEntryURL": "https://a.fr/x.pdf", "DownloadEntryPath": "~/Downloads/x.pdf"}
    entries = [
        {**main, "DownloadEntryDateAddedKey": MORNING.replace(tzinfo=None)},
        {**main, "DownloadEntryProfileUUIDStringKey": "DefaultProfile"},
        {
            **main,
            "DownloadEntryProfileUUIDStringKey": WORK,
            "DownloadEntryDateAddedKey": NOON.replace(tzinfo=None),
        },
    ]
    (folder / "Downloads.plist").write_bytes(plistlib.dumps({"DownloadHistory": entries}))


def test_each_profile_has_its_own_downloads_of_one_list(home: FakeHome, look: Look) -> None:
    downloads(home.safari().open)
    assert look().download_records().count == 3  # of a profile that is gone as well
    home.safari(WORK)
    main = look().download_records()
    assert (main.count, main.first, main.last) == (2, MORNING, MORNING)
    work = look(f"Profiles/{WORK}").download_records()
    assert (work.count, work.first, work.last) == (1, NOON, NOON)


def test_a_damaged_list_of_downloads_is_told(home: FakeHome, look: Look) -> None:
    (home.safari().open / "Downloads.plist").write_bytes(b"bplist00" * 9)
    (unseen,) = look().download_records().unseen
    assert (unseen.reason, unseen.source) == (Reason.DAMAGED, "Downloads.plist")
