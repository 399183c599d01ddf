"""Form values of Firefox: counted, none read."""

from __future__ import annotations

from hygiene.browsers.counting import MICROSECONDS, latest, rows
from hygiene.browsers.database import Database
from hygiene.browsers.profile import Profile
from hygiene.tally import Tally, tallied

SOURCE = "formhistory.sqlite"


def form_entries(profile: Profile) -> Tally:
    """Values typed in forms and in the search box, by the date of their last use."""

    def look(db: Database) -> Tally:
        date = latest(db.need("moz_formhistory"), "lastUsed", "firstUsed")
        return rows(db, "moz_formhistory", profile.clock, date=date, epoch=MICROSECONDS)

    columns = {"moz_formhistory": ("firstUsed", "lastUsed")}
    return tallied((SOURCE, lambda: profile.ask(SOURCE, columns, look)))
