"""Cookies of Firefox: counted, no value kept."""

from __future__ import annotations

from hygiene.browsers.counting import MICROSECONDS, rows
from hygiene.browsers.database import Database
from hygiene.browsers.firefox.sessions import SOURCE as SESSION
from hygiene.browsers.firefox.sessions import current
from hygiene.browsers.profile import Profile
from hygiene.tally import Item, Tally, tallied

SOURCE = "cookies.sqlite"
COLUMNS = {"moz_cookies": ("creationTime",)}


def cookies(profile: Profile) -> Tally:
    """Cookies of the database, which holds lasting ones only, and those of the session file.

    The session file keeps those of the session before too: "restore previous session" logs in.
    """

    def lasting(db: Database) -> Tally:
        db.need("moz_cookies")
        date = "creationTime" if "creationTime" in db.columns("moz_cookies") else None
        return rows(db, "moz_cookies", profile.clock, date=date, epoch=MICROSECONDS)

    def session() -> Tally:
        store = current(profile)
        every = (*store.session_cookies, *store.previous_cookies)
        items = [Item()] * len({(cookie.host, cookie.name) for cookie in every})
        found = Tally.of(items, profile.clock)
        return found.with_facts(session_only=found.count)

    return tallied(
        (SOURCE, lambda: profile.ask(SOURCE, COLUMNS, lasting)),
        (SESSION, session),
    )
