"""Saved cards and addresses of Firefox: counted, nothing on them kept."""

from __future__ import annotations

from hygiene.browsers.firefox.dates import DATES, last_date
from hygiene.browsers.profile import Profile
from hygiene.filesystem.jsonfile import objects
from hygiene.tally import Item, Tally, tallied

SOURCE = "autofill-profiles.json"


def payment_cards(profile: Profile) -> Tally:
    """Saved cards; Firefox keeps no security code."""
    return _tally(profile, "creditCards")


def addresses(profile: Profile) -> Tally:
    """Saved postal addresses."""
    return _tally(profile, "addresses")


def _tally(profile: Profile, key: str) -> Tally:
    def look() -> Tally:
        rows = objects(profile.json(SOURCE, (key, "deleted", *DATES)).get(key))
        # A deleted entry stays as a stub for Sync.
        items = (Item(last_date(row)) for row in rows if not row.get("deleted"))
        return Tally.of(items, profile.clock)

    return tallied((SOURCE, look))
