"""Disks of the three systems: two people, several profiles, accents and spaces in names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hygiene.machine import Platform
from tests.browsers.databases import database
from tests.browsers.profiles import MORNING, micro, webkit
from tests.command import hygiene, kinds
from tests.roots import FakeRoot

PLATFORMS: list[Platform] = ["linux", "windows", "macos"]
#: Protections that no policy gives. The registry of a Windows that does not run is not read, and
#: no browser goes on without a window on macOS.
UNRULED = {
    "linux": {"chrome": 11, "edge": 11, "firefox": 8, "brave": 11},
    "macos": {"chrome": 10, "edge": 10, "firefox": 8, "brave": 10},
    "windows": {},
}


def _chrome(folder: Path, logins: int, pages: int) -> None:
    with database(folder / "Login Data") as made:
        made.create("logins")
        made.add("logins", logins, blacklisted_by_user=0, date_created=webkit(MORNING))
    with database(folder / "History") as made:
        made.create("urls", "visits", "downloads")
        made.add("urls", pages, last_visit_time=webkit(MORNING))
    (folder / "Preferences").write_text('{"credentials_enable_service": false}')


def _firefox(folder: Path, logins: int, pages: int) -> None:
    rows = [{"guid": str(i), "hostname": f"https://f{i}.fr"} for i in range(logins)]
    (folder / "logins.json").write_text(json.dumps({"logins": rows}))
    with database(folder / "places.sqlite") as made:
        made.create("moz_places", "moz_historyvisits", "moz_annos", "moz_anno_attributes")
        made.add("moz_places", pages, visit_count=1, last_visit_date=micro(MORNING))
    (folder / "prefs.js").write_text('user_pref("signon.rememberSignons", false);\n')


@pytest.fixture(params=PLATFORMS)
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> FakeRoot:
    made = FakeRoot(tmp_path / "disque dur n° 1", request.param)
    zoe, bob = made.home("Zoé Ça va"), made.home("bob")
    _chrome(zoe.chromium("chrome").path, 3, 10)
    _chrome(zoe.chromium("chrome", "Profile 2").path, 1, 5)
    _chrome(zoe.chromium("edge", "Profile 1").path, 2, 4)
    _firefox(zoe.firefox().path, 4, 6)
    _firefox(zoe.firefox(profile="oublié.été", listed=False).path, 1, 1)
    _chrome(bob.chromium("brave").path, 5, 2)
    return made


def test_every_home_and_profile_is_counted(disk: FakeRoot) -> None:
    report = hygiene("check", "--root", disk.folder, "--format", "json").report
    assert report["machine"]["platform"] == disk.platform
    assert set(report["machine"]["users"]) >= {"Zoé Ça va", "bob"}
    found = kinds(report)
    assert found.pop("browser-policy", 0) == sum(UNRULED[disk.platform].values())
    assert found == {"password": 16, "visited-page": 28, "clear-on-exit": 6}
    where = {
        (f["user"], f["browser"], f["profile"].rpartition("/")[2]): f["count"]
        for check in report["checks"]
        for f in check["findings"]
        if f["kind"] == "password"
    }
    assert where == {
        ("Zoé Ça va", "chrome", "Default"): 3,
        ("Zoé Ça va", "chrome", "Profile 2"): 1,
        ("Zoé Ça va", "edge", "Profile 1"): 2,
        ("Zoé Ça va", "firefox", "abcd1234.default-release"): 4,
        ("Zoé Ça va", "firefox", "oublié.été"): 1,
        ("bob", "brave", "Default"): 5,
    }


def test_one_person_may_be_chosen(disk: FakeRoot) -> None:
    ran = hygiene("check", "--root", disk.folder, "--user", "bob", "--format", "json")
    found = kinds(ran.report)
    assert found.pop("browser-policy", 0) == UNRULED[disk.platform].get("brave", 0)
    assert found == {"password": 5, "visited-page": 2, "clear-on-exit": 1}


def test_a_person_who_is_not_there_is_exit_2_in_one_line(disk: FakeRoot) -> None:
    ran = hygiene("check", "--root", disk.folder, "--user", "carole", "--lang", "fr")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "carole" in ran.err


def test_one_home_may_be_the_root(disk: FakeRoot) -> None:
    home = disk.home("Zoé Ça va").path
    ran = hygiene("check", "--root", home, "--format", "json")
    assert ran.report["machine"]["users"] == ["Zoé Ça va"]
    assert kinds(ran.report) == {"password": 11, "visited-page": 26, "clear-on-exit": 5}


def test_without_names_nobody_can_be_recognised(disk: FakeRoot) -> None:
    for form in ("json", "terminal", "markdown", "jsonl"):
        ran = hygiene("check", "--root", disk.folder, "--no-names", "--format", form)
        for word in ("Zoé", "bob", "Profile 2", "oublié", "f1.fr", "disque dur"):
            assert word not in ran.out, (form, word)
