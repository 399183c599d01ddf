"""Links are followed inside the root and nowhere else, and nothing counts twice."""

from __future__ import annotations

from pathlib import Path

from hygiene.errors import Reason
from tests.browsers.discovery.found import folders, only
from tests.roots import FakeRoot, make


def test_a_profile_under_two_names_counts_once(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    data = root.home().chromium("chrome", "Profile 1").path.parent
    (data / "Default").symlink_to("Profile 1")
    (data / "Profile 2").symlink_to("../../.config/google-chrome/Profile 1")
    (root.home().path / ".config/chromium").symlink_to("google-chrome")
    assert folders(only(root.installations())) == ["Profile 1"]


def test_a_link_inside_the_root_is_followed(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    make(root.folder, "srv/big disk/Default/Preferences")
    (root.home().path / ".config/google-chrome").symlink_to("/srv/big disk")
    found = only(root.installations())
    assert folders(found) == ["Default"]
    assert found.tree.is_file(found.profiles[0].at("Preferences"))


def test_a_link_that_leaves_the_root_is_not_followed_but_told(tmp_path: Path) -> None:
    make(tmp_path, "elsewhere/Default/Preferences")
    root = FakeRoot(tmp_path / "disk")
    config = root.home().path / ".config"
    (config / "google-chrome").symlink_to("../../../../elsewhere")
    data = root.home().chromium("chromium").path.parent
    (data / "Profile 9").symlink_to("../../../../../elsewhere/Default")
    chrome, chromium = root.installations()
    assert (chrome.browser, folders(chrome)) == ("chrome", [])
    assert chrome.unseen is not None
    assert chrome.unseen.reason is Reason.OUTSIDE_ROOT
    assert chrome.unseen.source == ".config/google-chrome"
    assert folders(chromium) == ["Default"]
    assert chromium.unseen is not None
    assert chromium.unseen.reason is Reason.OUTSIDE_ROOT


def test_the_links_of_a_running_browser_are_no_profiles(tmp_path: Path) -> None:
    home = FakeRoot(tmp_path / "alice", disk=False)
    data = home.home().chromium("chromium").path.parent
    (data / "SingletonSocket").symlink_to("/tmp/org.chromium.Chromium.x/SingletonSocket")
    (data / "SingletonLock").symlink_to("host-123")
    (data / "SingletonCookie").symlink_to("712041138040527723")
    assert only(home.installations()).unseen is None


def test_a_link_that_goes_in_circles_ends(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    data = root.home().chromium("chromium").path.parent
    (data / "Profile 1").symlink_to("Profile 2")
    (data / "Profile 2").symlink_to("Profile 1")
    (data.parent / "google-chrome").symlink_to("google-chrome")
    chrome, chromium = root.installations()
    assert chrome.unseen is not None
    assert chrome.unseen.reason is Reason.UNSUPPORTED
    assert folders(chromium) == ["Default"]


def test_the_new_place_as_a_link_to_the_old_counts_once(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    make(root.home().path, ".mozilla/firefox/old.default-esr/places.sqlite", ".config/mozilla/")
    (root.home().path / ".config/mozilla/firefox").symlink_to("../../.mozilla/firefox")
    assert folders(only(root.installations())) == ["old.default-esr"]
