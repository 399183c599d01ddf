"""Saved logins of Firefox: counted by site, no name, no password kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hygiene.browsers.counting import MILLISECONDS, latest
from hygiene.browsers.database import Database
from hygiene.browsers.firefox.dates import DATES, last_date
from hygiene.browsers.hosts import host_of
from hygiene.browsers.profile import Profile
from hygiene.filesystem.jsonfile import objects
from hygiene.tally import Distinct, Item, Tally, named, tallied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime


#: The store that is read, then the one that Firefox 153 fills beside it (measured: 0 rows).
JSON, DATABASE, OLD = "logins.json", "logins.db", "signons.sqlite"
_KEYS = ("logins", "guid", "hostname", "timeCreated", "timeLastUsed", "deleted", "disabledHosts")
_TABLES = ("loginsL", "loginsM")
#: A deleted login waits for Sync in one table; in the other, a copy that the first overrules.
_GONE = ("is_deleted", "is_overridden")
_DENY = 2


class Login(NamedTuple):
    """What is kept of a login: nothing that opens it."""

    guid: str
    origin: str
    date: datetime | None

    @property
    def browsers_own(self) -> bool:
        """Whether the browser keeps it for itself: nobody's password."""
        return self.origin.startswith("chrome:")


def passwords(profile: Profile) -> Tally:
    """Logins, each guid once, the browser's own (`chrome://…`) left out."""
    return _tally(profile, lambda items: Tally.of(items, profile.clock))


def login_hosts(profile: Profile) -> Tally:
    """The hosts of the same logins."""
    return _tally(profile, lambda items: named((item.name for item in items), profile.clock))


def _tally(profile: Profile, tell: Callable[[list[Item]], Tally]) -> Tally:
    seen: set[str] = set()

    def fresh(found: Iterable[Login]) -> Tally:
        items = []
        for login in found:
            if login.guid not in seen and not login.browsers_own:
                seen.add(login.guid)
                items.append(Item(login.date, host_of(login.origin)))
        return tell(items)

    sources = [
        (JSON, lambda: fresh(of_json(profile))),
        (DATABASE, lambda: fresh(_of_database(profile))),
    ]
    # Firefox 32 (2014) moved them to logins.json and left this file behind.
    if not profile.tree.is_file(profile.at(JSON)):
        sources.append((OLD, lambda: fresh(of_old(profile))))
    return tallied(*sources)


def never_saved_sites(profile: Profile) -> Tally:
    """Sites for which somebody answered "never", each once; no date tells when."""
    sites = Distinct(profile.clock)

    def permissions(db: Database) -> dict[str, None]:
        there = db.need("moz_perms", "type", "permission")
        # `host` until Firefox 41, `origin` since.
        site = "origin" if "origin" in there else "host"
        db.need("moz_perms", site)
        return {
            host_of(value) or str(value): None
            for (value,) in db.rows(
                f"select {site} from moz_perms where type = 'login-saving' and permission = :deny",
                deny=_DENY,
            )
        }

    def disabled() -> dict[str, None]:
        hosts = profile.json(JSON, _KEYS).get("disabledHosts")
        return {host_of(h) or str(h): None for h in hosts} if isinstance(hosts, list) else {}

    columns = {"moz_perms": ("origin", "host", "type", "permission")}
    return tallied(
        (
            "permissions.sqlite",
            lambda: sites.tally(profile.ask("permissions.sqlite", columns, permissions)),
        ),
        (JSON, lambda: sites.tally(disabled())),
    )


def of_json(profile: Profile, file: str = JSON) -> Iterator[Login]:
    """The logins in `logins.json`, or in another file of its form; deleted ones are none."""
    for login in objects(profile.json(file, _KEYS).get("logins")):
        origin = login.get("hostname")
        if isinstance(origin, str) and not login.get("deleted"):
            yield Login(str(login.get("guid")), origin, last_date(login))


def _of_database(profile: Profile) -> list[Login]:
    def look(db: Database) -> list[Login]:
        return [login for table in _TABLES for login in _of_table(db, table, "origin")]

    columns = ("guid", "origin", *DATES, *_GONE)
    return profile.ask(DATABASE, dict.fromkeys(_TABLES, columns), look)


def of_old(profile: Profile) -> list[Login]:
    """The logins of before Firefox 32."""

    def look(db: Database) -> list[Login]:
        db.need("moz_logins")
        return _of_table(db, "moz_logins", "hostname")

    return profile.ask(OLD, {"moz_logins": ("id", "guid", "hostname", *DATES)}, look)


def _of_table(db: Database, table: str, origin: str) -> list[Login]:
    if not db.has(table):
        return []
    there = db.need(table, origin)
    # Firefox 3 had neither guid nor dates: then the row number tells them apart.
    guid = "guid" if "guid" in there else "id"
    date = latest(there, *DATES) or "0"
    gone = " or ".join(name for name in _GONE if name in there) or "0"
    found = db.rows(
        f"select {guid}, substr({origin}, 1, 2048), {date} from {table} where not ({gone})"
    )
    return [Login(str(g), str(address), MILLISECONDS.read(raw)) for g, address, raw in found]
