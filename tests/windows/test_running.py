"""Whether a browser is open: the files that browsers hold on Windows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import kinds
from tests.roots import FakeHome
from tests.windows.running import holding, hygiene, program

pytestmark = pytest.mark.windows


def open_now(home: FakeHome) -> dict[str, int]:
    words = ("check", "--only", "browser-running", "--format", "json")
    return kinds(hygiene(*words, home=home.path).report)


@pytest.mark.parametrize(("browser", "name"), [("chrome", "chrome.exe"), ("edge", "msedge.exe")])
def test_chromium_is_open_while_it_holds_its_lockfile(
    home: FakeHome, tmp_path: Path, browser: str, name: str
) -> None:
    home.chromium(browser)
    lock = home.data(browser) / "lockfile"
    with holding(lock, share="reading", program=program(tmp_path / "bin", name), gone=True):
        assert open_now(home) == {"running-browser": 1}
    assert not lock.exists()
    assert open_now(home) == {}


def test_a_lockfile_that_a_power_cut_left_is_not_believed(home: FakeHome) -> None:
    home.chromium("chrome")
    (home.data("chrome") / "lockfile").touch()
    assert open_now(home) == {}


def test_firefox_is_open_while_it_holds_the_lock_of_a_profile(home: FakeHome) -> None:
    lock = home.firefox().path / "parent.lock"
    lock.touch()
    assert open_now(home) == {}
    with holding(lock, share="nothing"):
        assert open_now(home) == {"running-browser": 1}
    assert open_now(home) == {}
