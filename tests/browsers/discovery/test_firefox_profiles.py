"""Which folders of Firefox are profiles, listed or forgotten."""

from __future__ import annotations

from pathlib import Path

from tests.browsers.discovery.found import folders, only
from tests.roots import FakeRoot, make


def test_listed_profiles_and_orphans_are_found_once(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    home = root.home()
    listed = home.firefox(profile="aaaa.default").path
    home.list_profile("./aaaa.default/")
    home.list_profile("Profiles/../aaaa.default")
    make(
        listed.parent,
        "bbbb.old/places.sqlite",
        "cccc/logins.json",
        "dddd/key4.db",
        "eeee/cookies.sqlite",
        "Profiles/ffff/prefs.js",
        "Crash Reports/events",
        "Profile Groups/x.sqlite",
    )
    found = only(root.installations())
    assert folders(found) == [
        "Profiles/ffff",
        "aaaa.default",
        "bbbb.old",
        "cccc",
        "dddd",
        "eeee",
    ]
    assert found.unseen is None


def test_the_old_and_the_new_place_are_both_looked_at(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    home = root.home()
    home.firefox(profile="new.default-esr")
    make(home.path, ".mozilla/firefox/old.default-esr/places.sqlite")
    found = root.installations()
    assert [(i.data, folders(i)) for i in found] == [
        ("home/alice/.config/mozilla/firefox", ["new.default-esr"]),
        ("home/alice/.mozilla/firefox", ["old.default-esr"]),
    ]
    assert [p.cache for i in found for p in i.profiles] == [
        "home/alice/.cache/mozilla/firefox/new.default-esr",
        "home/alice/.cache/mozilla/firefox/old.default-esr",
    ]


def test_crash_reports_alone_are_no_browser(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    make(root.home().data("firefox"), "Crash Reports/events/")
    assert root.installations() == ()
