"""What Chromium's family clears at its close, by setting or by policy, and what makes it vain."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path
from typing import Any

import pytest

from hygiene.browsers.exit_clearing import WANTED, ExitClearing
from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook, NotHere, Reason
from tests.browsers.profiles import chromium

LIST = [
    "browsing_history",
    "download_history",
    "cookies_and_other_site_data",
    "cached_images_and_files",
    "autofill",
]
SESSION_ONLY = {"default_content_setting_values": {"cookies": 4}, "exit_type": "Normal"}
BOXES = ("browsing_history", "download_history", "cookies", "cache", "form_data")
SYNCS = {
    "google": {"services": {"account_id": "1"}},
    "sync": {"feature_status_for_sync_to_signin": 3},
}


def of(
    folder: Path, settings: object = None, browser: str = "chromium", **rules: object
) -> Profile:
    (folder / "Preferences").write_text(json.dumps({} if settings is None else settings))
    place = folder.parent.parent / f"etc/{browser}/policies/managed"
    if browser in ("chrome", "edge"):
        place = folder.parent.parent / f"etc/opt/{browser}/policies/managed"
    place.mkdir(parents=True)
    (place / "keeper.json").write_text(json.dumps(rules))
    profile = chromium(folder)
    profile.installation.browser = browser
    return profile


def test_out_of_the_box_nothing_is_cleared(folder: Path) -> None:
    found = of(folder, {"profile": {"exit_type": "Crashed"}, "session": {"restore_on_startup": 1}})
    assert found.exit_clearing() == ExitClearing()


def test_the_whole_list_of_the_keeper_clears_everything(folder: Path) -> None:
    found = of(folder, ClearBrowsingDataOnExitList=[*LIST, "site_settings"]).exit_clearing()
    assert found == ExitClearing(WANTED)


@pytest.mark.parametrize("left_out", LIST)
def test_a_list_that_leaves_something_out_clears_a_part(folder: Path, left_out: str) -> None:
    words = [word for word in LIST if word != left_out]
    found = of(folder, ClearBrowsingDataOnExitList=words).exit_clearing()
    assert (len(found.cleared), found.defeats) == (4, ("types",))


@pytest.mark.parametrize("value", [[], ["password_signin", 3, None], "browsing_history", True])
def test_a_list_without_a_word_of_ours_clears_nothing(folder: Path, value: object) -> None:
    assert not of(folder, ClearBrowsingDataOnExitList=value).exit_clearing().configured


def test_people_can_choose_that_cookies_go(folder: Path) -> None:
    found = of(folder, {"profile": SESSION_ONLY}).exit_clearing()
    assert found == ExitClearing(frozenset({"cookies"}), ("types",))


def test_the_keeper_s_word_on_cookies_goes_before_theirs(folder: Path) -> None:
    assert (
        not of(folder, {"profile": SESSION_ONLY}, DefaultCookiesSetting=1).exit_clearing().cleared
    )


def test_the_keeper_may_make_cookies_go(folder: Path) -> None:
    assert of(folder, DefaultCookiesSetting=4).exit_clearing().cleared == {"cookies"}


def test_brave_has_boxes_of_its_own(folder: Path) -> None:
    boxes = {f"{box}_on_exit": True for box in BOXES}
    settings = {"browser": {"clear_data": boxes}}
    assert of(folder, settings, "brave").exit_clearing() == ExitClearing(WANTED)


def test_boxes_of_the_dialog_are_none_of_the_close(folder: Path) -> None:
    settings = {"browser": {"clear_data": dict.fromkeys(BOXES, True)}}
    assert not of(folder, settings, "brave").exit_clearing().configured


def test_edge_has_boxes_of_its_own(folder: Path) -> None:
    settings = {"browser": {"clear_data_on_exit": {"browsing_history": True, "cookies": False}}}
    assert of(folder, settings, "edge").exit_clearing().cleared == {"history"}


def test_edge_has_policies_of_its_own(folder: Path) -> None:
    assert of(folder, None, "edge", ClearBrowsingDataOnExit=True).exit_clearing().cleared == WANTED


def test_edge_may_clear_its_cache_alone(folder: Path) -> None:
    found = of(folder, None, "edge", ClearCachedImagesAndFilesOnExit=True).exit_clearing()
    assert found.cleared == {"cache"}


@pytest.mark.parametrize(
    ("setting", "rules", "restored"),
    [
        *((1, {}, True), (6, {}, True), (5, {}, False), (4, {}, False), (None, {}, False)),
        *((5, {"RestoreOnStartup": 1}, True), (1, {"RestoreOnStartup": 5}, False)),
    ],
)
def test_tabs_that_come_back_defeat_it(
    folder: Path, setting: int | None, rules: dict[str, Any], restored: bool
) -> None:
    settings = {"session": {"restore_on_startup": setting}}
    found = of(folder, settings, ClearBrowsingDataOnExitList=LIST, **rules).exit_clearing()
    assert found.defeats == (("restore",) if restored else ())


def test_the_account_brings_back_what_a_setting_clears(folder: Path) -> None:
    found = of(folder, {"profile": SESSION_ONLY} | SYNCS).exit_clearing()
    assert found.defeats == ("sync", "types")


@pytest.mark.parametrize(
    ("version", "rules", "defeats"),
    [
        (None, {}, ()),
        ("156.0.8078.79", {}, ()),
        ("109.0.5414.120", {}, ("sync",)),  # the last Chrome of Windows 7
        ("109.0.5414.120", {"SyncDisabled": True}, ()),
        ("109.0.5414.120", {"BrowserSignin": 0}, ()),
        ("no version", {}, ()),
    ],
)
def test_an_old_browser_obeys_the_list_only_where_nobody_can_sync(
    folder: Path, version: str | None, rules: dict[str, Any], defeats: tuple[str, ...]
) -> None:
    if version:
        (folder.parent / "Last Version").write_text(version)
    found = of(folder, SYNCS, ClearBrowsingDataOnExitList=LIST, **rules).exit_clearing()
    assert found.defeats == defeats


@pytest.mark.parametrize(
    ("settings", "crashed"),
    [
        ({"profile": {"exit_type": "Crashed"}}, True),
        ({"profile": {"exited_cleanly": False}}, True),
        ({"profile": {"exit_type": "Normal", "exited_cleanly": False}}, False),
        ({"browser": {"clear_data": {"clear_on_exit_pending": True}}}, True),
        ({}, False),
    ],
)
def test_on_windows_the_settings_tell_of_a_close_that_did_not_happen(
    folder: Path, settings: dict[str, Any], crashed: bool
) -> None:
    kept = settings.get("profile", {})
    cookies = {"profile": {"default_content_setting_values": {"cookies": 4}} | kept}
    profile = of(folder, settings | cookies)
    profile.installation.home.machine.platform = "windows"
    assert profile.exit_clearing().defeats == (("crash", "types") if crashed else ("types",))


@pytest.mark.parametrize(("opened", "defeats"), [(2000, ("crash",)), (500, ())])
def test_a_kill_is_seen_by_the_lock_it_leaves(
    folder: Path, opened: int, defeats: tuple[str, ...]
) -> None:
    lock = folder.parent / "SingletonLock"
    lock.symlink_to("host-99999999")
    os.utime(lock, (1000, 1000), follow_symlinks=False)
    (folder / "Sessions").mkdir()
    profile = of(folder, ClearBrowsingDataOnExitList=LIST)
    os.utime(folder / "Sessions", (opened, opened))
    assert profile.exit_clearing().defeats == defeats


def test_another_profile_that_is_open_keeps_the_browser_open(folder: Path) -> None:
    other = folder.parent / "Profile 1"
    (other / "Local Storage/leveldb").mkdir(parents=True)
    profile = of(folder, {"profile": SESSION_ONLY})
    installation = profile.installation
    installation.home.machine.live = True
    installation.profiles = (profile, Profile(installation, "Profile 1"))
    assert profile.exit_clearing().defeats == ("types",)
    lock = other / "Local Storage/leveldb/LOCK"
    with lock.open("w") as file:
        child = os.fork()  # the kernel tells nobody of locks of their own
        if not child:
            fcntl.lockf(file, fcntl.LOCK_EX)
            (folder / "held").touch()
            os.read(0, 0)
            while (folder / "held").exists():
                pass
            os._exit(0)
        try:
            while not (folder / "held").exists():
                pass
            again = chromium(folder)
            again.installation.home.machine.live = True
            twin = Profile(again.installation, "Profile 1")
            again.installation.profiles = (again, twin)
            assert again.exit_clearing().defeats == ("other-profile", "types")
        finally:
            (folder / "held").unlink(missing_ok=True)
            os.waitpid(child, 0)


def test_with_private_windows_only_nothing_is_written(folder: Path) -> None:
    assert of(folder, IncognitoModeAvailability=2).exit_clearing() == ExitClearing(WANTED)


def test_a_profile_that_should_have_been_removed_and_is_here_was_not(folder: Path) -> None:
    assert of(folder, ForceEphemeralProfiles=True).exit_clearing().defeats == ("crash",)


def test_an_account_that_cannot_be_told_is_a_gap_and_hides_nothing_else(folder: Path) -> None:
    start = {"restore_on_startup": 5}  # its own choice would be the tabs of last time
    found = of(folder, {"profile": SESSION_ONLY, "session": start}, "opera").exit_clearing()
    assert found.defeats == ("types",)
    assert [cause.reason for cause in found.unseen] == [Reason.UNSUPPORTED]


def test_a_policy_that_cannot_be_read_is_told(folder: Path) -> None:
    profile = of(folder)
    (folder.parent.parent / "etc/chromium/policies/managed/keeper.json").write_text("{")
    with pytest.raises(CannotLook) as cause:
        profile.exit_clearing()
    assert (cause.value.reason, cause.value.source) == (Reason.DAMAGED, "policies")


@pytest.mark.parametrize(
    "settings",
    [
        {"browser": 1, "profile": [], "session": "x"},
        {"profile": {"default_content_setting_values": {"cookies": [4]}}},
        {"profile": {"exit_type": {}}, "session": {"restore_on_startup": {}}},
    ],
)
def test_settings_of_another_shape_clear_nothing(folder: Path, settings: object) -> None:
    assert of(folder, settings).exit_clearing() == ExitClearing()


def test_a_guest_s_profile_is_not_asked(tmp_path: Path) -> None:
    guest = tmp_path / "browser" / "Guest Profile"
    guest.mkdir(parents=True)
    with pytest.raises(NotHere):
        of(guest).exit_clearing()
