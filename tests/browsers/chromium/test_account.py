"""Who a browser of Chromium's family is signed in as: masked, and nothing beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hygiene.browsers.account import Account
from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook, NotHere, Reason
from tests.browsers.profiles import chromium

ALICE = {"account_id": "1234", "email": "alice@gmail.com", "gaia": "1234", "full_name": "Alice"}
BOB = {"account_id": "77", "email": "bob@exemple.fr"}
SIGNED = {"google": {"services": {"account_id": "1234"}}, "account_info": [BOB, ALICE]}


def of(
    folder: Path,
    settings: object = None,
    state: dict[str, Any] | None = None,
    *,
    browser: str = "chromium",
) -> Profile:
    (folder / "Preferences").write_text(json.dumps({} if settings is None else settings))
    if state is not None:
        known = {"profile": {"info_cache": {folder.name: state}}}
        (folder.parent / "Local State").write_text(json.dumps(known))
    profile = chromium(folder)
    profile.installation.browser = browser
    return profile


def rule(folder: Path, **policies: object) -> None:
    place = folder.parent.parent / "etc/chromium/policies/managed"
    place.mkdir(parents=True)
    (place / "keeper.json").write_text(json.dumps(policies))


def test_nobody_is_signed_in_to_a_new_profile(folder: Path) -> None:
    new = {"google": {"services": {"signin_scoped_device_id": "f538"}}, "signin": {"allowed": True}}
    assert of(folder, new, {"user_name": "", "gaia_id": ""}).account() == Account()


def test_the_address_is_that_of_the_primary_account(folder: Path) -> None:
    assert of(folder, SIGNED).account() == Account(True, False, "a…@g….com")


def test_a_site_one_is_logged_in_to_is_no_account_of_the_browser(folder: Path) -> None:
    assert of(folder, {"account_info": [ALICE]}).account() == Account()


def test_the_list_of_profiles_tells_as_well(folder: Path) -> None:
    found = of(folder, {}, {"user_name": "carole@exemple.fr"}).account()
    assert found == Account(True, False, "c…@e….fr")


def test_windows_keeps_the_account_among_the_protected_settings(folder: Path) -> None:
    plain = {"google": {"services": {"consented_to_sync": True}}, "account_info": [ALICE]}
    secure = {
        "google": {"services": {"account_id": "1234"}},
        "protection": {"macs": {"google": {"services": {"account_id": "A8F1"}}}},
    }
    (folder / "Secure Preferences").write_text(json.dumps(secure))
    assert of(folder, plain).account() == Account(True, True, "a…@g….com")


@pytest.mark.parametrize(
    "more",
    [
        {"google": {"services": {"account_id": "1234", "consented_to_sync": True}}},
        {"signin": {"signin_with_explicit_browser_signin_on": True}},
        {"sync": {"feature_status_for_sync_to_signin": 3}},
    ],
)
def test_data_come_back_where_the_account_syncs(folder: Path, more: dict[str, Any]) -> None:
    assert of(folder, SIGNED | more).account().sync


@pytest.mark.parametrize("status", [0, 1, 5, None, "3"])
def test_no_data_come_back_where_sync_is_off(folder: Path, status: object) -> None:
    settings = SIGNED | {"sync": {"feature_status_for_sync_to_signin": status}}
    assert not of(folder, settings).account().sync


def test_the_keeper_may_forbid_sync_or_signing_in(folder: Path) -> None:
    settings = SIGNED | {"sync": {"feature_status_for_sync_to_signin": 3}}
    rule(folder, SyncDisabled=True)
    assert of(folder, settings).account() == Account(True, False, "a…@g….com")


def test_where_signing_in_is_forbidden_nobody_is(folder: Path) -> None:
    rule(folder, BrowserSignin=0)
    assert of(folder, SIGNED).account() == Account()


def test_where_the_setting_forbids_it_nobody_is(folder: Path) -> None:
    assert of(folder, SIGNED | {"signin": {"allowed": False}}).account() == Account()


@pytest.mark.parametrize("browser", ["edge", "edge-beta"])
@pytest.mark.parametrize("info", [[ALICE], ALICE])
def test_edge_has_an_account_of_microsoft(folder: Path, browser: str, info: object) -> None:
    settings = {"account_info": info, "sync": {"has_setup_completed": True}}
    found = of(folder, settings, {"edge_account_type": 1}, browser=browser).account()
    assert found == Account(True, True, "a…@g….com")


def test_edge_tells_above_its_profiles_whether_it_syncs(folder: Path) -> None:
    state = {"user_name": "bob@outlook.fr", "edge_sync_enabled": False}
    settings = {"sync": {"has_setup_completed": True}}
    assert of(folder, settings, state, browser="edge").account() == Account(True, False, "b…@o….fr")


def test_edge_without_an_account(folder: Path) -> None:
    state = {"user_name": "", "edge_account_type": 0}
    assert of(folder, {"account_info": []}, state, browser="edge").account() == Account()


@pytest.mark.parametrize("chained", [True, False])
def test_brave_has_a_chain_without_a_name(folder: Path, chained: bool) -> None:
    settings = {"sync": {"has_setup_completed": chained}, "brave_sync_v2": {"seed": "canary"}}
    assert of(folder, settings, browser="brave").account() == Account(chained, chained)


def test_vivaldi_has_an_account_of_its_own(folder: Path) -> None:
    user = {"username": "alice@vivaldi.net", "refresh_token": "canary"}
    settings = {"vivaldi": {"vivaldi_account": user}, "sync": {"has_setup_completed": True}}
    found = of(folder, settings, browser="vivaldi").account()
    assert found == Account(True, True, "a…@v….net")
    assert of(folder, {}, browser="vivaldi").account() == Account()


@pytest.mark.parametrize("browser", ["opera", "opera-gx", "arc"])
def test_where_a_browser_hides_its_account_that_is_told(folder: Path, browser: str) -> None:
    with pytest.raises(CannotLook) as cause:
        of(folder, {}, browser=browser).account()
    assert (cause.value.reason, cause.value.source) == (Reason.UNSUPPORTED, "Preferences")


@pytest.mark.parametrize(
    "settings",
    [
        {"account_info": "x", "google": [], "sync": 1, "signin": None},
        {"google": {"services": {"account_id": ""}}, "account_info": [None, 3]},
        {"account_info": {"email": []}},
    ],
)
def test_settings_of_another_shape_are_no_account(folder: Path, settings: object) -> None:
    assert of(folder, settings, {"user_name": ["x"][:0]}).account() == Account()


@pytest.mark.parametrize("name", ["Preferences", "Secure Preferences", "Local State"])
@pytest.mark.parametrize("text", ["", "[1]", '{"a": ' * 100_000, "\0\1"])
def test_damaged_files_are_told(folder: Path, name: str, text: str) -> None:
    profile = of(folder, {}, {})
    (folder.parent if name == "Local State" else folder).joinpath(name).write_text(text)
    with pytest.raises(CannotLook) as cause:
        profile.account()
    assert (cause.value.reason, cause.value.source) == (Reason.DAMAGED, name)


def test_a_guest_is_nobody(tmp_path: Path) -> None:
    guest = tmp_path / "browser" / "Guest Profile"
    guest.mkdir(parents=True)
    with pytest.raises(NotHere):
        of(guest, SIGNED).account()
