"""Which profiles Safari has: the main one, and those of Safari 17 and later."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from hygiene.browsers.discovery import installations
from hygiene.browsers.profile import Installation
from hygiene.errors import Reason
from tests.browsers.databases import database
from tests.roots import FakeHome, FakeRoot, make
from tests.unprivileged import open_folder, unprivileged

ONE = "11111111-2222-3333-4444-5555AAAABBBB"
TWO = "66666666-7777-8888-9999-0000CCCCDDDD"
CONTAINER = "Library/Containers/com.apple.Safari/Data/Library"


@pytest.fixture
def root(tmp_path: Path) -> FakeRoot:
    return FakeRoot(tmp_path, "macos")


def the_only(root: FakeRoot) -> Installation:
    (found,) = root.installations()
    return found


def folders(root: FakeRoot) -> list[str]:
    return [profile.folder for profile in the_only(root).profiles]


def list_profiles(home: FakeHome, *uuids: str) -> None:
    with database(home.path / CONTAINER / "Safari/SafariTabs.db") as made:
        made.create("bookmarks")
        for uuid in uuids:
            made.add("bookmarks", external_uuid=uuid, subtype=2, type=1, parent=0)


def test_a_mac_where_safari_was_never_opened_has_none(root: FakeRoot) -> None:
    make(root.home().path, "Library/Safari/", f"{CONTAINER}/Safari/", "Library/Cookies/a")
    assert root.installations() == ()


@pytest.mark.parametrize("mark", ["Library/Safari/History.db", f"{CONTAINER}/Safari/x.db"])
def test_the_main_profile_is_there_before_and_in_the_sandbox(root: FakeRoot, mark: str) -> None:
    make(root.home().path, mark)
    found = the_only(root)
    assert (found.browser, found.install, found.data) == ("safari", "native", "Users/alice/Library")
    assert [(p.folder, p.path) for p in found.profiles] == [(".", "Users/alice/Library")]
    assert found.unseen is None


def test_profiles_are_found_by_their_folders_their_data_and_the_list(root: FakeRoot) -> None:
    home = root.home()
    home.safari(ONE)
    make(home.path, f"{CONTAINER}/WebKit/WebsiteDataStore/{TWO.lower()}/Origins/")
    make(home.path, f"{CONTAINER}/Safari/Profiles/not-a-profile/")
    listed = TWO.replace("6", "7")
    list_profiles(home, "DefaultProfile", ONE, listed)
    assert folders(root) == [".", f"Profiles/{ONE}", f"Profiles/{TWO}", f"Profiles/{listed}"]


def test_a_list_that_cannot_be_read_takes_no_profile_away(root: FakeRoot) -> None:
    home = root.home()
    home.safari(ONE)
    make(home.path, f"{CONTAINER}/Safari/SafariTabs.db")
    assert folders(root) == [".", f"Profiles/{ONE}"]
    assert the_only(root).unseen is None
    (unseen,) = the_only(root).profiles[0].open_tabs().unseen
    assert (unseen.reason, unseen.source) == (Reason.DAMAGED, "SafariTabs.db")


def denied(*names: str) -> list[tuple[str, str, list[str]]]:
    """What somebody without rights finds: the reason, its source, the profiles."""
    with open_folder() as folder:
        root = FakeRoot(folder / "mac", "macos")
        home = root.home()
        home.safari(ONE)
        for name in names:
            (home.path / name).chmod(0)

        def look() -> list[tuple[str, str, list[str]]]:
            return [
                (str(i.unseen.reason), i.unseen.source, [p.folder for p in i.profiles])
                for i in root.installations()
                if i.unseen
            ]

        try:
            return unprivileged(look)
        finally:
            for name in names:
                (home.path / name).chmod(0o755)


def test_folders_that_are_closed_are_told_elsewhere_than_on_a_mac_as_denied() -> None:
    assert denied("Library/Safari", CONTAINER) == [("denied", "Library/Safari", [])]
    assert denied(CONTAINER) == [("denied", f"{CONTAINER}/Safari", ["."])]


def test_a_mac_that_grants_no_full_disk_access_says_so(
    root: FakeRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No Mac is here: its name, and the answer that its kernel gives, are put into its mouth."""
    root.home().safari()
    machine = root.machine()
    opened = os.open

    def refuse(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if path in ("Safari", "com.apple.Safari"):
            raise PermissionError(errno.EPERM, "Operation not permitted")
        return opened(path, flags, mode, dir_fd=dir_fd)

    with monkeypatch.context() as mac:
        mac.setattr(os, "open", refuse)
        mac.setattr(sys, "platform", "darwin")
        (found,) = installations(machine, {})
    assert found.profiles == ()
    assert found.unseen is not None
    assert (found.unseen.reason, found.unseen.source, found.unseen.detail) == (
        *(Reason.FULL_DISK_ACCESS, "Library/Safari", "EPERM"),
    )
