"""History and downloads of Chromium: rows counted by date, no address read."""

from __future__ import annotations

from hygiene.browsers.counting import SINCE_1601, latest, rows, visits
from hygiene.browsers.database import Database
from hygiene.browsers.profile import Profile
from hygiene.tally import Tally, tallied

SOURCE = "History"


def visited_pages(profile: Profile) -> Tally:
    """Rows of `urls` by their last visit; `facts.visits` counts the visits themselves."""

    def look(db: Database) -> Tally:
        db.need("urls", "last_visit_time")
        pages = rows(db, "urls", profile.clock, date="last_visit_time", epoch=SINCE_1601)
        return pages.with_facts(
            visits=visits(db, "visits", "visit_time", profile.clock, SINCE_1601)
        )

    columns = {"urls": ("last_visit_time",), "visits": ("visit_time",)}
    return tallied((SOURCE, lambda: profile.ask(SOURCE, columns, look)))


def download_records(profile: Profile) -> Tally:
    """Rows of the list of downloads, finished or not."""

    def look(db: Database) -> Tally:
        there = db.need("downloads")
        date = latest(there, "start_time")
        return rows(db, "downloads", profile.clock, date=date, epoch=SINCE_1601)

    return tallied((SOURCE, lambda: profile.ask(SOURCE, {"downloads": ("start_time",)}, look)))
