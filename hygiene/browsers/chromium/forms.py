"""Postal addresses and form values of Chromium: rows counted, no value read."""

from __future__ import annotations

from hygiene.browsers.chromium.cards import SOURCES
from hygiene.browsers.counting import SECONDS, latest, rows
from hygiene.browsers.database import Database
from hygiene.browsers.profile import Profile
from hygiene.tally import Item, Tally, tallied

_DATES = ("date_modified", "use_date")
# `addresses` today; `local_addresses` and `contact_info` (the account's) from Chromium 113 on;
# `autofill_profiles` before. A migration may leave an address in two of them: one guid, once.
ADDRESSES = ("addresses", "local_addresses", "contact_info", "autofill_profiles")


def addresses(profile: Profile) -> Tally:
    """Saved addresses, each once."""

    def look(db: Database, source: str) -> Tally:
        if source == SOURCES[0] and not any(db.has(table) for table in ADDRESSES):
            db.need(ADDRESSES[0])  # the account's file may have none
        found: dict[str, float] = {}
        for table in ADDRESSES:
            there = db.columns(table)
            if not db.has(table):
                continue
            db.need(table, "guid")
            date = latest(there, *_DATES) or "0"
            for guid, raw in db.rows(f"select guid, {date} from {table}"):
                # SQLite keeps any type in any column.
                moment = raw if isinstance(raw, (int, float)) else 0
                found[str(guid)] = max(moment, found.get(str(guid), 0))
        return Tally.of((Item(SECONDS.read(raw)) for raw in found.values()), profile.clock)

    columns = dict.fromkeys(ADDRESSES, ("guid", *_DATES))
    return tallied(
        *((s, lambda s=s: profile.ask(s, columns, lambda db: look(db, s))) for s in SOURCES)
    )


def form_entries(profile: Profile) -> Tally:
    """Values typed in forms, by the date of their last use."""

    def look(db: Database) -> Tally:
        there = db.need("autofill")
        date = latest(there, "date_last_used", "date_created")
        return rows(db, "autofill", profile.clock, date=date, epoch=SECONDS)

    columns = {"autofill": ("date_created", "date_last_used")}
    source = SOURCES[0]
    return tallied((source, lambda: profile.ask(source, columns, look)))
