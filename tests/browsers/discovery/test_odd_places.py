"""What cannot be entered, or is no folder, is told and hides nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hygiene.browsers.discovery import installations, unseen_places
from hygiene.browsers.discovery.looking import MOST_PROFILES
from hygiene.errors import Reason
from tests.browsers.discovery.found import folders, only
from tests.roots import FakeRoot
from tests.unprivileged import open_folder, unprivileged


def test_a_fifo_in_the_place_of_a_file_or_folder_stops_nothing(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    data = root.home().chromium("chrome").path.parent
    os.mkfifo(data / "Profile 1")
    (data / "Profile 2").mkdir()
    os.mkfifo(data / "Profile 2" / "History")
    os.mkfifo(root.home().path / ".config/chromium")
    os.mkfifo(root.home().data("firefox") / "profiles.ini")
    chrome, firefox = root.installations()
    assert folders(chrome) == ["Default", "Profile 2"]
    assert firefox.unseen is not None
    assert firefox.unseen.reason is Reason.UNSUPPORTED
    assert firefox.unseen.source == "profiles.ini"


def test_too_many_entries_are_told(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    data = root.home().chromium("chrome").path.parent
    for number in range(10_050):
        (data / f"{number}").touch()
    found = only(root.installations())
    assert found.unseen is not None
    assert found.unseen.reason is Reason.TOO_BIG


def test_more_profiles_than_anybody_makes_are_told_and_the_first_are_looked_at(
    tmp_path: Path,
) -> None:
    """Each costs a look: with thousands of them, nobody else's home would be looked at in time."""
    home = FakeRoot(tmp_path).home()
    for number in range(MOST_PROFILES + 50):
        home.chromium(profile=f"Profile {number + 1}")
        home.firefox(profile=f"{number}.orphan", listed=False)
    home.chromium()
    home.firefox(profile="z.default")
    home.chromium("edge")
    chrome, edge, firefox = FakeRoot(tmp_path).installations()
    assert (folders(edge), edge.unseen) == (["Default"], None)
    expected = {"Default", "Profile 1", "Profile 99"}, {"z.default"}
    for found, first in zip((chrome, firefox), expected, strict=True):
        assert len(found.profiles) == MOST_PROFILES
        assert first <= set(folders(found))
        assert found.unseen is not None
        assert found.unseen.reason is Reason.TOO_BIG


def test_a_data_folder_that_cannot_be_listed_is_told() -> None:
    with open_folder() as folder:
        root = FakeRoot(folder)
        root.home().chromium("chrome").path.parent.chmod(0)
        root.home().chromium("chromium")

        def look() -> list[tuple[str, list[str], object]]:
            return [
                (i.browser, folders(i), i.unseen and (str(i.unseen.reason), i.unseen.source))
                for i in root.installations()
            ]

        assert unprivileged(look) == [
            ("chrome", [], ("denied", ".config/google-chrome")),
            ("chromium", ["Default"], None),
        ]


@pytest.mark.parametrize(("closed", "source"), [("home/bob", ""), ("home/bob/.config", ".config")])
def test_a_home_or_a_folder_on_the_way_that_is_closed_is_told(closed: str, source: str) -> None:
    with open_folder() as folder:
        root = FakeRoot(folder)
        root.home("alice").chromium("chrome")
        root.home("bob").chromium("chrome")
        (folder / closed).chmod(0)

        def look() -> tuple[list[str], list[tuple[str, str, str]]]:
            machine = root.machine(users=["alice", "bob"])
            seen = [i.home.user for i in installations(machine, {})]
            missed = unseen_places(machine, {})
            return seen, [(h.user, str(c.reason), c.source) for h, c in missed]

        assert unprivileged(look) == (["alice"], [("bob", "denied", source)])


def test_one_closed_profile_does_not_hide_the_others() -> None:
    with open_folder() as folder:
        root = FakeRoot(folder)
        root.home().chromium("chrome")
        root.home().chromium("chrome", "Profile 1").path.chmod(0)
        root.home().firefox(profile="open.default")
        root.home().firefox(profile="shut.default").path.chmod(0)

        def look() -> list[tuple[list[str], object]]:
            return [(folders(i), i.unseen and str(i.unseen.reason)) for i in root.installations()]

        assert unprivileged(look) == [(["Default"], "denied"), (["open.default"], "denied")]
