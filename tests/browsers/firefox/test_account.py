"""Who Firefox is signed in as: masked, and never a token."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hygiene.browsers.account import Account
from hygiene.errors import CannotLook, Reason
from tests.browsers.profiles import firefox

ALICE = {
    "uid": "9a",
    "email": "alice@exemple.fr",
    "verified": True,
    "sessionToken": "canary",
    "device": {"id": "canary"},
}
SYNC = 'user_pref("services.sync.username", "alice@exemple.fr");\n'


def signed(folder: Path, settings: str | None = SYNC, **changed: object) -> Account:
    known = {"version": 1, "accountData": ALICE | changed}
    (folder / "signedInUser.json").write_text(json.dumps(known))
    if settings is not None:
        (folder / "prefs.js").write_text(settings)
    return firefox(folder).account()


def test_without_the_file_nobody_is_signed_in(folder: Path) -> None:
    (folder / "prefs.js").write_text(SYNC)
    assert firefox(folder).account() == Account()


def test_the_account_and_its_sync_are_told(folder: Path) -> None:
    assert signed(folder) == Account(True, True, "a…@e….fr")


@pytest.mark.parametrize(
    "settings", [None, "", 'user_pref("services.sync.username", "");\n', "not a setting"]
)
def test_sync_is_off_until_it_is_set_up(folder: Path, settings: str | None) -> None:
    assert signed(folder, settings) == Account(True, False, "a…@e….fr")


def test_an_address_that_nobody_confirmed_does_not_sync(folder: Path) -> None:
    assert signed(folder, verified=False) == Account(True, False, "a…@e….fr")


@pytest.mark.parametrize("name", ["DisableFirefoxAccounts", "DisableAccounts"])
def test_the_keeper_may_forbid_accounts(folder: Path, name: str) -> None:
    place = folder.parent.parent / "etc/firefox/policies"
    place.mkdir(parents=True)
    (place / "policies.json").write_text(json.dumps({"policies": {name: True}}))
    assert signed(folder) == Account(True, False, "a…@e….fr")


@pytest.mark.parametrize("known", [{}, {"accountData": None}, {"accountData": {"email": ""}}])
def test_a_file_about_nobody_is_no_account(folder: Path, known: dict[str, Any]) -> None:
    (folder / "signedInUser.json").write_text(json.dumps(known))
    assert firefox(folder).account() == Account()


@pytest.mark.parametrize("text", ["", "[1]", '{"accountData": ' * 100_000, "\0\1"])
def test_a_damaged_file_is_told(folder: Path, text: str) -> None:
    (folder / "signedInUser.json").write_text(text)
    with pytest.raises(CannotLook) as cause:
        firefox(folder).account()
    assert (cause.value.reason, cause.value.source) == (Reason.DAMAGED, "signedInUser.json")
