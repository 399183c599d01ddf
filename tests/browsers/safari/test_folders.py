"""Site data, cache, settings and what lies in the Keychain."""

from __future__ import annotations

import os
import plistlib
from datetime import datetime
from pathlib import Path

import pytest

from hygiene.browsers.profile import Profile
from hygiene.clock import Clock
from hygiene.errors import CannotLook, NotHere, Reason
from tests.browsers.formats.safari_files import origin_note
from tests.browsers.profiles import MORNING, NOON, NOW, SESSION
from tests.browsers.safari.conftest import WORK, Look
from tests.roots import FakeHome, FakeRoot, make

OTHER = f"Profiles/{WORK}"
MANAGED = "Library/Managed Preferences"


def site(sites: Path, number: int, host: str, *parts: str, date: datetime = NOON) -> None:
    """A folder of site data, named by two hashes."""
    folder = sites / f"hash{number}" / f"hash{number}"
    make(folder, "origin", *(f"{part}/" for part in parts))
    (folder / "origin").write_bytes(origin_note(("https", host, 0)))
    for part in parts:
        os.utime(folder / part, (date.timestamp(),) * 2)


def test_each_origin_counts_once_by_its_last_change(home: FakeHome, look: Look) -> None:
    sites = home.safari().sites
    site(sites, 1, "a.fr", "LocalStorage", date=MORNING)
    site(sites, 2, "b.fr", "IndexedDB", "ServiceWorkers")
    site(sites, 3, "b.fr", "LocalStorage", date=MORNING)
    site(sites, 4, "nothing-kept.fr")
    make(sites, "salt")
    found = look(clock=Clock(NOW, since=SESSION)).site_storage()
    assert (found.count, found.unseen) == (1, ())
    assert look().site_storage().count == 2


def test_each_profile_has_its_own_site_data(home: FakeHome, look: Look) -> None:
    site(home.safari().sites, 1, "a.fr", "LocalStorage")
    site(home.safari(WORK).sites, 1, "b.fr", "LocalStorage")
    site(home.safari(WORK).sites, 2, "c.fr", "LocalStorage")
    assert look().site_storage().count == 1
    assert look(OTHER).site_storage().count == 2


@pytest.mark.parametrize(
    "place",
    [
        "Safari/LocalStorage/https_www.a.fr_0.localstorage",
        "Safari/Databases/___IndexedDB/https_www.a.fr_0/",
        "Containers/com.apple.Safari/Data/Library/WebKit/WebsiteData/IndexedDB/https_www.a.fr_0/",
    ],
)
def test_the_site_data_of_old_count_by_their_names(home: FakeHome, look: Look, place: str) -> None:
    safari = home.safari()
    make(safari.library, place, "Safari/LocalStorage/StorageTracker.db")
    site(safari.sites, 1, "www.a.fr", "LocalStorage")
    assert look().site_storage().count == 1


def test_a_note_that_makes_no_sense_is_told(home: FakeHome, look: Look) -> None:
    sites = home.safari().sites
    site(sites, 1, "a.fr", "LocalStorage")
    (sites / "hash1/hash1/origin").write_bytes(b"\xff" * 20)
    (unseen,) = look().site_storage().unseen
    assert (unseen.reason, unseen.source) == (Reason.DAMAGED, "WebsiteData")


def test_the_cache_counts_in_and_before_the_sandbox(home: FakeHome, look: Look) -> None:
    safari = home.safari()
    make(safari.cache, "WebKitCache/Version 17/Records/a", "WebKitCache/Version 17/Blobs/b")
    make(safari.library, "Caches/com.apple.Safari/Cache.db")
    make(home.safari(WORK).cache, "Version 17/c")
    assert look().cached_files().count == 3
    assert look(OTHER).cached_files().count == 1


@pytest.mark.parametrize("question", ["passwords", "never_saved_sites", "payment_cards"])
def test_what_lies_in_the_keychain_is_told_of_the_main_profile(
    home: FakeHome, look: Look, question: str
) -> None:
    home.safari(WORK)
    with pytest.raises(CannotLook) as caught:
        getattr(look(), question)()
    assert (caught.value.reason, caught.value.source) == (Reason.OS_VAULT, "Keychain")
    with pytest.raises(NotHere):
        getattr(look(OTHER), question)()


def test_form_values_are_encrypted_where_there_are_any(home: FakeHome, look: Look) -> None:
    safari = home.safari()
    with pytest.raises(NotHere):
        look().form_entries()
    make(safari.open, "Form Values")
    with pytest.raises(CannotLook) as caught:
        look().form_entries()
    assert (caught.value.reason, caught.value.source) == (Reason.ENCRYPTED, "Form Values")


@pytest.mark.parametrize("question", [Profile.ibans, Profile.addresses, Profile.account])
def test_what_it_does_not_keep_is_no_question(home: FakeHome, look: Look, question: object) -> None:
    home.safari()
    assert callable(question)
    with pytest.raises(NotHere):
        question(look())


def settings(folder: Path, values: dict[str, bool], name: str = "com.apple.Safari.plist") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(plistlib.dumps(values, fmt=plistlib.FMT_BINARY))


@pytest.mark.parametrize(
    ("inside", "before", "offered"),
    [
        ({}, None, 1),
        ({"AutoFillPasswords": True}, None, 1),
        ({"AutoFillPasswords": False}, None, 0),
        ({"AutoFillPasswords": False}, {"AutoFillPasswords": True}, 0),
        (None, {"AutoFillPasswords": False}, 0),
        ({}, {"AutoFillPasswords": False}, 0),
        (None, None, 0),
    ],
)
def test_it_offers_to_save_unless_somebody_said_no(
    home: FakeHome,
    look: Look,
    inside: dict[str, bool] | None,
    before: dict[str, bool] | None,
    offered: int,
) -> None:
    safari = home.safari()
    if inside is not None:
        settings(safari.container / "Preferences", inside)
    if before is not None:
        settings(safari.library / "Preferences", before)
    assert look().saving_offered().count == offered


@pytest.mark.parametrize(
    ("name", "key", "value", "chosen", "offered"),
    [
        ("com.apple.Safari.plist", "AutoFillPasswords", False, True, 0),
        ("com.apple.Safari.plist", "AutoFillPasswords", True, False, 1),
        ("com.apple.applicationaccess.plist", "allowPasswordAutoFill", False, True, 0),
        ("com.apple.applicationaccess.plist", "allowPasswordAutoFill", True, True, 1),
        ("com.apple.applicationaccess.plist", "allowPasswordAutoFill", True, False, 0),
    ],
)
def test_the_keeper_decides_over_the_setting(
    root: FakeRoot,
    home: FakeHome,
    look: Look,
    name: str,
    key: str,
    value: bool,
    chosen: bool,
    offered: int,
) -> None:
    settings(home.safari().container / "Preferences", {"AutoFillPasswords": chosen})
    settings(root.folder / MANAGED, {key: value}, name)
    assert look().saving_offered().count == offered


@pytest.mark.parametrize(("chosen", "restores"), [(True, True), (False, False), (None, False)])
def test_all_windows_of_last_time(
    home: FakeHome, look: Look, chosen: bool | None, restores: bool
) -> None:
    values = {} if chosen is None else {"AlwaysRestoreSessionAtLaunch": chosen}
    settings(home.safari().container / "Preferences", values)
    assert look().session_survives() == (None, restores, False)


def test_damaged_settings_are_told_by_the_question_about_them(home: FakeHome, look: Look) -> None:
    make(home.safari().container, "Preferences/com.apple.Safari.plist")
    (unseen,) = look().saving_offered().unseen
    assert (unseen.reason, unseen.source) == (Reason.DAMAGED, "com.apple.Safari.plist")
    assert look().session_survives().restores is False


def test_nothing_is_cleared_when_it_is_closed(home: FakeHome, look: Look) -> None:
    home.safari(WORK)
    assert not look().exit_clearing().configured
    with pytest.raises(NotHere):
        look(OTHER).exit_clearing()
