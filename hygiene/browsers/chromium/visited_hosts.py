"""Which hosts the history of Chromium knows."""

from __future__ import annotations

from hygiene.browsers.chromium.history import SOURCE
from hygiene.browsers.database import Database
from hygiene.browsers.pages import hosts_of
from hygiene.browsers.profile import Profile
from hygiene.tally import Tally, named, tallied


def visited_hosts(profile: Profile) -> Tally:
    """The hosts of all pages of the history, each once."""

    def look(db: Database) -> Tally:
        db.need("urls", "url")
        return named(hosts_of(db, "urls"), profile.clock)

    return tallied((SOURCE, lambda: profile.ask(SOURCE, {"urls": ("url",)}, look)))
