"""History of Safari: pages counted by date, no address read."""

from __future__ import annotations

from typing import Any

from hygiene.browsers.counting import SINCE_2001, rows, visits
from hygiene.browsers.database import Database
from hygiene.browsers.profile import Profile
from hygiene.browsers.safari.places import files
from hygiene.filesystem.jsonfile import objects
from hygiene.tally import Item, Tally, tallied

SOURCE = "History.db"
#: Until Safari 7 (2013); an update may leave it behind.
OLD = "History.plist"
#: Schema VERIFIED in plaso, HackBrowserData and a dump of 2026.
COLUMNS = {"history_items": ("id",), "history_visits": ("history_item", "visit_time")}
_LAST_VISITS = "(select history_item, max(visit_time) as last from history_visits group by 1)"
_PAGES = f"history_items left join {_LAST_VISITS} on history_item = id"


def visited_pages(profile: Profile) -> Tally:
    """Pages by their last visit; `facts.visits` counts the visits themselves."""

    def look(db: Database) -> Tally:
        db.need("history_items", "id")
        db.need("history_visits", "history_item", "visit_time")
        pages = rows(db, _PAGES, profile.clock, date="last", epoch=SINCE_2001)
        return pages.with_facts(
            visits=visits(db, "history_visits", "visit_time", profile.clock, SINCE_2001)
        )

    return tallied(
        *((SOURCE, lambda n=n: profile.ask(n, COLUMNS, look)) for n in files(profile, SOURCE)),
        *((OLD, lambda n=n: _old(profile, n)) for n in files(profile, OLD)),
    )


def _old(profile: Profile, name: str) -> Tally:
    pages = old_pages(profile, name)
    return Tally.of((Item(SINCE_2001.read(last_visit(p))) for p in pages), profile.clock)


def old_pages(profile: Profile, name: str) -> list[dict[str, Any]]:
    """The pages of the old file (keys VERIFIED in plaso and mac_apt, 2026)."""
    return objects(profile.plist(name, ("WebHistoryDates",)).get("WebHistoryDates"))


def last_visit(page: dict[str, Any]) -> float:
    """Seconds since 2001, which the old file writes as text; 0 for none."""
    try:
        return float(page.get("lastVisitedDate", 0))
    except (TypeError, ValueError, OverflowError):
        return 0
