"""Which folders of Chromium and its family are profiles."""

from __future__ import annotations

from pathlib import Path

from tests.browsers.discovery.found import folders, only
from tests.roots import FakeRoot, make


def test_profiles_are_known_by_their_files(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    data = root.home().data("chrome")
    make(
        data,
        "Default/Preferences",
        "Profile 1/History",  # forgotten by Local State
        "Profile 2/Login Data",  # its Preferences were damaged and removed
        "Profile 3/Web Data",
        "Profile 4/Cookies",
        "Profile 5/Network/Cookies",
        "Profile 6/Network/Trust Tokens",
        "Guest Profile/Preferences",
        "System Profile/Preferences",
        "Crashpad/settings.dat",
        "Safe Browsing/ChromeExtMalware.store",
        "Profile 7",
        "Profile 8/History/LOG",
    )
    assert folders(only(root.installations())) == [
        "Default",
        "Guest Profile",
        "Profile 1",
        "Profile 2",
        "Profile 3",
        "Profile 4",
        "Profile 5",
    ]


def test_the_system_profile_counts_if_it_holds_data(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    make(root.home().data("chrome"), "System Profile/Preferences", "System Profile/History")
    assert folders(only(root.installations())) == ["System Profile"]


def test_old_copies_that_chrome_keeps_are_found(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path, "windows")
    make(
        root.home().data("chrome"),
        "Default/Preferences",
        "Snapshots/120.0.6099.71/Default/History",
        "Snapshots/120.0.6099.71/Profile 1/Login Data",
        "Snapshots/120.0.6099.71/Local State",
        "Snapshots/121.0.6167.85/Default/History",
    )
    assert folders(only(root.installations())) == [
        "Default",
        "Snapshots/120.0.6099.71/Default",
        "Snapshots/120.0.6099.71/Profile 1",
        "Snapshots/121.0.6167.85/Default",
    ]


def test_opera_has_three_shapes_at_once(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path, "windows")
    make(
        root.home().data("opera-gx"),
        "History",
        "Local State",
        "Default/Preferences",
        "_side_profiles/1a2b/Preferences",
        "_side_profiles/3c4d/Default/Preferences",
        "_side_profiles/empty/",
    )
    found = only(root.installations())
    assert folders(found) == [
        ".",
        "Default",
        "_side_profiles/1a2b",
        "_side_profiles/3c4d/Default",
    ]
    assert [profile.cache for profile in found.profiles] == [
        "Users/alice/AppData/Local/Opera Software/Opera GX Stable",
        "Users/alice/AppData/Local/Opera Software/Opera GX Stable/Default",
        "Users/alice/AppData/Local/Opera Software/Opera GX Stable/_side_profiles/1a2b",
        "Users/alice/AppData/Local/Opera Software/Opera GX Stable/_side_profiles/3c4d/Default",
    ]
    assert found.profiles[0].at("History") == f"{found.data}/History"


def test_a_data_folder_without_profiles_is_still_an_installation(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    make(root.home().data("chrome"), "Local State")
    assert folders(only(root.installations())) == []


def test_what_other_programs_put_there_is_no_browser(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    make(root.home().data("chrome"), "NativeMessagingHosts/keepass.json")
    make(root.home().data("chromium"))
    make(root.home().path, ".config/vivaldi")
    assert root.installations() == ()


def test_a_snap_revision_counts_once(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    snap = root.home().path / "snap/brave"
    make(snap, "501/.config/BraveSoftware/Brave-Browser/Default/Preferences", "common/")
    (snap / "current").symlink_to("501")
    found = only(root.installations())
    assert found.data == "home/alice/snap/brave/501/.config/BraveSoftware/Brave-Browser"
    cache = "home/alice/snap/brave/common/.cache/BraveSoftware/Brave-Browser"
    assert found.cache == cache
    make(snap, "500/.config/BraveSoftware/Brave-Browser/Default/Preferences")
    assert len(root.installations()) == 2  # the copy of before the update is another
