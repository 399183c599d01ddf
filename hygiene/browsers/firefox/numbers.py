"""Numbers of identity that Firefox keeps in form values; its user names are encrypted."""

from __future__ import annotations

from hygiene.browsers.counting import MICROSECONDS, latest
from hygiene.browsers.database import Database
from hygiene.browsers.firefox.forms import SOURCE
from hygiene.browsers.numbers import Typed, numbers
from hygiene.browsers.profile import Profile
from hygiene.tally import Tally, tallied

COLUMNS = {"moz_formhistory": ("fieldname", "value", "firstUsed", "lastUsed")}


def identity_numbers(profile: Profile) -> Tally:
    """The form values that are one; the name of the field tells of them."""

    def look(db: Database) -> Tally:
        date = latest(db.need("moz_formhistory", "fieldname", "value"), "lastUsed", "firstUsed")
        typed = Typed("moz_formhistory", "value", "fieldname")
        return numbers(db, typed, profile.clock, date=date, epoch=MICROSECONDS)

    return tallied((SOURCE, lambda: profile.ask(SOURCE, COLUMNS, look)))
