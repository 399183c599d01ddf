"""Cookies of Chromium: counted, no value read."""

from __future__ import annotations

from hygiene.browsers.counting import SINCE_1601, rows
from hygiene.browsers.database import Database
from hygiene.browsers.profile import Profile
from hygiene.tally import Tally, tallied

#: In the profile on Linux and macOS, in `Network/` on Windows; an update may leave both.
SOURCES = ("Cookies", "Network/Cookies")
COLUMNS = {"cookies": ("creation_utc", "is_persistent", "persistent")}


def cookies(profile: Profile) -> Tally:
    """Cookies; those without an expiry date are on the disk too: `facts.session_only`."""

    def look(db: Database) -> Tally:
        there = db.need("cookies", "creation_utc")
        lasting = next((c for c in ("is_persistent", "persistent") if c in there), None)
        facts = {"session_only": f"{lasting} = 0"} if lasting else {}
        return rows(
            db, "cookies", profile.clock, date="creation_utc", epoch=SINCE_1601, facts=facts
        )

    return tallied(*(("Cookies", lambda s=s: profile.ask(s, COLUMNS, look)) for s in SOURCES))
