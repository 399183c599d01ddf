"""Databases of browsers, and the journals beside them, through the layer that only looks.

Made with the browsers' own tables in small pages: of 20 KB each byte is changed sooner.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.browsers.databases import Maker
from tests.browsers.formats.safari_files import cocoa
from tests.browsers.profiles import MORNING, NOON, micro, milli, second, webkit
from tests.fuzz.parser import OnDisk, Parser
from tests.fuzz.questions import CHROMIUM, FIREFOX, LIBRARY, chromium, firefox, of_traces, safari

Fill = Callable[[Maker], None]
_AMELI = "https://assure.ameli.fr/PortailAS"
_NIR = "1 84 12 76 451 089 46"


def _made(fill: Fill, suffix: str = "", journal: str = "delete") -> bytes:
    """The database, or what lies beside it in the middle of a transaction."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made"
        connection = sqlite3.connect(path)
        try:
            connection.execute("pragma page_size = 512")
            connection.execute(f"pragma journal_mode = {journal}")
            connection.execute("pragma wal_autocheckpoint = 0")
            connection.execute("pragma cache_size = 1")
            fill(Maker(connection))
            connection.commit()
            if journal != "delete":
                return path.with_name(f"made{suffix}").read_bytes()
            if suffix:
                connection.execute("update urls set url = url || 'x', title = 'a longer one'")
                return path.with_name(f"made{suffix}").read_bytes()
        finally:
            connection.close()
        return path.read_bytes()


def _history(made: Maker) -> None:
    made.create("urls", "visits", "downloads")
    for url in (_AMELI, "https://ameli-gouv.com/", "https://b.fr/x"):
        made.add("urls", url=url, last_visit_time=webkit(NOON), visit_count=1)
    made.add("visits", 2, visit_time=webkit(MORNING))
    made.add("downloads", start_time=webkit(NOON))


def _logins(made: Maker) -> None:
    made.create("logins")
    for never in (0, 1):
        made.add("logins", blacklisted_by_user=never, date_created=webkit(NOON))


def _web_data(made: Maker) -> None:
    made.create("credit_cards", "masked_credit_cards", "local_stored_cvc", "server_stored_cvc")
    made.create("local_ibans", "masked_ibans", "addresses", "autofill")
    for table in ("credit_cards", "local_ibans", "addresses"):
        made.add(table, 2, use_date=second(NOON))
    made.add("local_stored_cvc")
    made.add("autofill", name="nir", value=_NIR, date_last_used=second(NOON))


def _cookies(made: Maker) -> None:
    made.create("cookies")
    for host in ("assure.ameli.fr", ".caf.fr"):
        made.add(
            "cookies",
            host_key=host,
            name="mod_auth_openidc_session",
            creation_utc=webkit(MORNING),
            last_access_utc=webkit(NOON),
            expires_utc=webkit(NOON),
            is_secure=1,
            is_httponly=1,
        )


def _small(made: Maker) -> None:
    """All in one: each is looked for in a file of its own, which is this one under its name."""
    made.create("icon_mapping")
    made.add("icon_mapping", 2, page_url="https://a.fr/x")
    made.create("top_sites", "omni_box_shortcuts", "network_action_predictor")
    made.add("top_sites")
    made.add("omni_box_shortcuts", last_access_time=webkit(NOON))
    made.add("network_action_predictor")


def _places(made: Maker) -> None:
    made.create("moz_places", "moz_historyvisits", "moz_annos", "moz_anno_attributes")
    made.add("moz_places", url=_AMELI, visit_count=1, last_visit_date=micro(NOON))
    made.add("moz_historyvisits", visit_date=micro(NOON))
    made.add("moz_anno_attributes", id=1, name="downloads/destinationFileURI")
    made.add("moz_annos", anno_attribute_id=1, dateAdded=micro(NOON))


def _small_of_firefox(made: Maker) -> None:
    """All in one, as above."""
    made.create("moz_cookies", "moz_formhistory", "moz_perms", "webappsstore2")
    made.add(
        "moz_cookies",
        host="assure.ameli.fr",
        name="mod_auth_openidc_session",
        creationTime=micro(NOON),
        expiry=second(NOON),
    )
    made.add("moz_formhistory", fieldname="nir", value=_NIR, lastUsed=micro(NOON))
    for type in ("login-saving", "desktop-notification"):
        made.add(
            "moz_perms",
            origin="https://a.fr",
            type=type,
            permission=1 + (type == "login-saving"),
            modificationTime=milli(NOON),
        )
    made.add("webappsstore2", originKey="rf.a.:https:443")
    made.execute(
        "create table moz_logins (id integer primary key, hostname text, guid text,"
        " timeCreated integer, timeLastUsed integer)"
    )
    made.execute("insert into moz_logins values (1, 'https://a.fr', '{1}', 1, 2)")


def _safari(made: Maker) -> None:
    made.create("history_items", "history_visits", "bookmarks")
    made.add("history_items", url=_AMELI, visit_count=1)
    made.add("history_visits", history_item=1, visit_time=cocoa(NOON))
    made.add("bookmarks", id=1, parent=0, type=1, url="", external_uuid="x", subtype=2)
    made.add("bookmarks", parent=1, type=0, url="https://a.fr/", deleted=0, subtype=0)


def _chromium(name: str | tuple[str, ...], fill: Fill) -> Parser:
    return _parser(CHROMIUM, name, fill, lambda base: of_traces(chromium(base)))


def _firefox(name: str | tuple[str, ...], fill: Fill) -> Parser:
    return _parser(FIREFOX, name, fill, lambda base: of_traces(firefox(base)))


def _parser(
    folder: str, name: str | tuple[str, ...], fill: Fill, look: Callable[[Path], object]
) -> Parser:
    names = (name,) if isinstance(name, str) else name
    return Parser(OnDisk(tuple(f"{folder}/{each}" for each in names), look), (_made(fill),))


def _beside(suffix: str, journal: str) -> Parser:
    """A sound history, and what lies beside it: SQLite brings the two together."""
    path = f"{CHROMIUM}/History"
    sound = {path: _made(_history, "", journal)}
    reader = OnDisk(f"{path}{suffix}", lambda base: of_traces(chromium(base)), sound)
    return Parser(reader, (_made(_history, suffix, journal),))


_OF_CHROMIUM = ("Favicons", "Top Sites", "Shortcuts", "Network Action Predictor")
_OF_FIREFOX = (
    *("cookies.sqlite", "formhistory.sqlite", "permissions.sqlite"),
    *("webappsstore.sqlite", "signons.sqlite"),
)
_OF_SAFARI = ("Safari/History.db", "Safari/SafariTabs.db")

DATABASES: dict[str, Parser] = {
    "history": _chromium("History", _history),
    "history-wal": _beside("-wal", "wal"),
    "history-journal": _beside("-journal", "delete"),
    "login-data": _chromium("Login Data", _logins),
    "web-data": _chromium("Web Data", _web_data),
    "cookies": _chromium("Cookies", _cookies),
    "small-databases": _chromium(_OF_CHROMIUM, _small),
    "places.sqlite": _firefox("places.sqlite", _places),
    "small-sqlite": _firefox(_OF_FIREFOX, _small_of_firefox),
    "safari-databases": _parser(LIBRARY, _OF_SAFARI, _safari, lambda base: of_traces(safari(base))),
}
