"""Who is still logged in, in real browsers: the verdicts are the truth, however they are left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from .demands import need_browser
from .families import FAMILIES, Family, RunningBrowser
from .fill import Driver
from .firefox import Firefox
from .firefox_driver import FirefoxDriver
from .homes import Homes
from .website import COOKIE_HEADER

pytestmark = pytest.mark.real

_FLUSH_SECONDS = 75
"""Cookies reach Chromium's disk 20 to 30 seconds after they were set; a slow machine needs more."""
_SET_COOKIE = f"(wish => fetch('/biscuit', {{headers: {{'{COOKIE_HEADER}': wish}}}}).then(() => 1))"
_NAMES = "(() => fetch('/noms').then(answer => answer.text()))"
_MONTHS = "; Max-Age=15552000"
AMELI, AMELI_CODE = "assure.ameli.fr", "ameliconnect.ameli.fr"
FRANCE_CONNECT, TAXES, CAF = "app.franceconnect.gouv.fr", "cfspart.impots.gouv.fr", "connect.caf.fr"
DOCTOLIB, LEBONCOIN = "www.doctolib.fr", "www.leboncoin.fr"


class Said(NamedTuple):
    """One finding: its weight, how sure it is, and what ends it (`day`: a date)."""

    severity: str
    certainty: str = ""
    ends: str = ""


Verdicts = dict[tuple[str, str], Said]

DEVICE = Said("high", "known", "day")
SEEN = Said("low")


def truth(session: Said | None, guessed: Said) -> Verdicts:
    """What was left by `log_in_and_out`, where sessions without a date are like `session`."""
    ameli = (
        {("open-session", "ameli"): session} if session else {("visited-service", "ameli"): SEEN}
    )
    return {
        **ameli,
        ("trusted-device", "ameli"): DEVICE,
        ("open-session", "leboncoin"): Said("high", "known", "day"),
        ("open-session", "caf"): guessed,
        ("visited-service", "franceconnect"): SEEN,
        ("visited-service", "impots"): SEEN,
        ("visited-service", "doctolib"): SEEN,
    }


def set_cookie(driver: Driver, wish: str) -> None:
    driver.call(_SET_COOKIE, wish)


def log_in_and_out(driver: Driver) -> None:
    """Log in to five services, out of two; visit a sixth; one has no names that anybody knows."""
    driver.go(f"https://{AMELI_CODE}/connexion")
    set_cookie(driver, f"trustConnect0=canari-1{_MONTHS}")
    driver.go(f"https://{AMELI}/PortailAS/accueil")
    set_cookie(driver, "mod_auth_openidc_session=canari-2")
    driver.go(f"https://{LEBONCOIN}/compte")
    set_cookie(driver, f"luat=canari-3{_MONTHS}")
    driver.go(f"https://{CAF}/connexion")
    set_cookie(driver, f"c7=canari-4{_MONTHS}")
    time.sleep(1.5)  # the page of the account comes after the cookie, also in whole seconds
    driver.go(f"https://{CAF}/wps/myportal/dossier")
    for host, name, page in (
        (FRANCE_CONNECT, "fc_session_id", "api/v1/logout"),
        (TAXES, "lemondgfip", "deconnexion"),
    ):
        driver.go(f"https://{host}/entree")
        set_cookie(driver, f"{name}=canari-5")
        driver.go(f"https://{host}/{page}")
        set_cookie(driver, f"{name}=; Max-Age=0")
    driver.go(f"https://{DOCTOLIB}/")
    set_cookie(driver, "_doctolib_session=canari-6")


def still_logged_in(driver: Driver, host: str = AMELI) -> bool:
    """Whether the browser sends the site a session, as the next person would find."""
    driver.go(f"https://{host}/retour")
    return "mod_auth_openidc_session" in str(driver.call(_NAMES)).split()


def verdicts(home: Path, *, live: bool = False) -> Verdicts:
    """What the command says of who is logged in, of a home here (`live`) or of a copied one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HYGIENE_")}
    where = [] if live else ["--root", str(home)]
    command = [sys.executable, "-m", "hygiene", "check"]
    done = subprocess.run(
        [*command, *where, "--only", "open-sessions", "--format", "json", "--exit-zero"],
        env=kept | ({"HOME": str(home)} if live else {}),
        cwd=home.parent,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "canari" not in done.stdout + done.stderr
    (check,) = json.loads(done.stdout)["checks"]
    assert not check["unreadable"]
    return {(f["kind"], f["subject"]): _said(f) for f in check["findings"]}


def _said(finding: dict[str, Any]) -> Said:
    assert finding["count"] == 1
    facts = finding["facts"]
    ends = facts.get("ends", "")
    return Said(
        finding["severity"], facts.get("certainty", ""), "day" if ends[:2] == "20" else ends
    )


def settle(home: Path, wanted: Verdicts) -> None:
    """Wait until a running browser has written everything; then the verdicts must be the truth."""
    end = time.monotonic() + _FLUSH_SECONDS
    while (found := verdicts(home, live=True)) != wanted and time.monotonic() < end:
        time.sleep(1)
    assert found == wanted


def begin(family: Family, homes: Homes, what: str) -> tuple[Path, RunningBrowser, Driver]:
    home = homes.workshop.folder / f"{family.name} {what}"
    (home / "Downloads").mkdir(parents=True)
    family.prepare(home, homes.workshop)
    browser, driver = homes.start(family, home)
    return home, browser, driver


OPEN_NOW = truth(Said("high", "known", "close"), Said("medium", "probable", "day"))
ENDS_NEXT = truth(Said("medium", "known", "next-start"), Said("medium", "probable", "day"))
COMES_BACK = truth(Said("high", "known", "log-out"), Said("medium", "probable", "day"))


@pytest.mark.parametrize("name", FAMILIES)
def test_running_closed_and_opened_again(homes: Homes, name: str) -> None:
    need_browser(name)
    family = FAMILIES[name]
    home, browser, driver = begin(family, homes, "sessions closed")
    log_in_and_out(driver)
    settle(home, OPEN_NOW)
    browser.close()
    assert verdicts(home) == ENDS_NEXT
    assert verdicts(home, live=True) == ENDS_NEXT
    browser, driver = homes.start(family, home)
    try:
        assert not still_logged_in(driver)
    finally:
        browser.kill()


@pytest.mark.parametrize("name", FAMILIES)
def test_killed_and_opened_again(homes: Homes, name: str) -> None:
    need_browser(name)
    family = FAMILIES[name]
    home, browser, driver = begin(family, homes, "sessions killed")
    log_in_and_out(driver)
    settle(home, OPEN_NOW)
    browser.kill()
    assert verdicts(home) == COMES_BACK
    assert verdicts(home, live=True) == COMES_BACK
    browser, driver = homes.start(family, home)
    try:
        assert still_logged_in(driver)
    finally:
        browser.kill()


@pytest.mark.parametrize("name", FAMILIES)
def test_restored_by_choice(homes: Homes, name: str) -> None:
    need_browser(name)
    family = FAMILIES[name]
    home, browser, driver = begin(family, homes, "sessions restored")
    driver.restore_tabs()
    log_in_and_out(driver)
    settle(home, COMES_BACK)
    browser.close()
    assert verdicts(home) == COMES_BACK
    if name == "firefox":  # the harness writes the settings anew before each start
        firefox = Firefox(home, "usage", homes.workshop, {"browser.startup.page": 3})
        browser, driver = firefox, FirefoxDriver(firefox)
    else:
        browser, driver = homes.start(family, home)
    try:
        assert still_logged_in(driver)
    finally:
        browser.kill()
