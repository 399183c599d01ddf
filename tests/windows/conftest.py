"""A Windows to look at: a person's home, empty or with browsers used in it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.demands import cannot_run
from tests.roots import FakeHome
from tests.windows.profiles import chrome, firefox


@pytest.fixture(autouse=True)
def on_windows() -> None:
    if sys.platform != "win32":
        cannot_run("this is no Windows; tests/windows/run.sh brings one", "windows")


@pytest.fixture
def home(tmp_path: Path) -> FakeHome:
    return FakeHome(tmp_path / "Utilisateurs n° 1" / "Zoé Ça va", "windows")


@pytest.fixture
def used(home: FakeHome) -> FakeHome:
    """Five browser profiles: 10 passwords, 25 pages, 7 cookies, 1 place where saving is offered."""
    chrome(home.chromium("chrome").path, 3, 10, cookies=7)
    chrome(home.chromium("chrome", "Profile 2").path, 1, 5)
    chrome(home.chromium("edge").path, 2, 4)
    chrome(home.chromium("opera").path, 4, 0)
    firefox(home.firefox(profile="éà ü.default").path, 6)
    return home
