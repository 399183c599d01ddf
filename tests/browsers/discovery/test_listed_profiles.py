"""What profiles.ini lists is found wherever it may be, and told where it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from hygiene.errors import Reason
from tests.browsers.discovery.found import folders, only
from tests.roots import FakeRoot, make


def test_a_profile_elsewhere_on_the_disk_is_found(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    make(root.folder, "srv/profile/places.sqlite")
    make(root.home().path, "autre profil/places.sqlite")
    root.home().list_profile("/srv/profile", relative=0)
    root.home().list_profile("../../../autre profil")
    root.home().list_profile("~/autre profil", relative=0)
    found = only(root.installations())
    assert folders(found) == ["../../../../../srv/profile", "../../../autre profil"]
    assert [profile.path for profile in found.profiles] == [
        "srv/profile",
        "home/alice/autre profil",
    ]
    assert found.profiles[0].cache is None


@pytest.mark.parametrize("path", ["../../../../../etc", "../../../../../../../etc"])
def test_a_profile_out_of_the_root_is_told_and_the_others_are_seen(
    tmp_path: Path, path: str
) -> None:
    home = FakeRoot(tmp_path / "alice", disk=False)
    home.home().list_profile(path)
    home.home().list_profile("/etc", relative=0)
    home.home().firefox(profile="x.default")
    found = only(home.installations())
    assert folders(found) == ["x.default"]
    assert found.unseen is not None
    assert found.unseen.reason is Reason.OUTSIDE_ROOT
    assert "etc" not in found.unseen.source + found.unseen.detail


def test_a_copied_home_knows_its_data_folder_under_its_old_name(tmp_path: Path) -> None:
    home = FakeRoot(tmp_path / "copy", disk=False)
    home.home().firefox(profile="x.default", listed=False)
    home.home().list_profile("/home/alice/.config/mozilla/firefox/x.default", relative=0)
    found = only(home.installations())
    assert (folders(found), found.unseen) == (["x.default"], None)


def test_windows_writes_paths_in_its_own_way(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path, "windows")
    make(root.folder, "Data/Profil/places.sqlite")
    home = root.home()
    home.firefox(profile="x.default", listed=False)
    home.list_profile("Profiles\\x.default")
    home.list_profile("C:\\data\\profil", relative=0)
    home.list_profile("D:\\Profil", relative=0)
    found = only(root.installations())
    assert [profile.path for profile in found.profiles] == [
        "data/profil",
        "Users/alice/AppData/Roaming/Mozilla/Firefox/Profiles/x.default",
    ]
    assert found.unseen is not None
    assert found.unseen.reason is Reason.OUTSIDE_ROOT


def test_a_damaged_list_is_told_and_the_folders_are_seen(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    made = root.home().firefox(profile="x.default", listed=False)
    (made.path.parent / "profiles.ini").write_bytes(b"\x00\x93\xff[Profile0\nnonsense\n")
    found = only(root.installations())
    assert folders(found) == ["x.default"]
    assert found.unseen is not None
    assert found.unseen.reason is Reason.DAMAGED


def test_a_huge_list_is_not_read(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    made = root.home().firefox(profile="x.default", listed=False)
    (made.path.parent / "profiles.ini").write_bytes(b";" * (2 << 20))
    found = only(root.installations())
    assert folders(found) == ["x.default"]
    assert found.unseen is not None
    assert found.unseen.reason is Reason.TOO_BIG


def test_a_list_of_what_is_gone_is_an_installation_without_profiles(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    root.home().list_profile("gone.default")
    found = only(root.installations())
    assert (folders(found), found.unseen) == ([], None)
