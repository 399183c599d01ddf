"""Numbers of identity are counted in the databases of both families, with their dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from hygiene.browsers.profile import Profile
from hygiene.clock import Clock
from hygiene.errors import NotHere, Reason
from tests.browsers.databases import database
from tests.browsers.profiles import (
    MORNING,
    NOON,
    NOW,
    SESSION,
    chromium,
    firefox,
    micro,
    second,
    webkit,
)
from tests.identity import vectors

FORMS = (
    ("numSecu", vectors.NIRS[0], MORNING),
    ("champ", "1 85 05 78 006 084 91", NOON),
    ("rib", vectors.IBANS[0], NOON),
    ("numeroCarte", vectors.CARDS[1], NOON),
    ("spi", vectors.TAX_NUMBERS[0], NOON),
    ("champ", vectors.CARDS[1], NOON),
    ("champ", vectors.TAX_NUMBERS[0], NOON),
    ("champ", "bonjour tout le monde", NOON),
    ("champ", "0123456789", NOON),
)
FACTS = {"nir": 2, "iban": 1, "card": 1, "tax_number": 1}


def chrome_forms(folder: Path) -> None:
    with database(folder / "Web Data") as made:
        made.create("autofill")
        for name, value, date in FORMS:
            used = {"date_created": second(MORNING), "date_last_used": second(date)}
            made.add("autofill", name=name, value=value, **used)


def firefox_forms(folder: Path) -> None:
    with database(folder / "formhistory.sqlite") as made:
        made.create("moz_formhistory")
        for name, value, date in FORMS:
            used = {"firstUsed": micro(MORNING), "lastUsed": micro(date)}
            made.add("moz_formhistory", fieldname=name, value=value, **used)


@pytest.fixture(params=["chromium", "firefox"])
def filled(request: pytest.FixtureRequest, folder: Path) -> Path:
    (chrome_forms if request.param == "chromium" else firefox_forms)(folder)
    return folder


def profile(folder: Path, clock: Clock | None = None) -> Profile:
    return (chromium if (folder / "Web Data").exists() else firefox)(folder, clock)


def test_each_sort_is_counted_by_its_last_use(filled: Path) -> None:
    found = profile(filled, Clock(NOW, session=SESSION)).identity_numbers()
    assert (found.count, found.since_session, dict(found.facts)) == (5, 4, FACTS)
    assert (found.first, found.last, found.names) == (MORNING, NOON, frozenset())


def test_since_narrows_it(filled: Path) -> None:
    found = profile(filled, Clock(NOW, since=SESSION)).identity_numbers()
    assert (found.count, found.facts["nir"]) == (4, 1)


def login(folder: Path, user: str, origin: str, source: str = "Login Data", **more: int) -> None:
    with database(folder / source) as made:
        if not made.connection.execute("select 1 from sqlite_master").fetchall():
            made.create("logins")
        made.add(
            "logins",
            username_value=user,
            origin_url=origin,
            date_created=webkit(MORNING),
            date_last_used=webkit(NOON),
            **{"blacklisted_by_user": 0, **more},
        )


def test_user_names_of_chromium_count_in_both_files(folder: Path) -> None:
    login(folder, vectors.NIRS[0], "https://assure.ameli.fr/")
    login(folder, vectors.TAX_NUMBERS[0], "https://cfspart-idp.impots.gouv.fr/")
    login(folder, vectors.TAX_NUMBERS[0], "https://www.example.fr/")
    login(folder, "alice", "https://assure.ameli.fr/")
    login(folder, vectors.NIRS[1], "https://assure.ameli.fr/", blacklisted_by_user=1)
    login(folder, vectors.NIRS[2], "https://ameli.fr/", "Login Data For Account")
    found = chromium(folder).identity_numbers()
    assert dict(found.facts) == {"nir": 2, "iban": 0, "card": 0, "tax_number": 1}
    assert (found.count, found.first, found.last) == (3, NOON, NOON)


def test_old_tables_without_dates_or_fields_are_read(folder: Path) -> None:
    with database(folder / "Web Data") as made:
        made.execute("create table autofill (name varchar, value varchar, count integer)")
        made.add("autofill", name="a", value=vectors.NIRS[0])
    with database(folder / "Login Data") as made:
        made.execute(
            "create table logins (origin_url varchar, username_value varchar,"
            " blacklisted_by_user integer, date_created integer)"
        )
        user = vectors.NIRS[1]
        made.add("logins", origin_url="https://a.fr", username_value=user, blacklisted_by_user=0)
    found = chromium(folder).identity_numbers()
    assert (found.count, found.unseen) == (2, ())


def test_values_of_any_type_are_looked_at(folder: Path) -> None:
    with database(folder / "Web Data") as made:
        made.execute("create table autofill (name, value, date_created, date_last_used)")
        number = vectors.NIRS[0]
        for value in (number.encode(), int(number), None, number):
            made.add("autofill", name=None, value=value, date_last_used=second(NOON))
    assert chromium(folder).identity_numbers().count == 1


def test_what_cannot_be_read_is_told_by_its_file(folder: Path) -> None:
    (folder / "Web Data").write_bytes(b"no database" * 100)
    login(folder, vectors.NIRS[0], "https://assure.ameli.fr/")
    found = chromium(folder).identity_numbers()
    assert found.count == 1
    assert [(cause.reason, cause.source) for cause in found.unseen] == [
        (Reason.DAMAGED, "Web Data")
    ]


def test_in_a_home_that_nobody_asked_for_nothing_is_read(filled: Path) -> None:
    seen = profile(filled)
    seen.installation.home.machine.live = True
    with pytest.raises(NotHere):
        seen.identity_numbers()
    seen.installation.home.machine.identity = True
    assert seen.identity_numbers().count == 5
