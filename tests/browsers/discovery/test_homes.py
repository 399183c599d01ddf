"""Browsers belong to their homes, whatever these are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from hygiene.machine import Platform
from tests.browsers.discovery.found import folders, only
from tests.roots import FakeRoot, make


def test_two_users_have_their_own_browsers(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path, "windows")
    root.home("alice").chromium("edge")
    root.home("Bob").firefox()
    found = [(i.home.user, i.browser, i.data) for i in root.installations()]
    assert found == [
        ("Bob", "firefox", "Users/Bob/AppData/Roaming/Mozilla/Firefox"),
        ("alice", "edge", "Users/alice/AppData/Local/Microsoft/Edge/User Data"),
    ]


def test_accents_and_spaces_are_names_like_others(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "clé de Zoé", "macos")
    made = root.home("Zoé d'Été").chromium("chrome", "Profil été 1")
    root.home("Zoé d'Été").firefox(profile="é à.défaut")
    chrome, firefox = root.installations()
    assert chrome.home.user == "Zoé d'Été"
    assert chrome.tree.is_file(chrome.profiles[0].at("Preferences"))
    assert root.folder / chrome.profiles[0].path == made.path
    assert folders(firefox) == ["Profiles/é à.défaut"]


class FakeRootAsItIs(FakeRoot):
    """A root to which nothing is added."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder


@pytest.mark.parametrize("platform", ["windows", "macos"])
def test_letters_may_differ_in_case_where_the_system_ignores_it(
    tmp_path: Path, platform: Platform
) -> None:
    data = {
        "windows": "APPDATA/local/google/CHROME/user data",
        "macos": "library/APPLICATION SUPPORT/google/chrome",
    }[platform]
    above = tmp_path / "users" / "alice"
    make(tmp_path, "WINDOWS/" if platform == "windows" else "SYSTEM/")
    make(above, f"{data}/DEFAULT/preferences", f"{data}/profile 2/network/cookies")
    found = only(FakeRootAsItIs(tmp_path).installations())
    assert found.home.machine.platform == platform
    assert folders(found) == ["DEFAULT", "profile 2"]


def test_letters_count_on_linux(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    make(root.home().path, ".config/Google-Chrome/Default/Preferences")
    assert root.installations() == ()
