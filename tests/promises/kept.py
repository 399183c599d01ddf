"""Databases of every sort that browsers keep, each in a home of its own and larger than a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hygiene.machine import Platform
from tests.browsers.databases import Maker
from tests.browsers.formats.safari_files import cocoa
from tests.browsers.profiles import MORNING, micro, milli, webkit
from tests.roots import FakeHome

#: Rows of each table: so many that each lies in a tree of pages.
MANY = 150


class Kept(NamedTuple):
    """One database of a browser: its place in a home, how it is filled, which checks count it."""

    place: Callable[[FakeHome], Path]
    fill: Callable[[Maker], None]
    checks: tuple[str, ...]
    system: Platform = "linux"


def chrome(file: str) -> Callable[[FakeHome], Path]:
    return lambda home: home.chromium().path / file


def firefox(file: str) -> Callable[[FakeHome], Path]:
    return lambda home: home.firefox().path / file


def safari(home: FakeHome) -> Path:
    return home.safari().history / "History.db"


def pages_of_chrome(made: Maker) -> None:
    made.create("urls", "visits", "downloads")
    made.add("urls", MANY, last_visit_time=webkit(MORNING))
    made.add("visits", MANY * 2, visit_time=webkit(MORNING))
    made.add("downloads", MANY, start_time=webkit(MORNING))
    made.execute("create index urls_url_index on urls (url)")


def logins(made: Maker) -> None:
    made.create("logins")
    made.add("logins", MANY, blacklisted_by_user=0, date_created=webkit(MORNING))
    made.add("logins", MANY, blacklisted_by_user=1)


def forms_and_cards(made: Maker) -> None:
    made.create("autofill", "credit_cards", "masked_credit_cards", "local_ibans", "addresses")
    for table in ("autofill", "credit_cards", "local_ibans", "addresses"):
        made.add(table, MANY)


def cookies_of_chrome(made: Maker) -> None:
    made.create("cookies")
    made.add("cookies", MANY * 3, creation_utc=webkit(MORNING), is_persistent=1)


def pages_of_firefox(made: Maker) -> None:
    made.create("moz_places", "moz_historyvisits", "moz_annos", "moz_anno_attributes")
    made.add("moz_places", MANY, visit_count=1, last_visit_date=micro(MORNING))
    made.add("moz_historyvisits", MANY, visit_date=micro(MORNING))
    made.add("moz_anno_attributes", name="downloads/destinationFileURI")
    made.add("moz_annos", MANY, anno_attribute_id=1, dateAdded=micro(MORNING))


def cookies_of_firefox(made: Maker) -> None:
    made.create("moz_cookies")
    made.add("moz_cookies", MANY * 3, creationTime=micro(MORNING))


def forms_of_firefox(made: Maker) -> None:
    made.create("moz_formhistory")
    made.add("moz_formhistory", MANY * 2, lastUsed=micro(MORNING))


def logins_of_firefox(made: Maker) -> None:
    made.create("loginsL", "loginsM")
    made.add("loginsL", MANY, timeCreated=milli(MORNING))


def permissions(made: Maker) -> None:
    made.create("moz_perms")
    for kind, answer in (("login-saving", 2), ("desktop-notification", 1)):
        made.add("moz_perms", MANY, type=kind, permission=answer, modificationTime=milli(MORNING))


def pages_of_safari(made: Maker) -> None:
    made.create("history_items", "history_visits")
    made.add("history_items", MANY, visit_count=1)
    for number in range(MANY):
        made.add("history_visits", history_item=number + 1, visit_time=cocoa(MORNING))


PAGES, FORMS = ("browsing-data",), ("saved-cards", "saved-identity")
KEPT = {
    "History": Kept(chrome("History"), pages_of_chrome, PAGES),
    "Login Data": Kept(chrome("Login Data"), logins, ("saved-passwords",)),
    "Web Data": Kept(chrome("Web Data"), forms_and_cards, FORMS),
    "Cookies": Kept(chrome("Network/Cookies"), cookies_of_chrome, PAGES),
    "places.sqlite": Kept(firefox("places.sqlite"), pages_of_firefox, PAGES),
    "cookies.sqlite": Kept(firefox("cookies.sqlite"), cookies_of_firefox, PAGES),
    "formhistory.sqlite": Kept(firefox("formhistory.sqlite"), forms_of_firefox, FORMS),
    "logins.db": Kept(firefox("logins.db"), logins_of_firefox, ("saved-passwords",)),
    "permissions.sqlite": Kept(
        firefox("permissions.sqlite"), permissions, ("saved-passwords", "notification-spam")
    ),
    "History.db": Kept(safari, pages_of_safari, PAGES, "macos"),
}
