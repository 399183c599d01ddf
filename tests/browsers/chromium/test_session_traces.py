"""Names of cookies, account pages and restore settings of Chromium."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hygiene.browsers.profile import Profile
from hygiene.errors import Reason
from hygiene.services.traces import CookieTrace, PageTrace, Paths
from tests.browsers.databases import database
from tests.browsers.profiles import FUTURE, MORNING, NOON, chromium, webkit

ASKED = Paths("assure.ameli.fr", ("/PortailAS",), ())


def every(host: str) -> bool:
    return True


def test_a_session_cookie_has_no_expiry_and_its_value_stays_where_it_is(folder: Path) -> None:
    with database(folder / "Cookies") as made:
        made.create("cookies")
        made.add(
            "cookies",
            host_key=".Ameli.fr",
            name="sid",
            value="canary",
            creation_utc=webkit(MORNING),
            last_access_utc=webkit(NOON),
            expires_utc=0,
            has_expires=0,
            is_persistent=0,
            is_secure=1,
            is_httponly=1,
        )
    (kept,) = chromium(folder).cookie_traces(every).found
    assert kept == CookieTrace(
        "ameli.fr", "sid", MORNING, NOON, session_only=True, secure=True, http_only=True
    )
    assert "canary" not in repr(kept)


@pytest.mark.parametrize("source", ["Cookies", "Network/Cookies"])
def test_a_lasting_cookie_has_its_date_wherever_the_system_keeps_it(
    folder: Path, source: str
) -> None:
    with database(folder / source) as made:
        made.create("cookies")
        made.add("cookies", host_key="a.fr", expires_utc=webkit(FUTURE), is_persistent=1)
    (kept,) = chromium(folder).cookie_traces(every).found
    assert (kept.expires, kept.session_only) == (FUTURE, False)


def test_old_names_of_columns_are_understood(folder: Path) -> None:
    with database(folder / "Cookies") as made:
        made.execute(
            "create table cookies (creation_utc integer, host_key text, name text, value text,"
            " expires_utc integer, secure integer, httponly integer, last_access_utc integer,"
            " has_expires integer, persistent integer)"
        )
        for name, lasting in (("lasting", 1), ("session", 0)):
            made.execute(
                f"insert into cookies values ({webkit(MORNING)}, 'a.fr', '{name}', 'v',"
                f" {webkit(FUTURE) * lasting}, 1, 1, {webkit(NOON)}, {lasting}, {lasting})"
            )
    found = {c.name: c for c in chromium(folder).cookie_traces(every).found}
    assert found["session"].session_only
    assert found["lasting"].expires == FUTURE
    assert all(c.secure and c.http_only for c in found.values())


def test_without_any_flag_a_cookie_without_a_date_is_of_the_session(folder: Path) -> None:
    with database(folder / "Cookies") as made:
        made.execute(
            "create table cookies (creation_utc integer, host_key text, name text,"
            " expires_utc integer)"
        )
        made.execute("insert into cookies values (1, 'a.fr', 'sid', 0)")
    (kept,) = chromium(folder).cookie_traces(every).found
    assert (kept.session_only, kept.expires, kept.secure) == (True, None, False)


def test_other_hosts_stay_in_the_file(folder: Path) -> None:
    with database(folder / "Cookies") as made:
        made.create("cookies")
        for host in (".a.fr", "b.fr"):
            made.add("cookies", host_key=host, name=f"of {host}")
    asked: set[str] = set()

    def wanted(host: str) -> bool:
        asked.add(host)
        return host == "b.fr"

    found = chromium(folder).cookie_traces(wanted)
    assert [c.name for c in found.found] == ["of b.fr"]
    assert asked == {"a.fr", "b.fr"}


def test_a_damaged_file_is_told(folder: Path) -> None:
    (folder / "Cookies").write_bytes(b"no database at all" * 100)
    found = chromium(folder).cookie_traces(every)
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.DAMAGED, "Cookies")]


def test_pages_of_one_host_and_no_other(folder: Path) -> None:
    pages = {
        "https://assure.ameli.fr/PortailAS/accueil": MORNING,
        "https://assure.ameli.fr/deconnexion": NOON,
        "https://assure.ameli.fr.trompeur.fr/PortailAS": NOON,
        "https://xassure.ameli.fr/PortailAS": NOON,
        "https://autre.fr/?u=https://assure.ameli.fr/PortailAS": NOON,
    }
    with database(folder / "History") as made:
        made.create("urls")
        for url, date in pages.items():
            made.add("urls", url=url, last_visit_time=webkit(date))
    found = chromium(folder).pages_of([ASKED, Paths("www.caf.fr")])
    assert found.found == (PageTrace("assure.ameli.fr", NOON, MORNING, NOON),)


def test_a_profile_without_files_has_no_traces(folder: Path) -> None:
    profile = chromium(folder)
    assert profile.cookie_traces(every) == ((), ())
    assert profile.pages_of([ASKED]) == ((), ())


@pytest.mark.parametrize(
    ("file", "choice", "restores"),
    [
        ("Preferences", 1, True),
        ("Preferences", 6, True),
        ("Preferences", 5, False),
        ("Preferences", 4, False),
        ("Preferences", None, False),
        ("Secure Preferences", 1, True),
    ],
)
def test_continue_where_one_left_off(
    folder: Path, file: str, choice: int | None, restores: bool
) -> None:
    (folder / "Preferences").write_text("{}")
    (folder / file).write_text(json.dumps({"session": {"restore_on_startup": choice}}))
    left = chromium(folder).session_survives()
    assert (left.restores, left.resumes, left.running) == (restores, False, None)


@pytest.mark.parametrize(
    ("plain", "secure", "restores"), [(5, 1, True), (1, 5, False), (None, 1, True), (1, None, True)]
)
def test_the_protected_settings_are_right_where_they_differ(
    folder: Path, plain: int | None, secure: int | None, restores: bool
) -> None:
    found = differing(folder, plain, secure)
    assert found.session_survives().restores is restores
    assert ("restore" in found.exit_clearing().defeats) is restores


@pytest.mark.parametrize("browser", ["opera", "opera-gx", "vivaldi"])
@pytest.mark.parametrize(("chosen", "restores"), [(None, True), (5, False)])
def test_opera_and_vivaldi_continue_unless_told_otherwise(
    folder: Path, browser: str, chosen: int | None, restores: bool
) -> None:
    found = differing(folder, chosen, None)
    found.installation.browser = browser
    assert found.session_survives().restores is restores
    assert ("restore" in found.exit_clearing().defeats) is restores


def differing(folder: Path, plain: int | None, secure: int | None) -> Profile:
    """A profile that clears its cookies, and two files that say how it starts."""
    clears = {"default_content_setting_values": {"cookies": 4}}
    for file, choice in (("Preferences", plain), ("Secure Preferences", secure)):
        session = {} if choice is None else {"restore_on_startup": choice}
        (folder / file).write_text(json.dumps({"profile": clears, "session": session}))
    return chromium(folder)


@pytest.mark.parametrize(("ended", "resumes"), [("Crashed", True), ("Normal", False)])
def test_after_a_crash_the_session_comes_back(folder: Path, ended: str, resumes: bool) -> None:
    (folder / "Preferences").write_text(json.dumps({"profile": {"exit_type": ended}}))
    assert chromium(folder).session_survives().resumes is resumes


def test_a_policy_decides_over_the_setting(folder: Path) -> None:
    (folder / "Preferences").write_text(json.dumps({"session": {"restore_on_startup": 1}}))
    policies = folder.parent.parent / "etc/chromium/policies/managed"
    policies.mkdir(parents=True)
    (policies / "start.json").write_text('{"RestoreOnStartup": 5}')
    assert not chromium(folder).session_survives().restores
