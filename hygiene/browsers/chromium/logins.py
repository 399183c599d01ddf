"""Saved logins of Chromium: counted by site, no name, no password read."""

from __future__ import annotations

from hygiene.browsers.copies import copies
from hygiene.browsers.counting import SINCE_1601, latest
from hygiene.browsers.database import Database, ask
from hygiene.browsers.hosts import host_of
from hygiene.browsers.profile import Profile
from hygiene.errors import NotHere
from hygiene.tally import Item, Tally, named, tallied

#: Copies of a profile that Chrome keeps when it is updated (Windows, macOS), in their own folder.
_SNAPSHOTS = "Snapshots/"
#: The account's own file stays across clearings, and without sign-in (measured, Chromium 156).
SOURCES = ("Login Data", "Login Data For Account")
COLUMNS = {"logins": ("origin_url", "blacklisted_by_user", "date_created", "date_last_used")}


def passwords(profile: Profile) -> Tally:
    """Usable logins; their names are hosts, their date the last of creation and use.

    Those of a snapshot open nothing before somebody puts it back: see `leftover_copies`.
    """
    if _is_snapshot(profile):
        raise NotHere
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


def leftover_copies(profile: Profile) -> Tally:
    """Files that keep usable logins beside the two that the browser opens.

    Chromium 156 makes none by itself but in snapshots; people and other programs do.
    """
    own = frozenset() if _is_snapshot(profile) else {name.casefold() for name in SOURCES}

    def holds_logins(name: str) -> bool:
        path, source = profile.at(name), SOURCES[0]
        return ask(profile.tree, path, COLUMNS, _usable, source=source, deadline=profile.deadline)

    return copies(profile, ("login data",), own, holds_logins)


def _usable(db: Database) -> bool:
    db.need("logins", "blacklisted_by_user")
    return db.number("select count(*) from logins where blacklisted_by_user = 0") > 0


def _is_snapshot(profile: Profile) -> bool:
    return profile.folder.startswith(_SNAPSHOTS)
