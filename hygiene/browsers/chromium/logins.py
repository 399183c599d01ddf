"""Saved logins of Chromium: counted by site, no name, no password read."""

from __future__ import annotations

from hygiene.browsers.counting import SINCE_1601, latest
from hygiene.browsers.database import Database
from hygiene.browsers.hosts import host_of
from hygiene.browsers.profile import Profile
from hygiene.browsers.tally import Item, Tally, named, tallied

#: The account's own file stays across clearings, and without sign-in (measured, Chromium 156).
SOURCES = ("Login Data", "Login Data For Account")
COLUMNS = {"logins": ("origin_url", "blacklisted_by_user", "date_created", "date_last_used")}


def passwords(profile: Profile) -> Tally:
    """Usable logins; their names are hosts, their date the last of creation and use."""
    return tallied(
        *((s, lambda s=s: Tally.of(_logins(profile, s), profile.clock)) for s in SOURCES)
    )


def login_hosts(profile: Profile) -> Tally:
    """The hosts of usable logins."""
    return tallied(
        *(
            (s, lambda s=s: named((item.name for item in _logins(profile, s)), profile.clock))
            for s in SOURCES
        )
    )


def _logins(profile: Profile, source: str) -> tuple[Item, ...]:
    def look(db: Database) -> tuple[Item, ...]:
        there = db.need("logins", "origin_url", "blacklisted_by_user")
        date = latest(there, "date_created", "date_last_used") or "0"
        found = db.rows(
            f"select substr(origin_url, 1, 2048), {date} from logins where blacklisted_by_user = 0"
        )
        return tuple(Item(SINCE_1601.read(raw), host_of(url)) for url, raw in found)

    return profile.ask(source, COLUMNS, look)


def never_saved_sites(profile: Profile) -> Tally:
    """Sites for which somebody answered "never"; the list keeps no date that tells."""

    def look(db: Database) -> Tally:
        db.need("logins", "blacklisted_by_user")
        count = db.number("select count(*) from logins where blacklisted_by_user = 1")
        return Tally.of([Item()] * count, profile.clock)

    return tallied(*((s, lambda s=s: profile.ask(s, COLUMNS, look)) for s in SOURCES))
