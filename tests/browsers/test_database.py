"""How a database is read, whoever else is at it, without leaving a trace."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from hygiene.browsers.database import Database, ask
from hygiene.clock import Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import open_tree
from tests.browsers.databases import database

COLUMNS = {"logins": ("origin_url",)}
fork = multiprocessing.get_context("fork")


def count(db: Database) -> int:
    db.need("logins")
    return db.number("select count(*) from logins")


def look(path: Path, seconds: float = 20) -> int:
    tree = open_tree(path.parent)
    return ask(tree, path.name, COLUMNS, count, source="Login Data", deadline=after(seconds))


def after(seconds: float) -> Deadline:
    return Deadline.after(seconds)


def traces(folder: Path) -> dict[str, tuple[int, int, int]]:
    found = {}
    for path in sorted(folder.rglob("*")):
        stat = path.stat()
        found[path.name] = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
    return found


def reason(path: Path) -> Reason:
    with pytest.raises(CannotLook) as caught:
        look(path)
    assert caught.value.source == "Login Data"
    return caught.value.reason


@pytest.fixture
def logins(tmp_path: Path) -> Path:
    path = tmp_path / "profile" / "Login Data"
    with database(path) as made:
        made.create("logins")
        made.add("logins", 7)
    return path


def _write(path: Path, journal: str, ready: Event, commit: bool) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma locking_mode = exclusive")
    connection.execute(f"pragma journal_mode = {journal}")
    connection.execute("pragma cache_size = 1")  # changed pages reach the disk before the commit
    connection.execute("begin immediate")
    connection.execute("update logins set action_url = 'x'")
    connection.execute(
        "insert into logins (origin_url, signon_realm, date_created, blacklisted_by_user, scheme,"
        " form_data) select 'https://new/' || value, value, 1, 0, 0, randomblob(3000) from"
        " (with recursive n(value) as (select 1 union all select value + 1 from n where value < 50)"
        " select value from n)"
    )
    if commit:
        connection.execute("commit")
    ready.set()
    time.sleep(60)


@contextmanager
def writer(path: Path, journal: str, *, commit: bool) -> Iterator[int]:
    ready = fork.Event()
    process = fork.Process(target=_write, args=(path, journal, ready, commit))
    process.start()
    try:
        assert ready.wait(10)
        yield process.pid or 0
    finally:
        process.kill()
        process.join()


@pytest.mark.parametrize("journal", ["wal", "truncate", "delete", "persist"])
@pytest.mark.parametrize(("commit", "rows"), [(True, 57), (False, 7)])
def test_a_browser_that_holds_its_locks_is_read_right_and_untouched(
    logins: Path, journal: str, commit: bool, rows: int
) -> None:
    with writer(logins, journal, commit=commit) as pid:
        os.kill(pid, signal.SIGSTOP)
        before = traces(logins.parent)
        assert look(logins) == rows
        assert traces(logins.parent) == before


@pytest.mark.parametrize("journal", ["wal", "truncate"])
@pytest.mark.parametrize(("commit", "rows"), [(True, 57), (False, 7)])
def test_a_browser_that_was_killed_is_read_right_and_untouched(
    logins: Path, journal: str, commit: bool, rows: int
) -> None:
    with writer(logins, journal, commit=commit):
        pass
    before = traces(logins.parent)
    assert look(logins) == rows
    assert traces(logins.parent) == before


def test_what_the_browser_commits_after_our_look_is_kept(logins: Path) -> None:
    with closing(sqlite3.connect(logins, isolation_level=None)) as browser:
        browser.execute("pragma locking_mode = exclusive")
        browser.execute("pragma journal_mode = wal")
        browser.execute("delete from logins where id = 1")
        assert look(logins) == 6
        browser.execute("delete from logins where id = 2")
        assert look(logins) == 5
    with closing(sqlite3.connect(logins)) as later:
        assert later.execute("select count(*) from logins").fetchone() == (5,)


def _hammer(path: Path, ready: Event) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma locking_mode = exclusive")
    connection.execute("pragma journal_mode = truncate")
    connection.execute("pragma synchronous = off")
    while True:
        # Always a hundred more or a hundred less, never anything between.
        connection.execute("begin")
        connection.executemany(
            "insert into logins (origin_url, signon_realm, date_created, blacklisted_by_user,"
            " scheme, form_data) values (?, ?, 1, 0, 9, randomblob(2000))",
            [(f"https://h{i}/", "r") for i in range(100)],
        )
        connection.execute("commit")
        ready.set()
        connection.execute("delete from logins where scheme = 9")


@pytest.mark.fault
def test_beside_a_writer_that_never_stops_there_is_no_wrong_number(logins: Path) -> None:
    ready = fork.Event()
    process = fork.Process(target=_hammer, args=(logins, ready))
    process.start()
    try:
        assert ready.wait(10)
        answers = set()
        until = time.monotonic() + 3
        while time.monotonic() < until:
            try:
                answers.add(look(logins))
            except CannotLook as cause:
                assert cause.reason is Reason.BUSY
                answers.add(-1)
    finally:
        process.kill()
        process.join()
    assert answers <= {-1, 7, 107}


def test_a_column_that_was_not_asked_for_is_refused(logins: Path) -> None:
    def curious(db: Database) -> int:
        return db.number("select count(password_value) from logins")

    with pytest.raises(CannotLook) as caught:
        ask(open_tree(logins.parent), logins.name, COLUMNS, curious, source="s", deadline=after(9))
    assert caught.value.reason is Reason.UNSUPPORTED


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) from sqlite_master",
        "select load_extension('x')",
        "attach ':memory:' as other",
        "delete from logins",
        "pragma journal_mode = delete",
        "select writefile('x', 'y')",
        "select hex(origin_url) from logins",
    ],
)
def test_nothing_but_the_question_is_allowed(logins: Path, sql: str) -> None:
    with pytest.raises(CannotLook):
        ask(
            open_tree(logins.parent),
            logins.name,
            COLUMNS,
            lambda db: db.rows(sql),
            source="s",
            deadline=after(9),
        )


def test_a_view_in_the_place_of_a_table_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "Login Data"
    with database(path) as made:
        made.execute("create table real (password_value)")
        made.execute("create view logins as select password_value as origin_url from real")
    assert reason(path) is Reason.UNSUPPORTED


def test_a_computed_column_counts_as_absent(tmp_path: Path) -> None:
    path = tmp_path / "Login Data"
    with database(path) as made:
        made.execute("create table logins (password_value, origin_url as (password_value))")

    def urls(db: Database) -> frozenset[str]:
        return db.columns("logins")

    found = ask(open_tree(tmp_path), path.name, COLUMNS, urls, source="s", deadline=after(9))
    assert found == frozenset()


def test_a_missing_database_is_not_here(tmp_path: Path) -> None:
    with pytest.raises(NotHere):
        look(tmp_path / "Login Data")


def test_an_empty_file_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "Login Data").touch()
    assert reason(tmp_path / "Login Data") is Reason.DAMAGED


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "Login Data").write_bytes(b"not a database at all" * 400)
    assert reason(tmp_path / "Login Data") is Reason.DAMAGED


def test_a_truncated_database_is_damaged(logins: Path) -> None:
    with logins.open("r+b") as file:
        file.truncate(5000)
    assert reason(logins) is Reason.DAMAGED


@pytest.mark.parametrize("lost", [1, 2000, 4095])
def test_a_database_whose_last_page_is_cut_short_is_damaged(tmp_path: Path, lost: int) -> None:
    """SQLite takes what is missing for zeros: rows of nothing, which no question counts."""
    path = tmp_path / "Login Data"
    with database(path) as made:
        made.execute("create table logins (origin_url)")
        made.add("logins", 1000)

    def named(db: Database) -> int:
        return db.number("select count(*) from logins where origin_url > ''")

    def ask_it() -> int:
        tree = open_tree(tmp_path)
        return ask(tree, path.name, COLUMNS, named, source="Login Data", deadline=after(20))

    assert ask_it() == 1000
    os.truncate(path, path.stat().st_size - lost)
    with pytest.raises(CannotLook) as caught:
        ask_it()
    assert caught.value.reason is Reason.DAMAGED


def test_a_page_that_a_crash_cut_short_is_none_once_the_journal_is_rolled_back(
    logins: Path,
) -> None:
    with writer(logins, "truncate", commit=False):
        pass
    assert logins.stat().st_size > 10 * 4096
    os.truncate(logins, logins.stat().st_size - 2000)
    assert look(logins) == 7


def test_a_text_that_is_no_utf_8_is_damaged(logins: Path) -> None:
    with database(logins) as made:
        made.execute("update logins set origin_url = cast(x'ff80' as text)")

    def texts(db: Database) -> int:
        return len(db.rows("select origin_url from logins"))

    def judged(db: Database) -> int:
        db.define("judge", lambda text: 1)
        return db.number("select sum(judge(origin_url)) from logins")

    assert look(logins) > 0  # whoever only counts does not mind
    for question in (texts, judged):
        with pytest.raises(CannotLook) as caught:
            ask(
                open_tree(logins.parent),
                logins.name,
                COLUMNS,
                question,
                source="Login Data",
                deadline=after(20),
            )
        assert (caught.value.reason, caught.value.source) == (Reason.DAMAGED, "Login Data")


def test_a_database_without_the_table_is_of_another_version(tmp_path: Path) -> None:
    path = tmp_path / "Login Data"
    with database(path) as made:
        made.execute("create table other (x)")
    assert reason(path) is Reason.UNSUPPORTED


def test_a_journal_that_is_no_file_is_never_read_past(logins: Path) -> None:
    os.mkfifo(f"{logins}-wal")
    assert reason(logins) is Reason.UNSUPPORTED


def test_a_fifo_in_the_place_of_a_database_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "Login Data")
    assert reason(tmp_path / "Login Data") is Reason.UNSUPPORTED


def test_a_question_without_end_stops_at_the_deadline(logins: Path) -> None:
    def endless(db: Database) -> int:
        return db.number(
            "with recursive n(v) as (select 1 union all select v + 1 from n) select sum(v) from n"
        )

    begun = time.monotonic()
    with pytest.raises(CannotLook) as caught:
        ask(open_tree(logins.parent), logins.name, COLUMNS, endless, source="s", deadline=after(1))
    assert caught.value.reason is Reason.TIME
    assert time.monotonic() - begun < 5


def test_a_judgement_without_end_stops_at_the_deadline(logins: Path) -> None:
    with database(logins) as made:
        made.add("logins", 100)

    def judge(text: str) -> int:
        time.sleep(0.1)
        return len(text)

    def slow(db: Database) -> int:
        db.define("judge", judge)
        return db.number("select sum(judge(origin_url)) from logins")

    begun = time.monotonic()
    with pytest.raises(CannotLook) as caught:
        ask(open_tree(logins.parent), logins.name, COLUMNS, slow, source="s", deadline=after(1))
    assert (caught.value.reason, caught.value.source) == (Reason.TIME, "s")
    assert time.monotonic() - begun < 5


def test_a_page_is_not_read_once_it_is_too_late(logins: Path) -> None:
    def late(db: Database) -> int:
        time.sleep(0.3)
        return count(db)

    with pytest.raises(CannotLook) as caught:
        ask(open_tree(logins.parent), logins.name, COLUMNS, late, source="s", deadline=after(0.2))
    assert (caught.value.reason, caught.value.source) == (Reason.TIME, "s")


def test_a_recovery_that_needs_too_much_memory_is_too_big(
    logins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writer(logins, "delete", commit=False):
        pass
    monkeypatch.setattr("hygiene.browsers.lookonly.MOST_OVERLAY", 4096)
    assert reason(logins) is Reason.TOO_BIG


def test_names_with_accents_spaces_and_signs_are_read(tmp_path: Path) -> None:
    path = tmp_path / "Zoé & Noël ?mode=rw#%20" / "Login Data"
    with database(path) as made:
        made.create("logins")
        made.add("logins", 2)
    assert look(path) == 2


def test_a_question_may_judge_a_column_where_only_the_verdict_leaves(logins: Path) -> None:
    def judged(db: Database) -> int:
        db.define("is_long", lambda text: int(len(text) > 5))
        return db.number("select count(*) from logins where is_long(origin_url)")

    tree = open_tree(logins.parent)
    seen = ask(tree, logins.name, COLUMNS, judged, source="Login Data", deadline=after(20))
    assert seen == look(logins)


def test_a_function_that_nobody_defined_is_refused(logins: Path) -> None:
    def judged(db: Database) -> int:
        return db.number("select hex(origin_url) from logins")

    tree = open_tree(logins.parent)
    with pytest.raises(CannotLook) as caught:
        ask(tree, logins.name, COLUMNS, judged, source="Login Data", deadline=after(20))
    assert caught.value.reason is Reason.UNSUPPORTED
