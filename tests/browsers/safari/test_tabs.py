"""Tabs that Safari can bring back, from its database and from the lists beside it."""

from __future__ import annotations

import plistlib
from datetime import datetime
from pathlib import Path
from typing import Any

from hygiene.clock import Clock
from hygiene.errors import Reason
from tests.browsers.databases import Maker, Value, database
from tests.browsers.formats.safari_files import cocoa
from tests.browsers.profiles import MORNING, NOON, NOW, SESSION
from tests.browsers.safari.conftest import WORK, Look
from tests.roots import FakeHome


def attributes(date: datetime) -> bytes:
    value = {"DateLastViewed": date.replace(tzinfo=None), "LocalTitle": "My account"}
    return plistlib.dumps(value, fmt=plistlib.FMT_BINARY)


def folder(made: Maker, id: int, parent: int = 0, **values: Value) -> None:
    made.add("bookmarks", 1, id=id, parent=parent, type=1, url="", order_index=0, **values)


def tab(made: Maker, parent: int, url: str, date: datetime | None = None, **values: Value) -> None:
    extra = attributes(date) if date else None
    row: dict[str, Value] = {"extra_attributes": extra, "order_index": 0, **values}
    made.add("bookmarks", 1, parent=parent, type=0, url=url, **row)


def fill(inside: Path) -> None:
    """Two groups of the main profile, one of another, a reading list."""
    with database(inside / "SafariTabs.db") as made:
        made.create("bookmarks")
        folder(made, 1, external_uuid="DefaultProfile", subtype=2)
        folder(made, 2, external_uuid=WORK, subtype=2)
        folder(made, 10)
        folder(made, 11, parent=1)
        folder(made, 12, parent=2)
        folder(made, 13, special_id=3)
        folder(made, 14, parent=13)
        tab(made, 10, "https://a.fr/", MORNING)
        tab(made, 10, "https://a.fr/", NOON)
        tab(made, 11, "https://b.fr/")
        tab(made, 11, "favorites://")
        tab(made, 11, "https://gone.fr/", deleted=1)
        tab(made, 11, "https://closed.fr/", date_closed=cocoa(NOON))
        tab(made, 12, "https://work.fr/", NOON, extra_attributes=b"no property list")
        tab(made, 13, "https://read.fr/")
        tab(made, 14, "https://read-more.fr/")


def write(file: Path, value: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(plistlib.dumps(value, fmt=plistlib.FMT_BINARY))


def session(*urls: str) -> dict[str, Any]:
    states = [{"TabURL": u, "TabTitle": "t", "LastVisitTime": cocoa(NOON)} for u in urls]
    return {"SessionVersion": "1.0", "SessionWindows": [{"TabStates": states}]}


def test_tabs_of_windows_and_groups_count_and_bookmarks_do_not(home: FakeHome, look: Look) -> None:
    fill(home.safari().inside)
    found = look(clock=Clock(NOW)).open_tabs()
    assert (found.count, found.facts, found.unseen) == (3, {"closed": 1}, ())
    assert (found.first, found.last) == (MORNING, NOON)


def test_since_counts_what_was_looked_at_from_then_on(home: FakeHome, look: Look) -> None:
    fill(home.safari().inside)
    found = look(clock=Clock(NOW, since=SESSION)).open_tabs()
    assert (found.count, found.undated) == (1, 1)


def test_another_profile_has_its_own_tabs(home: FakeHome, look: Look) -> None:
    home.safari(WORK)
    fill(home.safari().inside)
    found = look(f"Profiles/{WORK}").open_tabs()
    assert (found.count, found.first) == (1, None)


def test_the_windows_of_the_last_session_count_where_the_database_lacks_them(
    home: FakeHome, look: Look
) -> None:
    safari = home.safari()
    home.safari(WORK)
    fill(safari.inside)
    write(safari.open / "LastSession.plist", session("https://a.fr/", "https://c.fr/", ""))
    assert look().open_tabs().count == 4
    assert look(f"Profiles/{WORK}").open_tabs().count == 1


def test_before_the_database_the_last_session_is_all(home: FakeHome, look: Look) -> None:
    safari = home.safari()
    write(safari.open / "LastSession.plist", session("https://a.fr/", "https://a.fr/", "about:"))
    found = look(clock=Clock(NOW)).open_tabs()
    assert (found.count, found.last) == (2, NOON)


def test_closed_tabs_and_windows_are_a_fact(home: FakeHome, look: Look) -> None:
    window = session("https://a.fr/", "https://b.fr/")["SessionWindows"][0]
    states = [
        {"PersistentStateType": 0, "PersistentState": {"TabURL": "https://c.fr/"}},
        {"PersistentStateType": 1, "PersistentState": window},
        {"PersistentStateType": 1, "PersistentState": "nonsense"},
    ]
    file = home.safari().open / "RecentlyClosedTabs.plist"
    write(file, {"ClosedTabOrWindowPersistentStates": states})
    found = look().open_tabs()
    assert (found.count, found.facts) == (0, {"closed": 3})


def test_no_address_and_no_title_leaves_the_reader(home: FakeHome, look: Look) -> None:
    safari = home.safari()
    fill(safari.inside)
    write(safari.open / "LastSession.plist", session("https://secret.fr/"))
    told = repr(look().open_tabs())
    assert "secret" not in told
    assert "a.fr" not in told
    assert "account" not in told


def test_what_cannot_be_read_is_told_and_the_rest_counts(home: FakeHome, look: Look) -> None:
    safari = home.safari()
    with database(safari.inside / "SafariTabs.db") as made:
        made.execute("create table tabs (id integer)")
    write(safari.open / "LastSession.plist", session("https://a.fr/"))
    (safari.open / "RecentlyClosedTabs.plist").write_bytes(b"garbage")
    found = look().open_tabs()
    assert found.count == 1
    assert [(c.reason, c.source) for c in found.unseen] == [
        (Reason.UNSUPPORTED, "SafariTabs.db"),
        (Reason.DAMAGED, "RecentlyClosedTabs.plist"),
    ]


def test_one_window_named_a_million_times_costs_no_more_than_its_limit(
    home: FakeHome, look: Look
) -> None:
    window = session(*["https://a.fr/"] * 3)["SessionWindows"][0]
    many = {"SessionWindows": [window] * 1_000}
    window["TabStates"] *= 1_000  # plistlib writes each of these once
    write(home.safari().open / "LastSession.plist", many)
    (unseen,) = look().open_tabs().unseen
    assert (unseen.reason, unseen.source) == (Reason.TOO_BIG, "LastSession.plist")


def test_folders_that_lie_in_each_other_stop_nothing(home: FakeHome, look: Look) -> None:
    with database(home.safari().inside / "SafariTabs.db") as made:
        made.create("bookmarks")
        folder(made, 1, parent=2)
        folder(made, 2, parent=1)
        tab(made, 1, "https://a.fr/")
    assert look().open_tabs().count == 1
