"""`hygiene check` on a Windows home: every browser is found and counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Ran, kinds, unseen
from tests.roots import FakeHome, FakeRoot
from tests.windows.profiles import OPERAS_ACCOUNT, chrome
from tests.windows.reports import of_homes
from tests.windows.running import hygiene, under_wine

pytestmark = pytest.mark.windows

TRUTH = {"password": 10, "visited-page": 25, "cookie": 7, "saving-offered": 5, "clear-on-exit": 5}


def passwords(ran: Ran) -> dict[tuple[str, str], int]:
    return {
        (found["browser"], found["profile"]): found["count"]
        for check in ran.report["checks"]
        for found in check["findings"]
        if found["kind"] == "password"
    }


WHERE = {
    ("chrome", "Default"): 3,
    ("chrome", "Profile 2"): 1,
    ("edge", "Default"): 2,
    ("opera", "Default"): 4,
}


def test_ones_own_home_is_counted(used: FakeHome) -> None:
    ran = hygiene("check", "--format", "json", home=used.path)
    assert (ran.code, ran.err) == (1, "")
    assert ran.report["machine"]["platform"] == "windows"
    assert ran.report["machine"]["live"] is True
    assert ran.report["machine"]["users"] == ["Zoé"]
    assert kinds(of_homes(ran.report)) == TRUTH
    assert passwords(ran) == WHERE
    assert unseen(of_homes(ran.report)) == {OPERAS_ACCOUNT}


def test_a_copied_home_is_counted(used: FakeHome, tmp_path: Path) -> None:
    ran = hygiene("check", "--root", used.path, "--format", "json", home=tmp_path)
    assert ran.report["machine"]["users"] == ["Zoé Ça va"]
    assert ran.report["machine"]["live"] is False
    assert kinds(ran.report) == TRUTH
    assert passwords(ran) == WHERE


def test_the_root_may_be_written_as_people_write(used: FakeHome) -> None:
    name = used.path.name.upper()
    for word in (f".\\{name}\\", f"../{used.path.parent.name}/{name}"):
        ran = hygiene(
            "check", "--root", word, "--format", "json", home=used.path, cwd=used.path.parent
        )
        assert kinds(ran.report) == TRUTH, word


def test_a_whole_disk_is_counted(tmp_path: Path) -> None:
    disk = FakeRoot(tmp_path / "disque", "windows")
    chrome(disk.home("Zoé").chromium("chrome").path, 3, 1)
    chrome(disk.home("bob").chromium("edge").path, 2, 1)
    chrome(disk.home("Public").chromium("edge").path, 9, 9)
    ran = hygiene("check", "--root", disk.folder, "--format", "json", home=tmp_path)
    assert ran.report["machine"]["users"] == ["Zoé", "bob"]
    assert kinds(ran.report)["password"] == 5
    one = hygiene(
        "check", "--root", disk.folder, "--user", "BOB", "--format", "json", home=tmp_path
    )
    assert kinds(one.report)["password"] == 2


def test_a_home_without_browsers_is_no_clean_bill(home: FakeHome) -> None:
    ran = hygiene("check", "--format", "json", home=home.path)
    assert ran.code in (0, 3)  # 3 where the computer itself could not be asked something
    assert kinds(of_homes(ran.report)) == {}
    assert unseen(of_homes(ran.report)) == set()
    assert ran.report["summary"]["partial"] is True


def test_what_is_looked_at_is_as_before(used: FakeHome) -> None:
    def state() -> list[tuple[str, int, int]]:
        found = ((path, path.stat()) for path in sorted(used.path.rglob("*")))
        return [(str(path), state.st_size, state.st_mtime_ns) for path, state in found]

    before = state()
    assert hygiene("check", home=used.path).code == 1
    assert state() == before


def test_reports_go_to_files(used: FakeHome, tmp_path: Path) -> None:
    folder = tmp_path / "rapports été"
    folder.mkdir()
    for _ in range(2):  # the second replaces the first
        words = ("-o", folder / "a.json", "-o", folder / "b.md")
        ran = hygiene("check", "--quiet", *words, home=used.path)
        assert (ran.code, ran.out, ran.err) == (1, "", "")
    report = json.loads((folder / "a.json").read_text("utf-8"))
    assert kinds(of_homes(report)) == TRUTH
    assert sorted(path.name for path in folder.iterdir()) == ["a.json", "b.md"]


def test_very_long_paths_are_followed(tmp_path: Path) -> None:
    if under_wine():
        pytest.skip("wine 8 knows no final path of more than 260 signs")
    deep = FakeHome(tmp_path / ("a" * 100) / "zoé", "windows")
    chrome(deep.chromium("chrome").path, 3, 1)
    ran = hygiene("check", "--root", deep.path, "--format", "json", home=tmp_path)
    assert kinds(ran.report)["password"] == 3
