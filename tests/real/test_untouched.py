"""Looking changes nothing of a real browser's home, and loses nothing it writes afterwards."""

from __future__ import annotations

import contextlib
import sqlite3
import time

import pytest

from .checking import check
from .families import FAMILIES
from .firefox import find_profile
from .folder_state import folder_state, what_changed
from .homes import CLOSED, KILLED, RUNNING, SECOND_RUN, Home, Homes
from .oracle import count
from .params import EVERY_HOME
from .plan import Cookie, Plan

pytestmark = pytest.mark.real

AFTERWARDS = Plan(
    pages=("https://mon.ecole.test/apres-le-controle",),
    cookies=(Cookie("mon.ecole.test", "apres", "canari-apres", 864_000),),
)


@pytest.mark.parametrize("home", EVERY_HOME, indirect=True)
def test_a_check_leaves_every_file_as_it_was(home: Home) -> None:
    with home.still():
        before = folder_state(home.folder)
        check(home.folder)
        after = folder_state(home.folder)
    assert not what_changed(before, after)


@pytest.mark.parametrize(
    "home", [("firefox", RUNNING), ("firefox", SECOND_RUN)], indirect=True, ids=str
)
def test_a_check_beside_a_browser_that_moves_leaves_its_profile_as_it_was(home: Home) -> None:
    profile = find_profile(home.folder, "usage")
    for _ in range(20):  # the browser writes too: a quiet moment is wanted
        before = folder_state(profile)
        check(home.folder)
        changed = what_changed(before, folder_state(profile))
        if not changed:
            return
        time.sleep(1)
    pytest.fail(f"changed at every try: {changed}")


@pytest.mark.parametrize("home", [("firefox", KILLED)], indirect=True)
def test_a_plain_look_at_a_database_would_be_noticed(home: Home, homes: Homes) -> None:
    profile = find_profile(homes.copy_of(home.folder, "firefox looked at"), "usage")
    before = folder_state(profile)
    address = f"file:{profile}/places.sqlite?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        connection.execute("select count(*) from moz_places").fetchall()
        assert what_changed(before, folder_state(profile))


@pytest.mark.parametrize("home", [("firefox", CLOSED)], indirect=True)
def test_what_firefox_writes_after_a_check_survives_a_kill(home: Home, homes: Homes) -> None:
    family = FAMILIES["firefox"]
    folder = homes.copy_of(home.folder, "firefox used after a check")
    running, driver = homes.start(family, folder)
    places = running.profile_folder / "places.sqlite"
    cookies = running.profile_folder / "cookies.sqlite"
    the_page = "select count(*) from moz_places where url like '%/apres-le-controle'"
    the_cookie = "select count(*) from moz_cookies where name='apres'"
    check(folder)  # its write-ahead logs may still be empty: the case where a careless reader
    check(folder)  # deletes them, and all that the browser commits next is lost (measured)
    driver.go(AFTERWARDS.pages[0])
