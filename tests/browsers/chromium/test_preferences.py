"""Whether Chromium still offers to save passwords."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hygiene.browsers.chromium.preferences import settings
from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook, Reason
from tests.browsers.profiles import chromium


@pytest.mark.parametrize(
    ("settings", "offered"),
    [
        ({}, 1),
        ({"credentials_enable_service": True}, 1),
        ({"credentials_enable_service": False}, 0),
        ({"profile": {"password_manager_enabled": False}}, 0),
        ({"profile": "of another shape"}, 1),
    ],
)
def test_the_offer_is_on_until_somebody_says_no(
    folder: Path, settings: dict[str, object], offered: int
) -> None:
    (folder / "Preferences").write_text(json.dumps(settings))
    assert chromium(folder).saving_offered().count == offered


@pytest.mark.parametrize("value", [True, False])
def test_a_policy_decides_over_the_preference(folder: Path, value: bool) -> None:
    (folder / "Preferences").write_text(json.dumps({"credentials_enable_service": not value}))
    policies = folder.parent.parent / "etc/chromium/policies/managed"
    policies.mkdir(parents=True)
    (policies / "keeper.json").write_text(json.dumps({"PasswordManagerEnabled": value}))
    assert chromium(folder).saving_offered().count == int(value)


def test_a_policy_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "Preferences").write_text("{}")
    policies = folder.parent.parent / "etc/chromium/policies/managed"
    policies.mkdir(parents=True)
    (policies / "keeper.json").write_text("{")
    found = chromium(folder).saving_offered()
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.DAMAGED, "policies")]


@pytest.mark.parametrize("text", ["<?xml><plist><dict><key>a", "bplist00\xff", ""])
def test_a_damaged_property_list_is_told(folder: Path, text: str) -> None:
    (folder / "Preferences").write_text("{}")
    place = folder.parent.parent / "Library/Managed Preferences"
    place.mkdir(parents=True)
    (place / "org.chromium.Chromium.plist").write_bytes(text.encode("latin-1"))
    profile = chromium(folder)
    profile.installation.home.machine.platform = "macos"
    found = profile.saving_offered()
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.DAMAGED, "policies")]


@pytest.mark.parametrize("text", ["", "[1]", "{" * 200_000, '{"a": ' * 100_000, "\0\1\2"])
def test_damaged_preferences_are_told(folder: Path, text: str) -> None:
    (folder / "Preferences").write_text(text)
    found = chromium(folder).saving_offered()
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.DAMAGED, "Preferences")]


def test_settings_without_bottom_in_both_files_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep: dict[str, object] = {}
    for _ in range(5_000):
        deep = {"profile": deep}
    monkeypatch.setattr(Profile, "json", lambda *_: deep)
    with pytest.raises(CannotLook) as caught:
        settings(chromium(folder), ["profile"])
    assert (caught.value.reason, caught.value.source) == (Reason.DAMAGED, "Secure Preferences")


def test_the_guest_profile_never_offers(tmp_path: Path) -> None:
    guest = tmp_path / "browser" / "Guest Profile"
    guest.mkdir(parents=True)
    (guest / "Preferences").write_text("{}")
    assert chromium(guest).saving_offered().count == 0
