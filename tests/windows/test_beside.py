"""Beside a program that writes, on Windows, where an open file can stop others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hygiene.errors import CannotLook, Reason
from hygiene.filesystem import open_tree
from tests.command import kinds, unseen
from tests.roots import FakeHome
from tests.windows.profiles import OPERAS_ACCOUNT, chrome, firefox
from tests.windows.reports import of_homes
from tests.windows.running import beside, holding, hygiene

pytestmark = pytest.mark.windows

#: Adds rows to a table and stands still in the middle of the next transaction; each line it is
#: told ends one and begins another.
WRITER = """
import sqlite3, sys
path, mode, table = sys.argv[1:]
db = sqlite3.connect(path, isolation_level=None)
db.execute("pragma locking_mode=exclusive")
db.execute(f"pragma journal_mode={mode}")
db.execute("pragma cache_size=5")
columns = [row[1] for row in db.execute(f"pragma table_info({table})")]
key = columns[0] if table == "moz_places" else None
def more(count):
    names = ", ".join(name for name in columns if name != key and name not in ("id", "guid"))
    for i in range(count):
        db.execute(f"insert into {table} ({names}) select {names} from {table} limit 1")
def begin():
    db.execute("begin immediate")
    more(400)
begin()
print("ready", flush=True)
for line in sys.stdin:
    try:
        db.execute("commit")
        begin()
        print("done", flush=True)
    except Exception as error:
        print(type(error).__name__, error, flush=True)
"""

#: What cookies that nobody else may open leave untold.
COOKIES_LOCKED = {
    ("browsing-data", "cookie", "Cookies", "locked"),
    ("open-sessions", "open-session", "Cookies", "locked"),
    ("open-sessions", "trusted-device", "Cookies", "locked"),
    ("open-sessions", "visited-service", "Cookies", "locked"),
}


def look(home: FakeHome) -> tuple[int, dict[str, Any]]:
    """The exit code, and the report on the home."""
    ran = hygiene("check", "--format", "json", home=home.path)
    assert ran.err == ""
    return ran.code, of_homes(ran.report)


def state(folder: Path) -> list[tuple[str, int, int]]:
    found = ((path, path.stat()) for path in sorted(folder.iterdir()))
    return [(path.name, state.st_size, state.st_mtime_ns) for path, state in found]


def test_a_rollback_transaction_does_not_count_before_its_end(home: FakeHome) -> None:
    folder = home.chromium("chrome").path
    chrome(folder, 3, 10)
    with beside(WRITER, folder / "History", "delete", "urls") as writer:
        assert (folder / "History-journal").stat().st_size > 512
        before = state(folder)
        _, report = look(home)
        assert kinds(report)["visited-page"] == 10
        assert unseen(report) == set()
        assert state(folder) == before
        assert writer.go() == "done"
        assert kinds(look(home)[1])["visited-page"] == 410
        assert writer.go() == "done"


def test_a_write_ahead_log_counts_to_its_last_commit(home: FakeHome) -> None:
    folder = home.firefox().path
    firefox(folder, 6)
    with beside(WRITER, folder / "places.sqlite", "wal", "moz_places") as writer:
        before = state(folder)
        _, report = look(home)
        assert kinds(report)["visited-page"] == 6
        assert state(folder) == before
        assert writer.go() == "done"
        assert (folder / "places.sqlite-wal").stat().st_size > 0
        assert kinds(look(home)[1])["visited-page"] == 406
        assert unseen(report) == set()
        assert writer.go() == "done"


#: Does what a browser does to its files, one step for each line it is told.
BROWSER = """
import ctypes, os, sqlite3, sys
os.chdir(sys.argv[1])
db = sqlite3.connect("History", isolation_level=None)
db.execute("pragma journal_mode=delete")
def change():
    db.execute("begin immediate")
    db.execute("update urls set visit_count = visit_count + 1")
def commit():
    db.execute("commit")
def again():
    change()
    commit()
def fresh(name):
    with open("fresh.tmp", "w") as file:
        file.write('{"fresh": true}')
    return name
def replaced():  # as Chromium's base::ReplaceFile
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    old, new = (os.path.abspath(name) for name in (fresh("Preferences"), "fresh.tmp"))
    if not kernel.ReplaceFileW(old, new, None, 2, None, None):
        raise ctypes.WinError(ctypes.get_last_error())
def renamed():
    os.rename("Bookmarks", "Bookmarks.bak")
def deleted():
    os.remove("Visited Links")
change()
print("ready", flush=True)
for step in (commit, again, replaced, renamed, deleted):
    sys.stdin.readline()
    try:
        step()
        print(step.__name__, flush=True)
    except Exception as error:
        print(step.__name__, error, flush=True)
"""


def test_nothing_fails_for_a_browser_whose_files_we_hold_open(home: FakeHome) -> None:
    folder = home.chromium("chrome").path
    chrome(folder, 3, 10)
    for name in ("Bookmarks", "Visited Links"):
        (folder / name).write_text("old")
    tree = open_tree(home.path)
    below = folder.relative_to(home.path).as_posix()
    names: tuple[str, ...]
    with beside(BROWSER, folder) as browser:
        names = ("History", "History-journal", "Preferences", "Bookmarks", "Visited Links")
        held = {name: tree.open(f"{below}/{name}") for name in names}
        for step in ("commit", "again", "replaced", "renamed", "deleted"):
            assert browser.go() == step
        assert held["Preferences"].read(100) == b"{}"
        assert held["Visited Links"].read(100) == b"old"
        assert tree.read(f"{below}/Preferences", 100) == b'{"fresh": true}'
        # How long a deleted name stays listed, while we hold the file, depends on the Windows.
        for file in held.values():
            file.close()
        names = tuple(tree.names(below))
        assert "Bookmarks.bak" in names
        assert {"Visited Links", "Bookmarks", "History-journal"}.isdisjoint(names)


def test_a_file_may_be_moved_over_as_soon_as_it_was_read(tmp_path: Path) -> None:
    # Firefox's way. While the file is open to anybody, however shared, Windows refuses it: it must
    # be closed with the answer.
    (tmp_path / "prefs.js").write_text("old")
    tree = open_tree(tmp_path)
    for number in range(50):
        (tmp_path / "prefs-1.js").write_text(f"new {number}")
        assert tree.read("prefs.js", 100)
        (tmp_path / "prefs-1.js").replace(tmp_path / "prefs.js")
    assert tree.read("prefs.js", 100) == b"new 49"


def test_cookies_that_the_browser_keeps_to_itself_are_told(used: FakeHome) -> None:
    cookies = used.data("chrome") / "Default/Network/Cookies"
    with holding(cookies, share="nothing"):
        code, report = look(used)
        assert code == 1
        assert unseen(report) == {OPERAS_ACCOUNT, *COOKIES_LOCKED}
        assert kinds(report) == {
            "password": 10,
            "visited-page": 25,
            "saving-offered": 5,
            "clear-on-exit": 5,
        }
        screen = hygiene("check", "--lang", "fr", home=used.path).out
        assert "PAS VU" in screen
        assert "Fermez toutes les fenêtres de Chrome" in " ".join(screen.split())


def test_locked_cookies_alone_are_no_clean_bill(home: FakeHome) -> None:
    folder = home.chromium("chrome").path
    chrome(folder, 0, 0, cookies=2)
    (folder / "Preferences").write_text('{"credentials_enable_service": false}')
    with holding(folder / "Network/Cookies", share="nothing"):
        code, report = look(home)
    assert (code, kinds(report)) == (3, {"clear-on-exit": 1})
    assert unseen(report) == COOKIES_LOCKED


def test_every_file_may_be_locked(used: FakeHome) -> None:
    folder = used.data("chrome") / "Default"
    with (
        holding(folder / "Login Data", share="nothing"),
        holding(folder / "History", share="nothing"),
        holding(folder / "Preferences", share="nothing"),
    ):
        _, report = look(used)
    seen = kinds(report)
    assert (seen["password"], seen["visited-page"], seen["cookie"]) == (7, 15, 7)
    locked = unseen(report) - {OPERAS_ACCOUNT}
    assert {(source, reason) for _, _, source, reason in locked} == {
        ("Login Data", "locked"),
        ("History", "locked"),
        ("Preferences", "locked"),
    }


def test_a_locked_file_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with (
        holding(tmp_path / "file", share="nothing"),
        pytest.raises(CannotLook) as cause,
    ):
        open_tree(tmp_path).open("file")
    assert cause.value.reason is Reason.LOCKED
