"""Sites that Chromium's family lets push notifications: what people granted, not the keeper."""

from __future__ import annotations

from typing import Any

from hygiene.browsers.chromium.dates import moment_of
from hygiene.browsers.chromium.preferences import SOURCE, must_be_somebody_s, settings
from hygiene.browsers.hosts import host_of
from hygiene.browsers.policies import policy_value
from hygiene.browsers.profile import Profile
from hygiene.filesystem.jsonfile import dig
from hygiene.tally import Item, Tally, tallied

_PLACE = ("profile", "content_settings", "exceptions", "notifications")
_KEYS = frozenset((*_PLACE, "setting", "last_modified"))
#: Chromium's CONTENT_SETTING_ALLOW and CONTENT_SETTING_BLOCK.
_ALLOW, _BLOCK = 1, 2


def notification_permissions(profile: Profile) -> Tally:
    """Sites with a granted permission; those that a policy grants are not written there (156)."""
    return tallied((SOURCE, lambda: Tally.of(_granted(profile), profile.clock)))


def _granted(profile: Profile) -> list[Item]:
    must_be_somebody_s(profile)
    # Policies go before what people chose.
    if policy_value(profile.installation, "DefaultNotificationsSetting") == _BLOCK:
        return []
    # The keys below are patterns of the site and of the page around it: `https://a.b:443,*`.
    sites = dig(settings(profile, lambda key: key in _KEYS or "," in key), *_PLACE)
    return [_item(key, row) for key, row in _rows(sites) if row.get("setting") == _ALLOW]


def _rows(sites: object) -> list[tuple[str, dict[str, Any]]]:
    if not isinstance(sites, dict):
        return []
    return [(key, row) for key, row in sites.items() if isinstance(row, dict)]


def _item(key: str, row: dict[str, Any]) -> Item:
    site = key.partition(",")[0].replace("[*.]", "")
    address = site if "://" in site else f"https://{site}"
    return Item(moment_of(row.get("last_modified")), host_of(address))
