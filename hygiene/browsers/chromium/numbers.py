"""Numbers of identity that Chromium keeps: in form values and in saved user names."""

from __future__ import annotations

from hygiene.browsers.chromium.cards import SOURCES as FORMS
from hygiene.browsers.chromium.logins import SOURCES as LOGINS
from hygiene.browsers.counting import SECONDS, SINCE_1601, latest
from hygiene.browsers.database import Database
from hygiene.browsers.numbers import Typed, numbers
from hygiene.browsers.profile import Profile
from hygiene.tally import Tally, tallied

_FORM_COLUMNS = {"autofill": ("name", "value", "date_created", "date_last_used")}
_LOGIN_COLUMNS = {
    "logins": (
        *("origin_url", "username_element", "username_value", "blacklisted_by_user"),
        *("date_created", "date_last_used"),
    )
}


def identity_numbers(profile: Profile) -> Tally:
    """The form values and the user names that are one; the name of the field tells of them."""

    def forms(db: Database) -> Tally:
        there = db.need("autofill", "name", "value")
        date = latest(there, "date_last_used", "date_created")
        typed = Typed("autofill", "value", "name")
        return numbers(db, typed, profile.clock, date=date, epoch=SECONDS)

    def logins(db: Database) -> Tally:
        there = db.need("logins", "origin_url", "username_value", "blacklisted_by_user")
        field = "username_element" if "username_element" in there else "''"
        return numbers(
            db,
            Typed(
                "logins",
                "username_value",
                f"coalesce({field}, '') || ' ' || substr(origin_url, 1, 2048)",
                where="blacklisted_by_user = 0",
            ),
            profile.clock,
            date=latest(there, "date_created", "date_last_used"),
            epoch=SINCE_1601,
        )

    return tallied(
        (FORMS[0], lambda: profile.ask(FORMS[0], _FORM_COLUMNS, forms)),
        *((s, lambda s=s: profile.ask(s, _LOGIN_COLUMNS, logins)) for s in LOGINS),
    )
