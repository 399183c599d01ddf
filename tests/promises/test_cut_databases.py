"""A database cut anywhere: the right number or a named cause, never a smaller one as if whole."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from hygiene.config.options import Options
from hygiene.inspection import inspect
from hygiene.render import render
from tests.browsers.databases import Maker, database
from tests.browsers.profiles import MORNING, micro
from tests.command import kinds
from tests.roots import NOW, FakeRoot

from .kept import KEPT, MANY, PAGES, firefox

pytestmark = pytest.mark.fault

PAGE = 4096
#: Cuts at random beside those at and around the ends of pages.
AT_RANDOM = 30


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
