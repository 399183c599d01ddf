from __future__ import annotations

from itertools import product

import pytest

from hygiene.advice.advice import Advice, advice
from hygiene.advice.gestures import Stay, browsers, family
from hygiene.data import load
from hygiene.definition import Check
from hygiene.kinds import gestures
from hygiene.registry import registry
from hygiene.texts.say import LANGUAGES

CHECKS = {check.id: check for check in registry(others=False)}
OF_KIND = {kind: check for check in CHECKS.values() for kind in check.kinds}
PLATFORMS = ("linux", "windows", "macos")
EVERY = [
    *browsers(),
    *load("hygiene.browsers.discovery", "catalogue.toml"),
    "netscape",  # a browser that nobody told us about
    None,
]

PASSWORDS = CHECKS["saved-passwords"]


def told(kind: str, browser: str | None, stay: Stay | None = None) -> Advice:
    return advice(OF_KIND[kind], kind, browser, "linux", "en", stay=stay)


@pytest.mark.parametrize("kind", OF_KIND)
def test_every_kind_has_advice_in_every_browser_on_every_system(kind: str) -> None:
    for browser, platform, language in product(EVERY, PLATFORMS, LANGUAGES):
        found = advice(OF_KIND[kind], kind, browser, platform, language)
        assert found.steps
        assert found.effort
        for step in found.steps:
            assert "{" not in step
            assert "None" not in step
        assert found.link.startswith("https://")
        assert found.gesture in gestures()


@pytest.mark.parametrize("kind", OF_KIND)
def test_no_advice_says_to_tick_passwords(kind: str) -> None:
    for browser, place in product(EVERY, ("shared", "public-terminal", "own")):
        for step in told(kind, browser, stay=Stay(place)).steps:
            if "tick" in step:
                assert "tick everything but passwords" in step or "tick every box" in step
            # Firefox alone has no such box.
            if "tick every box" in step:
                assert family(browser) == "firefox"


@pytest.mark.parametrize(
    ("browser", "address"),
    [
        ("chrome", "chrome://password-manager/passwords"),
        ("chromium", "chrome://password-manager/passwords"),
        ("chrome-beta", "chrome://password-manager/passwords"),
        ("edge", "edge://wallet/passwords"),
        ("brave", "brave://password-manager/passwords"),
        ("opera", "opera://password-manager/passwords"),
        ("vivaldi", "vivaldi://password-manager/passwords"),
        ("firefox", "about:logins"),
        ("librewolf", "about:logins"),
        ("safari", None),
        ("netscape", None),
        (None, None),
    ],
)
def test_passwords_are_deleted_at_the_browser_s_own_address(
    browser: str | None, address: str | None
) -> None:
    found = told("password", browser)
    assert found.address == address
    assert address is None or address in found.steps[0]


def test_firefox_is_said_not_to_clear_passwords_cards_and_addresses() -> None:
    for kind in ("password", "payment-card", "iban", "address"):
        step = told(kind, "firefox").steps[0].replace("\u00a0", " ")
        assert "Ctrl + Shift + Del does not clear" in step
        assert "does not clear" not in told(kind, "chrome").steps[0]


def test_the_shortcut_is_that_of_the_system() -> None:
    linux = advice(PASSWORDS, "password", "chrome", "linux", "fr")
    mac = advice(PASSWORDS, "password", "chrome", "macos", "fr")
    assert linux.shortcut == "Ctrl+Maj+Suppr"
    assert mac.shortcut == "Maj+Cmd+Retour arrière"


def test_safari_is_told_its_menus_and_no_keys() -> None:
    for kind, check in OF_KIND.items():
        found = advice(check, kind, "safari", "macos", "en")
        said = " ".join(found.steps)
        assert (found.shortcut, found.address) == (None, None)
        assert "Ctrl" not in said
        assert "address bar" not in said
    assert "menu History > Clear History…" in told("visited-page", "safari").steps[0]
    assert "the Passwords app" in told("password", "safari").steps[0]
    assert "Settings > AutoFill" in told("form-entry", "safari").steps[0]


def test_a_mac_quits_its_browsers_where_others_close_windows() -> None:
    check = CHECKS["browser-running"]
    for browser in ("safari", "chrome", None):
        (step,) = advice(check, "running-browser", browser, "macos", "en").steps
        assert "Quit it" in step
        (step,) = advice(check, "running-browser", browser, "linux", "en").steps
        assert "Close all its windows" in step


def test_closing_a_browser_needs_no_clearing_keys() -> None:
    found = told("running-browser", "chrome")
    assert (found.gesture, found.shortcut, found.address) == ("close", None, None)


def test_tabs_are_closed_before_and_windows_after() -> None:
    first, last = told("open-tab", "chrome").steps
    assert first.startswith("First close your tabs. In Chrome:")
    assert last == "Then close all windows of Chrome."


def test_clearing_follows_the_place() -> None:
    public = told("visited-page", "chrome", stay=Stay("public-terminal"))
    shared = told("visited-page", "chrome", stay=Stay("shared"))
    assert '"All time", tick' in public.steps[0]
    assert '"Last hour"' in shared.steps[0]


def test_what_it_is_about_is_kept() -> None:
    found = advice(PASSWORDS, "password", "chrome", "linux", "en", subject="ameli")
    assert (found.kind, found.subject, found.browser) == ("password", "ameli", "chrome")


def check_with(*rows: dict[str, object]) -> Check:
    texts = {**PASSWORDS.texts, "advice": rows}
    return Check("mine", "spam", "mine", kinds=PASSWORDS.kinds, texts=texts)


def step(words: str) -> list[dict[str, str]]:
    return [{"fr": words, "en": words}]


def test_the_row_that_says_most_about_where_it_fits_wins() -> None:
    check = check_with(
        {"steps": step("anywhere")},
        {"kind": "password", "steps": step("the kind")},
        {"family": "chromium", "steps": step("the family")},
        {"platform": "linux", "steps": step("the system")},
        {"browser": "edge", "steps": step("the browser")},
        {"browser": "edge", "platform": "windows", "steps": step("both")},
    )

    def says(browser: str | None, platform: str) -> str:
        return advice(check, "password", browser, platform, "en").steps[0]

    assert says("edge", "windows") == "both"
    assert says("edge-beta", "linux") == "the browser"
    assert says("chrome", "linux") == "the system"
    assert says("chrome", "windows") == "the family"
    assert says("firefox", "macos") == "the kind"
    assert says(None, "macos") == "the kind"


def test_a_row_that_names_what_a_browser_lacks_is_passed_over() -> None:
    check = check_with(
        {"steps": step("Look for yourself.")},
        {"kind": "password", "steps": step("In {browser}: {passwords_address}")},
    )
    assert advice(check, "password", "safari", "macos", "en").steps == ("Look for yourself.",)
    assert advice(check, "password", None, "macos", "en").steps == ("Look for yourself.",)


def test_a_check_without_advice_gives_none() -> None:
    assert advice(check_with(), "password", "chrome", "linux", "en").steps == ()
