from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from hygiene.advice.gestures import browsers, family
from hygiene.definition import Check
from hygiene.errors import Reason
from hygiene.model import Finding, Unreadable, Where
from hygiene.registry import registry
from hygiene.texts.messages import facts, how_to_see, message, title, unseen, unseen_message
from hygiene.texts.moments import day, day_and_hour, decimal, hour, size
from hygiene.texts.say import LANGUAGES, Language

CHECKS = {check.id: check for check in registry(others=False)}
OF_KIND = {kind: check for check in CHECKS.values() for kind in check.kinds}

both = pytest.mark.parametrize("language", LANGUAGES)


def left(kind: str, count: int = 3, browser: str | None = "chrome", **more: int) -> Finding:
    return Finding(count=count, kind=kind, where=Where(browser=browser), facts=more)


@both
@pytest.mark.parametrize("browser", [*browsers(), "chrome-beta", "firefox-esr", None])
@pytest.mark.parametrize("kind", OF_KIND)
def test_every_kind_has_a_message_in_every_browser(
    kind: str, browser: str | None, language: Language
) -> None:
    for count in (0, 1, 2, 12_345):
        told = message(OF_KIND[kind], left(kind, count, browser), language)
        assert told.endswith(".")
        assert "{" not in told
        assert told[0].isupper() or told[0].isdigit()


def test_a_message_counts_and_names_the_browser() -> None:
    check = CHECKS["saved-passwords"]
    assert message(check, left("password", 1), "fr") == "Chrome garde 1 mot de passe."
    assert message(check, left("password"), "fr") == "Chrome garde 3 mots de passe."
    assert message(check, left("password", browser="edge-dev"), "en") == (
        "Edge Dev keeps 3 passwords."
    )


def test_an_estimate_says_so() -> None:
    told = left("cache", 1800, approximate=True)
    assert message(CHECKS["browsing-data"], told, "en") == (
        "Chrome keeps 1,800 copies of pages and pictures."
    )


def test_a_message_never_holds_a_name() -> None:
    finding = Finding(
        count=1, kind="password", where=Where("alice", "chrome", "native", "Work"), names=("a.fr",)
    )
    told = message(CHECKS["saved-passwords"], finding, "fr")
    assert told == "Chrome garde 1 mot de passe."


def test_a_check_that_is_not_installed_still_gets_a_sentence() -> None:
    assert message(None, left("badges:badge", 2), "fr") == "badges:badge\u00a0: 2."
    assert title(None, "badges\x1b[31m", "fr") == "badges\\u001b[31m"


def test_a_broken_check_is_called_by_its_id() -> None:
    broken = Check(id="mine", rule="spam", origin="built-in", broken="ImportError")
    assert title(broken, "mine", "en") == "mine"


def test_facts_are_told_where_there_are_words_and_something_to_tell() -> None:
    cards = left("payment-card", 2, cvc=1)
    assert facts(CHECKS["saved-cards"], cards, "en") == ["1 with its security code"]
    assert facts(CHECKS["saved-cards"], left("payment-card", 2, cvc=0), "en") == []
    cache = left("cache", 10, bytes=51_400_000, approximate=True)
    assert facts(CHECKS["browsing-data"], cache, "fr") == ["51\u00a0Mo"]


@both
@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("browser", ["chrome", "edge", None])
def test_every_reason_is_said_with_what_to_do(
    reason: Reason, browser: str | None, language: Language
) -> None:
    said = unseen(reason, browser, ["les cookies"], language)
    assert "les cookies" in said
    assert "{" not in said + how_to_see(reason, browser, language)
    assert (browser or "").title() in said


def test_what_is_not_seen_is_named_by_its_kind_or_as_a_whole() -> None:
    where = Where("alice", "edge")
    cookies = Unreadable(Reason.LOCKED, "Cookies", "cookie", where)
    assert unseen_message(CHECKS["browsing-data"], cookies, "en") == (
        "Edge is open: hygiene could not look at the cookies."
    )
    whole = Unreadable(Reason.LOCKED, "", None, where)
    assert unseen_message(CHECKS["browsing-data"], whole, "fr") == (
        "Edge est ouvert\u00a0: hygiene n'a pas pu regarder ses données."
    )
    strange = Unreadable(Reason.LOCKED, "", "badges:badge", where)
    assert "une partie de ses données" in unseen_message(None, strange, "fr")


def test_of_many_things_not_seen_a_few_are_named() -> None:
    told = unseen(Reason.TIME, "chrome", ["the a", "the b", "the c", "the d", "the a"], "en")
    assert told == "Chrome: there was not enough time to look at the a, the b and the rest."


def test_french_names_of_browsers_are_elided() -> None:
    assert "fenêtres d'Edge" in how_to_see(Reason.LOCKED, "edge", "fr")
    assert "fenêtres de Chrome" in how_to_see(Reason.LOCKED, "chrome", "fr")


def test_dates_hours_and_sizes() -> None:
    moment = datetime(2026, 3, 5, 9, 7, tzinfo=timezone(timedelta(hours=1)))
    assert (hour(moment, "fr"), hour(moment, "en")) == ("9\u00a0h\u00a007", "09:07")
    assert (day(moment, "fr"), day(moment, "en")) == ("05/03/2026", "5\u00a0Mar\u00a02026")
    assert day_and_hour(moment, "fr") == "05/03/2026 à 9\u00a0h\u00a007"
    assert (decimal(0.412, "fr"), decimal(0.412, "en")) == ("0,4", "0.4")


@pytest.mark.parametrize(
    ("octets", "told"),
    [(0, "0 B"), (999, "999 B"), (1000, "1 KB"), (999_600, "1 MB"), (10**15, "1000 TB")],
)
def test_sizes_change_their_unit_in_time(octets: int, told: str) -> None:
    assert size(octets, "en").replace("\u00a0", " ") == told


@both
@pytest.mark.parametrize("browser", ["chrome", None])
def test_on_a_computer_that_runs_nobody_is_sent_to_another_root(
    browser: str | None, language: Language
) -> None:
    """There the homes of others are looked at, one by one, and no option says more than all."""
    told = how_to_see(Reason.OUTSIDE_ROOT, browser, language, live=True)
    assert "--root" not in told
    assert {"fr": "dossier personnel", "en": "home folder"}[language] in told
    assert "--root" in how_to_see(Reason.OUTSIDE_ROOT, browser, language)


def test_every_family_is_one_we_speak_of() -> None:
    assert {family(browser) for browser in browsers()} == {"chromium", "firefox", "safari"}


@pytest.mark.parametrize(
    ("reason", "french", "english"),
    [
        (Reason.OS_VAULT, "app Mots de passe", "Passwords app"),
        (Reason.ENCRYPTED, "Réglages > Remplissage automatique", "Settings > AutoFill"),
        (Reason.FULL_DISK_ACCESS, "Accès complet au disque", "Full Disk Access"),
        (Reason.DENIED, "la personne responsable", "the person in charge"),
    ],
)
def test_safari_has_places_of_its_own(reason: Reason, french: str, english: str) -> None:
    assert french in how_to_see(reason, "safari", "fr")
    assert english in how_to_see(reason, "safari", "en")


def test_other_browsers_keep_the_general_words() -> None:
    assert how_to_see(Reason.OS_VAULT, "chrome", "en") == (
        "Look for yourself in the settings of Chrome."
    )
    assert how_to_see(Reason.OS_VAULT, None, "en").endswith("the system's settings.")
