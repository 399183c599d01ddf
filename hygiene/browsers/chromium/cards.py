"""Saved cards and bank accounts of Chromium: rows counted, nothing on them read."""

from __future__ import annotations

from hygiene.browsers.counting import SECONDS, latest, rows
from hygiene.browsers.database import Database
from hygiene.browsers.profile import Profile
from hygiene.tally import Tally, merged, tallied

#: Two files of one schema: the local one, and the signed-in account's.
SOURCES = ("Web Data", "Account Web Data")
_DATES = ("date_modified", "use_date")
CARDS = ("credit_cards", "masked_credit_cards")
CODES = ("local_stored_cvc", "server_stored_cvc")
IBANS = ("local_ibans", "masked_ibans")


def payment_cards(profile: Profile) -> Tally:
    """Cards typed and cards of the account; `facts.cvc` counts stored security codes."""

    def look(db: Database) -> Tally:
        db.need("credit_cards")
        codes = sum(db.number(f"select count(*) from {t}") for t in CODES if db.has(t))
        return _of_tables(profile, db, CARDS).with_facts(cvc=codes)

    columns = {**dict.fromkeys(CARDS, _DATES), **dict.fromkeys(CODES, ())}
    return tallied(*((s, lambda s=s: profile.ask(s, columns, look)) for s in SOURCES))


def ibans(profile: Profile) -> Tally:
    """Bank accounts; a file from before Chromium 117 has no such table, hence none."""

    def look(db: Database) -> Tally:
        if not db.has("autofill"):  # neither the local file nor the account's
            db.need("credit_cards")
        return _of_tables(profile, db, IBANS)

    columns = {**dict.fromkeys(IBANS, _DATES), "autofill": (), "credit_cards": ()}
    return tallied(*((s, lambda s=s: profile.ask(s, columns, look)) for s in SOURCES))


def _of_tables(profile: Profile, db: Database, tables: tuple[str, ...]) -> Tally:
    return merged(
        rows(db, table, profile.clock, date=latest(db.columns(table), *_DATES), epoch=SECONDS)
        for table in tables
        if db.has(table)
    )
