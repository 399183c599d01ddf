"""History and downloads of Firefox: rows counted by date, no address read."""

from __future__ import annotations

from hygiene.browsers.counting import MICROSECONDS, latest, rows, visits
from hygiene.browsers.database import Database
from hygiene.browsers.profile import Profile
from hygiene.tally import Tally, tallied

SOURCE, OLD = "places.sqlite", "downloads.sqlite"
_SAVED_TO = "downloads/destinationFileURI"


def visited_pages(profile: Profile) -> Tally:
    """Places with a visit (bookmarks have none); `facts.visits` counts the visits themselves."""

    def look(db: Database) -> Tally:
        there = db.need("moz_places", "visit_count")
        pages = rows(
            db,
            "moz_places",
            profile.clock,
            date=latest(there, "last_visit_date"),
            epoch=MICROSECONDS,
            # The plus keeps SQLite from the index on that column, which is slower than a scan.
            where="+visit_count > 0",
        )
        return pages.with_facts(
            visits=visits(db, "moz_historyvisits", "visit_date", profile.clock, MICROSECONDS)
        )

    columns = {
        "moz_places": ("visit_count", "last_visit_date"),
        "moz_historyvisits": ("visit_date",),
    }
    return tallied((SOURCE, lambda: profile.ask(SOURCE, columns, look)))


def download_records(profile: Profile) -> Tally:
    """Entries of the list of downloads; until Firefox 20 they had a database of their own."""

    def annotated(db: Database) -> Tally:
        db.need("moz_annos", "anno_attribute_id")
        db.need("moz_anno_attributes", "id", "name")
        date = latest(db.columns("moz_annos"), "dateAdded")
        which = f"(select id from moz_anno_attributes where name = '{_SAVED_TO}')"
        return rows(
            db,
            "moz_annos",
            profile.clock,
            date=date,
            epoch=MICROSECONDS,
            where=f"anno_attribute_id in {which}",
        )

    def old(db: Database) -> Tally:
        date = latest(db.need("moz_downloads"), "startTime")
        return rows(db, "moz_downloads", profile.clock, date=date, epoch=MICROSECONDS)

    columns = {
        "moz_annos": ("anno_attribute_id", "dateAdded"),
        "moz_anno_attributes": ("id", "name"),
    }
    return tallied(
        (SOURCE, lambda: profile.ask(SOURCE, columns, annotated)),
        (OLD, lambda: profile.ask(OLD, {"moz_downloads": ("startTime",)}, old)),
    )
