"""A database cut anywhere: the right number or a named cause, never a smaller one as if whole."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hygiene.config.options import Options
from hygiene.inspection import inspect
from hygiene.machine import Platform
from hygiene.render import render
from tests.browsers.databases import Maker, database
from tests.browsers.formats.safari_files import cocoa
from tests.browsers.profiles import MORNING, micro, milli, webkit
from tests.command import kinds
from tests.roots import NOW, FakeHome, FakeRoot

pytestmark = pytest.mark.fault

#: Rows of each table: so many that each lies in a tree of pages.
MANY = 150
PAGE = 4096
#: Cuts at random beside those at and around the ends of pages.
AT_RANDOM = 30


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


def looked(root: Path, checks: tuple[str, ...]) -> dict[str, Any]:
    """The report of these checks, as JSON."""
    report, every = inspect(Options(lang="en", root=root, only=checks), now=NOW)
    value: dict[str, Any] = json.loads(render("json", report, every, "en"))
    return value


def sizes(whole: int) -> Iterator[int]:
    """Where to cut: at the end of every page, a byte before and after, and at random."""
    yield from {0, 1, 16, 99, 100, 101}
    ends = range(PAGE, whole, PAGE)
    yield from (end + beside for end in ends for beside in (-1, 0, 1))
    yield from random.Random(whole).sample(range(101, whole), AT_RANDOM)


@pytest.mark.parametrize("source", KEPT)
def test_a_database_cut_anywhere_tells_the_right_numbers_or_names_the_cause(
    tmp_path: Path, source: str
) -> None:
    kept = KEPT[source]
    file = kept.place(FakeRoot(tmp_path, kept.system).home())
    with database(file) as made:
        kept.fill(made)
    content = file.read_bytes()
    assert len(content) >= 5 * PAGE
    before = looked(tmp_path, kept.checks)
    whole, known = kinds(before), named(before)
    assert set(whole.values()) & {MANY, 2 * MANY, 3 * MANY}
    causes = set()
    for size in sorted(sizes(len(content))):
        file.write_bytes(content[:size])
        report = looked(tmp_path, kept.checks)
        told = named(report) - known
        causes |= {(where, reason) for _, where, reason in told}
        counted = kinds(report)
        wrong = {
            kind: counted.get(kind, 0)
            for kind, right in whole.items()
            if counted.get(kind, 0) != right and kind not in {kind for kind, _, _ in told}
        }
        assert not wrong, size
        assert all(counted[kind] <= right for kind, right in whole.items() if kind in counted)
    assert causes == {(source, "damaged")}


def named(report: dict[str, Any]) -> set[tuple[str | None, str, str]]:
    """(kind, source, reason) of everything that was not seen."""
    return {
        (gap["kind"], gap["source"], gap["reason"])
        for check in report["checks"]
        for gap in check["unreadable"]
    }


def test_a_write_ahead_log_cut_anywhere_gives_a_commit_that_was_or_the_cause(
    tmp_path: Path,
) -> None:
    """Nobody can tell a log that was cut from one whose last commits were never written."""
    file = firefox("places.sqlite")(FakeRoot(tmp_path).home())
    with database(file) as made:
        made.execute("pragma journal_mode = wal")
        made.create("moz_places", "moz_historyvisits", "moz_annos", "moz_anno_attributes")
    commits = [30, 50, 70]
    aside = tmp_path / "aside"
    aside.mkdir()
    connection = sqlite3.connect(file)
    for count in commits:
        Maker(connection).add("moz_places", count, visit_count=1, last_visit_date=micro(MORNING))
        connection.commit()
    for suffix in ("", "-wal"):  # what a killed browser leaves
        shutil.copy(f"{file}{suffix}", aside)
    connection.close()
    log = Path(f"{file}-wal")
    for suffix in ("", "-wal"):
        shutil.copy(aside / f"{file.name}{suffix}", f"{file}{suffix}")
    were = {0, *accumulate(commits)}
    seen = set()
    whole = log.stat().st_size
    for size in sorted({whole, *sizes(whole)}, reverse=True):
        os.truncate(log, size)
        report = looked(tmp_path, PAGES)
        count = kinds(report).get("visited-page", 0)
        assert count in were, size
        assert count or ("visited-page", "places.sqlite", "damaged") not in named(report)
        seen.add(count)
    assert seen == were
