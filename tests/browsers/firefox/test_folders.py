"""Session file, site storage, cache and preferences of Firefox."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import lz4.block
import pytest

from hygiene.errors import Reason
from tests.browsers.databases import database
from tests.browsers.profiles import MORNING, NOON, firefox, milli


def session(path: Path, pages: list[str], cookies: int = 0, date: float = 0) -> None:
    tabs = [
        {"entries": [{"url": url}], "index": 1, "lastAccessed": milli(MORNING)} for url in pages
    ]
    kept = [{"host": f"h{i}.fr", "name": "sid", "value": "secret"} for i in range(cookies)]
    data = json.dumps({"windows": [{"tabs": tabs, "_closedTabs": []}], "cookies": kept}).encode()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"mozLz40\0" + lz4.block.compress(data))
    if date:
        os.utime(path, (date, date))


def test_the_file_of_a_clean_close_gives_tabs_and_session_cookies(folder: Path) -> None:
    session(folder / "sessionstore.jsonlz4", ["https://a.fr/", "https://b.fr/"], cookies=3)
    profile = firefox(folder)
    assert (profile.open_tabs().count, profile.open_tabs().last) == (2, MORNING)
    assert (profile.cookies().count, profile.cookies().facts) == (3, {"session_only": 3})


@pytest.mark.parametrize("newer", ["sessionstore.jsonlz4", "sessionstore-backups/recovery.jsonlz4"])
def test_the_newer_of_the_two_session_files_counts(folder: Path, newer: str) -> None:
    for name in ("sessionstore.jsonlz4", "sessionstore-backups/recovery.jsonlz4"):
        fresh = name == newer
        session(
            folder / name,
            ["https://a.fr/"] * (4 if fresh else 1),
            date=(NOON if fresh else MORNING).timestamp(),
        )
    assert firefox(folder).open_tabs().count == 4


def test_files_of_earlier_sessions_are_a_fact(folder: Path) -> None:
    session(folder / "sessionstore.jsonlz4", ["https://a.fr/"])
    session(folder / "sessionstore-backups/previous.jsonlz4", ["https://a.fr/"])
    session(folder / "sessionstore-backups/upgrade.jsonlz4-2026", ["https://a.fr/"])
    assert firefox(folder).open_tabs().facts["older_files"] == 2


def test_an_empty_start_page_alone_is_nothing_left(folder: Path) -> None:
    session(folder / "sessionstore.jsonlz4", ["about:home", "about:blank"])
    assert firefox(folder).open_tabs().count == 0


def test_a_damaged_session_file_is_told_of_tabs_and_of_cookies(folder: Path) -> None:
    (folder / "sessionstore.jsonlz4").write_bytes(b"mozLz40\0\x20\0\0\0" + b"\xff" * 50)
    profile = firefox(folder)
    for found in (profile.open_tabs(), profile.cookies()):
        assert [(c.reason, c.source) for c in found.unseen] == [(Reason.DAMAGED, "sessionstore")]


def test_origins_count_once_whatever_they_keep_and_in_which_container(folder: Path) -> None:
    for name in (
        "https+++a.fr/ls",
        "https+++a.fr^userContextId=1/idb",
        "http+++b.fr+8080/idb",
        "https+++empty.fr/cache",
        "moz-extension+++x/idb",
        "about+home/ls",
    ):
        (folder / "storage/default" / name).mkdir(parents=True)
    with database(folder / "webappsstore.sqlite") as made:
        made.create("webappsstore2")
        made.add("webappsstore2", 2, originKey="rf.a.:https:443")
        made.add("webappsstore2", originKey="rf.dlo.:https:443")
    (folder / "serviceworker.txt").write_text("9\nhttps://c.fr/scope\ntrue\n#\n")
    assert firefox(folder).site_storage().count == 4


def test_cache_files_count_here_and_in_the_cache_place(folder: Path) -> None:
    place = folder.parent.parent / "cache" / "Default"
    for path in (place / "cache2/entries/AB", place / "cache2/doomed/1", folder / "cache2/index"):
        path.parent.mkdir(parents=True)
        path.write_bytes(b"123")
    found = firefox(folder, cache=place).cached_files()
    assert (found.count, found.facts) == (3, {"bytes": 9})


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("", 1),
        ('user_pref("signon.rememberSignons", false);\n', 0),
        ('user_pref("signon.rememberSignons", true);\n', 1),
        ('// user_pref("signon.rememberSignons", false);\n', 1),
        ('user_pref("other", "signon.rememberSignons, false");\n', 1),
    ],
)
def test_the_offer_is_on_until_somebody_says_no(folder: Path, text: str, offered: int) -> None:
    (folder / "prefs.js").write_text(text)
    assert firefox(folder).saving_offered().count == offered


def test_settings_of_empty_lines_without_end_take_no_time(folder: Path) -> None:
    (folder / "prefs.js").write_text("\n" * 1_000_000)
    begun = time.monotonic()
    assert firefox(folder).saving_offered().count == 1
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(("browser", "offered"), [("librewolf", 0), ("firefox", 1)])
def test_a_browser_that_ships_with_the_offer_off_makes_none(
    folder: Path, browser: str, offered: int
) -> None:
    (folder / "prefs.js").write_text("")
    profile = firefox(folder)
    profile.installation.browser = browser
    assert profile.saving_offered().count == offered


def test_a_policy_decides_over_the_preference(folder: Path) -> None:
    (folder / "prefs.js").write_text("")
    policies = folder.parent.parent / "etc/firefox/policies"
    policies.mkdir(parents=True)
    (policies / "policies.json").write_text('{"policies": {"OfferToSaveLogins": false}}')
    assert firefox(folder).saving_offered().count == 0
