"""Notifications that Safari allows, and its extensions, of which nothing is known."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from hygiene.browsers.safari.places import CONTAINER
from hygiene.clock import Clock
from hygiene.errors import CannotLook, NotHere, Reason
from tests.browsers.profiles import MORNING, NOON, NOW, SESSION
from tests.browsers.safari.conftest import WORK, Look
from tests.roots import FakeHome


def keep(file: Path, value: dict[str, object]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(plistlib.dumps(value, fmt=plistlib.FMT_BINARY))


def test_granted_sites_count_by_their_date_and_refused_ones_do_not(
    home: FakeHome, look: Look
) -> None:
    home.safari()
    keep(
        home.path / "Library/Safari/UserNotificationPermissions.plist",
        {
            "https://spam.example": {"Permission": 1, "Date Added": NOON.replace(tzinfo=None)},
            "old.example": {"Permission": 1, "Date Added": MORNING.replace(tzinfo=None)},
            "https://refused.example": {"Permission": 0},
            "https://odd.example": "yes",
        },
    )
    assert look().notification_permissions().names == {"spam.example", "old.example"}
    assert look(clock=Clock(NOW, since=SESSION)).notification_permissions().count == 1
    with pytest.raises(NotHere):  # told once, of the main profile
        home.safari(WORK)
        look(f"Profiles/{WORK}").notification_permissions()


def test_extensions_are_no_clean_bill_where_safari_has_a_list_of_them(
    home: FakeHome, look: Look
) -> None:
    home.safari()
    with pytest.raises(NotHere):
        look().extensions()
    keep(home.path / "Library" / CONTAINER / "Safari/WebExtensions/Extensions.plist", {"a": {}})
    with pytest.raises(CannotLook) as told:
        look().extensions()
    assert (told.value.reason, told.value.source) == (Reason.UNSUPPORTED, "Extensions.plist")
