"""Cards, bank accounts, addresses and form values of Chromium, of today and of old."""

from __future__ import annotations

from pathlib import Path

import pytest

from hygiene.clock import Clock
from hygiene.errors import Reason
from tests.browsers.databases import database
from tests.browsers.profiles import MORNING, NOON, NOW, SESSION, chromium, second

TABLES = (
    "credit_cards",
    "masked_credit_cards",
    "local_ibans",
    "masked_ibans",
    "addresses",
    "autofill",
    "local_stored_cvc",
    "server_stored_cvc",
)


def test_typed_and_account_cards_count_with_their_codes(folder: Path) -> None:
    for name in ("Web Data", "Account Web Data"):
        with database(folder / name) as made:
            made.create(*TABLES)
            made.add("credit_cards", 2, use_date=second(MORNING))
            made.add("masked_credit_cards", 1)
            made.add("local_stored_cvc", 1)
            made.add("server_stored_cvc", 1)
    found = chromium(folder).payment_cards()
    assert (found.count, found.facts) == (6, {"cvc": 4})


def test_cards_without_a_date_leave_the_session_s_share_unknown(folder: Path) -> None:
    with database(folder / "Web Data") as made:
        made.create(*TABLES)
        made.add("credit_cards", 2, use_date=second(NOON))
        made.add("masked_credit_cards", 1)
    found = chromium(folder, Clock(NOW, session=SESSION)).payment_cards()
    assert (found.count, found.since_session) == (3, None)


def test_bank_accounts_count(folder: Path) -> None:
    with database(folder / "Web Data") as made:
        made.create(*TABLES)
        made.add("local_ibans", 1, use_date=second(NOON))
        made.add("masked_ibans", 2)
    assert chromium(folder).ibans().count == 3


def test_a_file_of_before_the_bank_accounts_has_none(folder: Path) -> None:
    with database(folder / "Web Data") as made:
        made.create("autofill")
    found = chromium(folder).ibans()
    assert (found.count, found.unseen) == (0, ())


@pytest.mark.parametrize("look", ["payment_cards", "ibans", "addresses", "form_entries"])
def test_a_file_of_another_program_is_told_whatever_is_asked(folder: Path, look: str) -> None:
    with database(folder / "Web Data") as made:
        made.execute("create table notes (text)")
    found = getattr(chromium(folder), look)()
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.UNSUPPORTED, "Web Data")]


def test_the_account_s_file_may_have_no_addresses(folder: Path) -> None:
    for name in ("Web Data", "Account Web Data"):
        with database(folder / name) as made:
            made.create("credit_cards", *(["addresses"] if name == "Web Data" else []))
    assert chromium(folder).addresses().unseen == ()


@pytest.mark.parametrize(
    ("table", "sql"),
    [
        ("addresses", ""),
        ("autofill_profiles", "guid varchar primary key, company_name varchar, date_modified"),
        ("local_addresses", "guid varchar primary key, use_date integer, date_modified integer"),
        ("contact_info", "guid varchar primary key, use_date integer, date_modified integer"),
    ],
)
def test_addresses_are_found_in_the_table_of_each_time(folder: Path, table: str, sql: str) -> None:
    with database(folder / "Web Data") as made:
        made.execute(f"create table {table} ({sql})") if sql else made.create(table)
        for guid in ("a", "b"):
            made.add(table, guid=guid, date_modified=second(MORNING))
    found = chromium(folder).addresses()
    assert (found.count, found.last) == (2, MORNING)


def test_an_address_that_a_migration_left_in_two_tables_counts_once(folder: Path) -> None:
    with database(folder / "Web Data") as made:
        made.create("addresses")
        made.execute("create table autofill_profiles (guid varchar primary key, date_modified)")
        made.add("addresses", guid="a", use_date=second(NOON))
        made.add("autofill_profiles", guid="a", date_modified=second(MORNING))
    found = chromium(folder).addresses()
    assert (found.count, found.last) == (1, NOON)


def test_a_date_that_is_no_number_is_no_date(folder: Path) -> None:
    with database(folder / "Web Data") as made:
        made.create("addresses")
        made.add("addresses", guid="a", use_date="abc")
        made.add("addresses", guid="b", use_date=second(MORNING))
    found = chromium(folder).addresses()
    assert (found.count, found.last) == (2, MORNING)


def test_form_values_count_by_their_last_use(folder: Path) -> None:
    with database(folder / "Web Data") as made:
        made.create("autofill")
        made.add("autofill", name="nir", value="1", date_created=1, date_last_used=second(MORNING))
        made.add("autofill", name="nir", value="2", date_created=1, date_last_used=second(NOON))
    found = chromium(folder, Clock(NOW, session=SESSION)).form_entries()
    assert (found.count, found.since_session, found.last) == (2, 1, NOON)


def test_form_values_of_before_they_had_dates_count_undated(folder: Path) -> None:
    with database(folder / "Web Data") as made:
        made.execute(
            "create table autofill (name varchar, value varchar, value_lower varchar,"
            " pair_id integer primary key, count integer default 1)"
        )
        made.add("autofill", 4)
    found = chromium(folder, Clock(NOW, session=SESSION)).form_entries()
    assert (found.count, found.since_session, found.first) == (4, None, None)
