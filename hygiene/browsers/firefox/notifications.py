"""Sites that Firefox lets push notifications: what people granted, not the keeper."""

from __future__ import annotations

from hygiene.browsers.counting import MILLISECONDS
from hygiene.browsers.database import Database
from hygiene.browsers.hosts import host_of
from hygiene.browsers.profile import Profile
from hygiene.tally import Item, Tally, tallied

SOURCE = "permissions.sqlite"
_COLUMNS = {"moz_perms": ("origin", "type", "permission", "modificationTime")}
_ALLOW = 1


def notification_permissions(profile: Profile) -> Tally:
    """Sites with a granted permission; those that a policy grants are not written there (153)."""

    def look(db: Database) -> Tally:
        there = db.need("moz_perms", "origin", "type", "permission")
        date = "modificationTime" if "modificationTime" in there else "0"
        found = db.rows(
            f"select substr(origin, 1, 2048), {date} from moz_perms"
            " where type = 'desktop-notification' and permission = :allow",
            allow=_ALLOW,
        )
        # After `^` comes the container: `https://a.b^userContextId=2`.
        items = [
            Item(MILLISECONDS.read(when), host_of(str(origin).partition("^")[0]))
            for origin, when in found
        ]
        return Tally.of(items, profile.clock)

    return tallied((SOURCE, lambda: profile.ask(SOURCE, _COLUMNS, look)))
