"""Names of cookies, account pages and restore settings of Firefox."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import lz4.block
import pytest

from hygiene.errors import Reason
from hygiene.services.traces import CookieTrace, PageTrace, Paths
from tests.browsers.databases import database
from tests.browsers.profiles import FUTURE, MORNING, NOON, firefox, micro, milli, second

ASKED = Paths("assure.ameli.fr", ("/PortailAS",), ())


def every(host: str) -> bool:
    return True


@pytest.mark.parametrize("unit", [milli, second])
def test_an_expiry_is_read_in_either_unit(folder: Path, unit: Callable[[datetime], int]) -> None:
    with database(folder / "cookies.sqlite") as made:
        made.create("moz_cookies")
        made.add(
            "moz_cookies",
            host=".ameli.fr",
            name="trust",
            value="canary",
            expiry=unit(FUTURE),
            creationTime=micro(MORNING),
            lastAccessed=micro(NOON),
            isSecure=1,
            isHttpOnly=1,
        )
    (kept,) = firefox(folder).cookie_traces(every).found
    assert kept == CookieTrace(
        "ameli.fr", "trust", MORNING, NOON, FUTURE, secure=True, http_only=True
    )


def test_cookies_of_the_session_and_of_the_one_before(folder: Path) -> None:
    def kept(name: str) -> dict[str, object]:
        return {"host": ".ameli.fr", "name": name, "value": "canary", "secure": True}

    state = {
        "windows": [],
        "cookies": [kept("now")],
        "lastSessionState": {"windows": [], "cookies": [kept("before")]},
    }
    data = lz4.block.compress(json.dumps(state).encode())
    (folder / "sessionstore.jsonlz4").write_bytes(b"mozLz40\0" + data)
    found = {c.name: c for c in firefox(folder).cookie_traces(every).found}
    assert {name: c.previous for name, c in found.items()} == {"now": False, "before": True}
    assert all(c.session_only and c.secure and c.created is None for c in found.values())
    assert "canary" not in repr(found)


def test_each_source_is_told_where_it_cannot_be_read(folder: Path) -> None:
    (folder / "cookies.sqlite").write_bytes(b"no database at all" * 100)
    (folder / "sessionstore.jsonlz4").write_bytes(b"mozLz40\0\x20\0\0\0" + b"\xff" * 50)
    found = firefox(folder).cookie_traces(every)
    assert [(c.reason, c.source) for c in found.unseen] == [
        (Reason.DAMAGED, "cookies.sqlite"),
        (Reason.DAMAGED, "sessionstore"),
    ]


def test_pages_of_one_host_and_no_other(folder: Path) -> None:
    pages = {
        "https://assure.ameli.fr/PortailAS/accueil": ("assure.ameli.fr", MORNING, 1),
        "https://assure.ameli.fr/deconnexion": ("assure.ameli.fr", NOON, 1),
        "https://assure.ameli.fr/bookmark": ("assure.ameli.fr", FUTURE, 0),
        "https://xassure.ameli.fr/PortailAS": ("xassure.ameli.fr", NOON, 1),
    }
    with database(folder / "places.sqlite") as made:
        made.create("moz_places")
        for url, (host, date, visits) in pages.items():
            made.add(
                "moz_places",
                url=url,
                rev_host=f"{host[::-1]}.",
                visit_count=visits,
                last_visit_date=micro(date),
            )
    found = firefox(folder).pages_of([ASKED, Paths("www.caf.fr")])
    assert found.found == (PageTrace("assure.ameli.fr", NOON, MORNING, NOON),)


ENDED = '{"profile-after-change":true,"sessionstore-final-state-write-complete":true}'
CRASHED = '{"profile-after-change":true,"final-ui-startup":true}'


@pytest.mark.parametrize(
    ("prefs", "checkpoints", "restores", "resumes"),
    [
        ("", ENDED, False, False),
        ("", CRASHED, False, True),
        ("", None, False, False),
        ('user_pref("browser.sessionstore.resume_from_crash", false);\n', CRASHED, False, False),
        ('user_pref("browser.startup.page", 3);\n', ENDED, True, False),
        ('user_pref("browser.startup.page", 1);\n', ENDED, False, False),
        ('user_pref("browser.sessionstore.resume_session_once", true);\n', ENDED, True, False),
    ],
)
def test_what_brings_a_session_back(
    folder: Path, prefs: str, checkpoints: str | None, restores: bool, resumes: bool
) -> None:
    (folder / "prefs.js").write_text(prefs)
    if checkpoints is not None:
        (folder / "sessionCheckpoints.json").write_text(checkpoints)
    left = firefox(folder).session_survives()
    assert (left.restores, left.resumes, left.running) == (restores, resumes, None)
