"""Saved logins of Firefox, of today and of old."""

from __future__ import annotations

import json
from pathlib import Path

from hygiene.clock import Clock
from hygiene.errors import Reason
from tests.browsers.databases import database
from tests.browsers.profiles import MORNING, NOON, NOW, SESSION, firefox, milli


def login(guid: str, host: str = "https://a.fr", **more: object) -> dict[str, object]:
    return {
        "guid": guid,
        "hostname": host,
        "encryptedPassword": "secret",
        "timeCreated": milli(MORNING),
        "timeLastUsed": milli(MORNING),
        **more,
    }


def keep(folder: Path, *logins: dict[str, object], **more: object) -> None:
    (folder / "logins.json").write_text(json.dumps({"logins": logins, **more}))


def test_logins_count_by_their_last_use(folder: Path) -> None:
    keep(folder, login("1"), login("2", "https://b.fr:444", timeLastUsed=milli(NOON)))
    found = firefox(folder, Clock(NOW, session=SESSION)).passwords()
    assert (found.count, found.since_session, found.names) == (2, 1, frozenset({"a.fr", "b.fr"}))
    assert (found.first, found.last) == (MORNING, NOON)


def test_the_browser_s_own_and_deleted_logins_do_not_count(folder: Path) -> None:
    keep(folder, login("1"), login("2", "chrome://FirefoxAccounts"), login("3", deleted=True))
    assert firefox(folder).passwords().count == 1


def test_a_login_in_both_stores_counts_once(folder: Path) -> None:
    keep(folder, login("1"), login("2"))
    with database(folder / "logins.db") as made:
        made.create("loginsL", "loginsM")
        for guid, gone in (("2", 0), ("3", 0), ("4", 1)):
            made.add("loginsL", guid=guid, origin="https://c.fr", is_deleted=gone)
        made.add("loginsM", guid="5", origin="https://d.fr")
        made.add("loginsM", guid="4", origin="https://c.fr", is_overridden=1)
    assert firefox(folder).passwords().count == 4


def test_the_store_of_before_firefox_32_is_read_where_no_newer_one_is(folder: Path) -> None:
    with database(folder / "signons.sqlite") as made:
        made.execute(
            "create table moz_logins (id integer primary key, hostname text not null, httpRealm"
            " text, formSubmitURL text, usernameField text, passwordField text,"
            " encryptedUsername text, encryptedPassword text, guid text, encType integer,"
            " timeCreated integer, timeLastUsed integer, timePasswordChanged integer)"
        )
        made.add("moz_logins", hostname="https://a.fr", guid="1", timeCreated=milli(MORNING))
    assert firefox(folder).passwords().last == MORNING
    keep(folder)
    assert firefox(folder).passwords().count == 0


def test_the_store_of_firefox_3_has_neither_guid_nor_date(folder: Path) -> None:
    with database(folder / "signons.sqlite") as made:
        made.execute("create table moz_logins (id integer primary key, hostname text not null)")
        made.add("moz_logins", 2, hostname="https://a.fr")
    found = firefox(folder, Clock(NOW, session=SESSION)).passwords()
    assert (found.count, found.since_session) == (2, None)


def test_never_answers_are_permissions_or_the_old_list(folder: Path) -> None:
    keep(folder, disabledHosts=["https://old.fr", "https://b.fr"])
    with database(folder / "permissions.sqlite") as made:
        made.create("moz_perms")
        for kind, answer, origin in (
            ("login-saving", 2, "https://a.fr"),
            ("login-saving", 2, "https://b.fr"),
            ("login-saving", 1, "https://yes.fr"),
            ("desktop-notification", 2, "https://n.fr"),
        ):
            made.add("moz_perms", type=kind, permission=answer, origin=origin)
    assert firefox(folder).never_saved_sites().count == 3


def test_permissions_of_before_firefox_42_name_hosts(folder: Path) -> None:
    with database(folder / "permissions.sqlite") as made:
        made.execute("create table moz_hosts (id integer primary key, host text)")
        made.execute(
            "create table moz_perms (id integer primary key, host text, type text, permission int)"
        )
        made.add("moz_perms", type="login-saving", permission=2, host="a.fr")
    assert firefox(folder).never_saved_sites().count == 1


def test_a_damaged_store_is_told(folder: Path) -> None:
    (folder / "logins.json").write_text('{"logins": [')
    found = firefox(folder).passwords()
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.DAMAGED, "logins.json")]


def test_values_of_other_shapes_break_nothing(folder: Path) -> None:
    keep(folder, login("1", timeCreated="x", timeLastUsed=None), {"hostname": 3}, {"guid": []})
    assert firefox(folder).passwords().count == 1
    (folder / "logins.json").write_text('{"logins": {"a": 1}, "disabledHosts": {}}')
    assert firefox(folder).passwords().count == 0
