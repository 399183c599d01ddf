"""Looking changes nothing of a real browser's home, and loses nothing it writes afterwards."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path

import pytest

from .checking import check
from .families import FAMILIES
from .fill import fill
from .firefox import Firefox, find_profile
from .folder_state import folder_state, what_changed
from .homes import CLOSED, KILLED, RUNNING, SECOND_RUN, Home, Homes
from .oracle import count
from .params import EVERY_HOME
from .plan import Cookie, Plan
from .waiting import wait_until

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
    profile = running.profile_folder
    check(folder)  # the write-ahead logs may still be empty: a careless reader deletes them at
    check(folder)  # its close, and all that the browser commits afterwards is lost (measured)
    fill(driver, AFTERWARDS)
    wait_until("the visit and the cookie written", lambda: _written(profile) == (1, 1))
    running.kill()
    assert _written(profile) == (1, 1)
    (truth,) = (t for name, t in home.truths.items() if name == profile.name)
    now = check(folder).truth(truth, "firefox", profile.name)
    assert now.counts["visited-page"] == truth.counts["visited-page"] + 1
    assert now.counts["cookie"] == truth.counts["cookie"] + 1
    again = Firefox(folder, "usage", homes.workshop)
    try:
        page = "return (await PlacesUtils.history.fetch(given[0])).url.href;"
        assert again.marionette.in_browser(page, AFTERWARDS.pages[0]) == AFTERWARDS.pages[0]
        cookies = "return Services.cookies.getCookiesFromHost(given[0], {}).map(c => c.name);"
        host, name = AFTERWARDS.cookies[0].host, AFTERWARDS.cookies[0].name
        names = again.marionette.in_browser(cookies, host)
        assert isinstance(names, list)
        assert name in names
    finally:
        again.kill()


def _written(profile: Path) -> tuple[int, int]:
    """Ask copies of the databases how many of the page and of the cookie they hold."""
    return (
        count(
            profile / "places.sqlite",
            "select count(*) from moz_places where url like '%/apres-le-controle'",
        ),
        count(profile / "cookies.sqlite", "select count(*) from moz_cookies where name = 'apres'"),
    )
