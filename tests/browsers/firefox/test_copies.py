"""Files of Firefox that keep logins which it no longer shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hygiene.errors import Reason
from tests.browsers.databases import database
from tests.browsers.firefox.test_logins import login
from tests.browsers.profiles import firefox


def store(path: Path, *guids: str, host: str = "https://a.fr") -> None:
    path.write_text(json.dumps({"logins": [login(guid, host) for guid in guids]}))


def test_the_backup_counts_where_it_keeps_a_login_that_was_deleted(folder: Path) -> None:
    store(folder / "logins.json", "1")
    store(folder / "logins-backup.json", "1", "2")
    assert firefox(folder).leftover_copies().count == 1


def test_the_backup_of_what_is_still_there_outlives_nothing(folder: Path) -> None:
    store(folder / "logins.json", "1", "2")
    store(folder / "logins-backup.json", "1")
    assert firefox(folder).leftover_copies().count == 0


def test_the_browser_s_own_login_in_the_backup_is_nobody_s(folder: Path) -> None:
    store(folder / "logins.json")
    store(folder / "logins-backup.json", "1", host="chrome://FirefoxAccounts")
    assert firefox(folder).leftover_copies().count == 0


def test_without_a_store_all_of_the_backup_is_left_over(folder: Path) -> None:
    store(folder / "logins-backup.json", "1")
    assert firefox(folder).leftover_copies().count == 1


@pytest.mark.parametrize("name", ["logins.json.corrupt", "logins.json-1.corrupt", "signons3.txt"])
def test_a_store_that_was_put_aside_counts(folder: Path, name: str) -> None:
    store(folder / "logins.json", "1")
    (folder / name).write_text("secret")
    assert firefox(folder).leftover_copies().count == 1


def test_the_store_of_before_firefox_32_counts_where_a_newer_one_is_used(folder: Path) -> None:
    with database(folder / "signons.sqlite") as made:
        made.execute("create table moz_logins (id integer primary key, hostname text, guid text)")
        made.add("moz_logins", 2)
    assert firefox(folder).leftover_copies().count == 0
    store(folder / "logins.json", "1")
    assert firefox(folder).leftover_copies().count == 1


def test_a_backup_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "logins-backup.json").write_text("{")
    (cause,) = firefox(folder).leftover_copies().unseen
    assert (cause.reason, cause.source) == (Reason.DAMAGED, "logins-backup.json")


def test_the_stores_themselves_are_no_copies(folder: Path) -> None:
    store(folder / "logins.json", "1")
    (folder / "logins.db").write_bytes(b"x")
    (folder / "logins.db-wal").write_bytes(b"x")
    assert firefox(folder).leftover_copies().count == 0
