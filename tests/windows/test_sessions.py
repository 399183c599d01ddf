"""Who is still logged in while Chrome is open: on Windows nobody else may open its cookies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.browsers.visits import keep, visit
from tests.command import Ran, unseen
from tests.roots import FakeHome
from tests.windows.profiles import chrome
from tests.windows.running import holding, hygiene, program

pytestmark = pytest.mark.windows

COOKIES = "Network/Cookies"
#: How long ago somebody came to ameli, and left it.
CAME, WENT = timedelta(minutes=30), timedelta(minutes=10)
KINDS = ("open-session", "trusted-device", "visited-service")
LOCKED = {("open-sessions", kind, "Cookies", "locked") for kind in KINDS}


@pytest.fixture
def profile(home: FakeHome) -> Path:
    """Chrome, after somebody logged in to ameli with their number and code."""
    folder = home.chromium("chrome").path
    chrome(folder, 0, 0)
    came = datetime.now(UTC) - CAME
    for host, name in (
        ("assure.ameli.fr", "mod_auth_openidc_session"),
        (".ameliconnect.ameli.fr", "AMWebSSOv2"),
        (".ameli.fr", "BIGipServerpool"),
    ):
        keep(folder, host, name, came, source=COOKIES)
    visit(folder, "https://www.ameli.fr/assure", came)
    visit(folder, "https://assure.ameli.fr/PortailAS/appmanager/PortailAS/assure?_nfpb=true", came)
    return folder


def log_out(profile: Path) -> None:
    """The page that ends the session was seen, and its cookies are gone."""
    visit(profile, "https://assure.ameli.fr/PortailAS/deconnexion", datetime.now(UTC) - WENT)
    (profile / COOKIES).unlink()
    keep(profile, ".ameli.fr", "BIGipServerpool", source=COOKIES)


@contextmanager
def chrome_open(home: FakeHome, tmp_path: Path) -> Iterator[None]:
    """A program called chrome.exe holds what Chrome holds, shared as Chrome shares it."""
    named = program(tmp_path / "bin", "chrome.exe")
    data = home.data("chrome")
    with ExitStack() as held:
        held.enter_context(holding(data / "lockfile", share="reading", program=named, gone=True))
        held.enter_context(holding(data / "Default" / COOKIES, share="nothing", program=named))
        yield


def look(home: FakeHome, lang: str = "fr") -> Ran:
    words = ("check", "--only", "open-sessions", "--format", "json", "--lang", lang)
    ran = hygiene(*words, home=home.path)
    assert ran.err == ""
    assert "canari" not in ran.out
    return ran


def verdicts(ran: Ran) -> dict[tuple[str, str], dict[str, Any]]:
    (check,) = ran.report["checks"]
    return {(found["kind"], found["subject"]): found for found in check["findings"]}


def outcome(ran: Ran) -> str:
    (check,) = ran.report["checks"]
    return str(check["outcome"])


def test_an_account_page_and_no_log_out_after_it_is_a_case_of_its_own(
    home: FakeHome, profile: Path, tmp_path: Path
) -> None:
    with chrome_open(home, tmp_path):
        french, english = look(home, "fr"), look(home, "en")
        screen = hygiene("check", home=home.path).out
    found = verdicts(french)
    assert set(found) == {("open-session", "ameli")}
    session = found["open-session", "ameli"]
    assert session["severity"] == "medium"
    assert session["facts"] == {"certainty": "probable", "from_history": True}
    assert session["message"].replace("\u00a0", " ") == (
        "Impossible de dire si vous êtes encore connecté au compte ameli :"
        " Chrome n'a pas été vu en entier."
    )
    assert verdicts(english)["open-session", "ameli"]["message"] == (
        "Cannot tell whether you are still logged in to your ameli account:"
        " Chrome was not seen in full."
    )
    assert unseen(french.report) == LOCKED
    assert french.code == 1
    assert "Impossible de dire si vous êtes encore connecté au compte ameli" in screen
    assert "sans doute" not in screen


def test_a_log_out_page_after_it_is_believed_and_the_cookies_are_told_as_locked(
    home: FakeHome, profile: Path, tmp_path: Path
) -> None:
    log_out(profile)
    with chrome_open(home, tmp_path):
        ran = look(home)
    assert set(verdicts(ran)) == {("visited-service", "ameli")}
    assert unseen(ran.report) == LOCKED
    assert (ran.code, outcome(ran)) == (3, "found")


def test_without_a_service_in_the_history_nothing_is_called_clean(
    home: FakeHome, profile: Path, tmp_path: Path
) -> None:
    (profile / "History").unlink()
    with chrome_open(home, tmp_path):
        ran = look(home)
    assert verdicts(ran) == {}
    assert unseen(ran.report) == LOCKED
    assert (ran.code, outcome(ran)) == (3, "unreadable")


def test_once_chrome_is_closed_the_cookies_tell(
    home: FakeHome, profile: Path, tmp_path: Path
) -> None:
    with chrome_open(home, tmp_path):
        assert unseen(look(home).report) == LOCKED
    ran = look(home)
    assert unseen(ran.report) == set()
    assert verdicts(ran)["open-session", "ameli"]["facts"] == {
        "certainty": "known",
        "ends": "next-start",
    }
    log_out(profile)
    ran = look(home)
    assert unseen(ran.report) == set()
    assert set(verdicts(ran)) == {("visited-service", "ameli")}
    assert (ran.code, outcome(ran)) == (0, "found")
