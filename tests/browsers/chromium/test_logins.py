"""Saved logins of Chromium, of today and of old."""

from __future__ import annotations

from pathlib import Path

from hygiene.clock import Clock
from hygiene.errors import Reason
from tests.browsers.databases import database
from tests.browsers.profiles import FUTURE, MORNING, NOON, NOW, SESSION, chromium, webkit


def test_real_logins_count_and_never_answers_do_not(folder: Path) -> None:
    with database(folder / "Login Data") as made:
        made.create("logins")
        made.add("logins", 3, blacklisted_by_user=0, date_created=webkit(MORNING))
        made.add("logins", 2, blacklisted_by_user=1)
    assert chromium(folder).passwords().count == 3
    assert chromium(folder).never_saved_sites().count == 2


def test_the_account_store_is_counted_too(folder: Path) -> None:
    for name in ("Login Data", "Login Data For Account"):
        with database(folder / name) as made:
            made.create("logins")
            made.add("logins", 2, blacklisted_by_user=0)
    assert chromium(folder).passwords().count == 4


def test_names_are_hosts_without_user_port_and_page(folder: Path) -> None:
    with database(folder / "Login Data") as made:
        made.create("logins")
        for url in ("https://me:secret@Assure.Ameli.fr:8443/login?x=1", "android://k@com.app/"):
            made.add("logins", origin_url=url, blacklisted_by_user=0)
    assert chromium(folder).passwords().names == {"assure.ameli.fr", "com.app"}


def test_a_login_dates_from_its_last_use(folder: Path) -> None:
    with database(folder / "Login Data") as made:
        made.create("logins")
        made.add("logins", 2, blacklisted_by_user=0, date_created=webkit(MORNING))
        made.execute(f"update logins set date_last_used = {webkit(NOON)} where id = 1")
    found = chromium(folder, Clock(NOW, session=SESSION)).passwords()
    assert (found.count, found.since_session) == (2, 1)
    assert (found.first, found.last) == (MORNING, NOON)


def test_since_keeps_what_dates_from_then_and_tells_what_has_no_date(folder: Path) -> None:
    with database(folder / "Login Data") as made:
        made.create("logins")
        for url, date in (("https://old.fr", MORNING), ("https://new.fr", NOON)):
            made.add("logins", origin_url=url, blacklisted_by_user=0, date_created=webkit(date))
        made.add("logins", blacklisted_by_user=0, date_created=0)
        made.add("logins", blacklisted_by_user=0, date_created=webkit(FUTURE))
    found = chromium(folder, Clock(NOW, since=SESSION)).passwords()
    assert (found.count, found.undated, found.names) == (1, 2, frozenset({"new.fr"}))


def test_on_a_public_terminal_only_what_dates_from_the_session_is_named(folder: Path) -> None:
    with database(folder / "Login Data") as made:
        made.create("logins")
        for url, date in (("https://old.fr", MORNING), ("https://new.fr", NOON)):
            made.add("logins", origin_url=url, blacklisted_by_user=0, date_created=webkit(date))
    found = chromium(folder, Clock(NOW, names_from=SESSION)).passwords()
    assert (found.count, found.names) == (2, frozenset({"new.fr"}))


def test_the_table_of_chrome_1_is_understood(folder: Path) -> None:
    with database(folder / "Login Data") as made:
        made.execute(
            "create table logins (origin_url varchar not null, action_url varchar,"
            " username_element varchar, username_value varchar, password_element varchar,"
            " password_value blob, submit_element varchar, signon_realm varchar not null,"
            " ssl_valid integer not null, preferred integer not null, date_created integer not"
            " null, blacklisted_by_user integer not null, scheme integer not null)"
        )
        made.add("logins", 2, blacklisted_by_user=0, date_created=webkit(MORNING))
    found = chromium(folder).passwords()
    assert (found.count, found.last) == (2, MORNING)


def test_a_broken_account_store_costs_only_itself(folder: Path) -> None:
    with database(folder / "Login Data") as made:
        made.create("logins")
        made.add("logins", 3, blacklisted_by_user=0)
    (folder / "Login Data For Account").write_bytes(b"x" * 5000)
    found = chromium(folder).passwords()
    assert found.count == 3
    assert [(c.reason, c.source) for c in found.unseen] == [
        (Reason.DAMAGED, "Login Data For Account")
    ]


def test_a_profile_without_the_file_has_none(folder: Path) -> None:
    found = chromium(folder).passwords()
    assert (found.count, found.unseen) == (0, ())
