from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from hygiene.advice.gestures import (
    Stay,
    address,
    base,
    browser_name,
    browsers,
    clearing,
    family,
    menu,
    shortcut,
)
from hygiene.data import load
from hygiene.texts.say import LANGUAGES, Language

NOW = datetime(2026, 11, 23, 14, 2, tzinfo=timezone(timedelta(hours=1)))
CATALOGUE = load("hygiene.browsers.discovery", "catalogue.toml")


def sat_down(**ago: float) -> Stay:
    return Stay("shared", NOW, NOW - timedelta(**ago))


@pytest.mark.parametrize("browser", CATALOGUE)
def test_every_browser_that_can_be_found_has_its_gestures_and_its_name(browser: str) -> None:
    row: dict[str, Any] = CATALOGUE[browser]
    assert base(browser) is not None
    assert family(browser) == row["family"]
    assert row["name"].removeprefix("Microsoft ") == browser_name(browser, "fr")


def test_channels_have_the_gestures_of_their_browser() -> None:
    assert base("chrome-beta") == "chrome"
    assert base("opera-gx") == "opera-gx"
    assert base("opera-gx-next") == "opera-gx"
    assert base("netscape") is None
    assert base("") is None
    assert browser_name("edge-canary", "en") == "Edge Canary"


def test_an_unknown_browser_keeps_its_name_and_gets_the_common_keys() -> None:
    assert browser_name("netscape-9", "fr") == "Netscape 9"
    assert shortcut("netscape", "clear", "linux", "fr") == "Ctrl+Maj+Suppr"
    assert address("netscape", "passwords") is None


@pytest.mark.parametrize(
    ("browser", "platform", "language", "keys"),
    [
        ("chrome", "linux", "fr", "Ctrl+Maj+Suppr"),
        ("chrome", "windows", "en", "Ctrl+Shift+Del"),
        ("edge-beta", "macos", "en", "Shift+Cmd+Backspace"),
        ("firefox", "macos", "fr", "Maj+Cmd+Retour arrière"),
        (None, "linux", "en", "Ctrl+Shift+Del"),
        ("safari", "macos", "fr", None),
    ],
)
def test_the_keys_that_clear(
    browser: str | None, platform: str, language: Language, keys: str | None
) -> None:
    assert shortcut(browser, "clear", platform, language) == keys


def test_a_private_window_has_other_keys_in_firefox() -> None:
    assert shortcut("chrome", "private", "linux", "en") == "Ctrl+Shift+N"
    assert shortcut("firefox", "private", "linux", "en") == "Ctrl+Shift+P"


@pytest.mark.parametrize("browser", browsers())
def test_every_browser_has_a_way_to_clear_on_every_system(browser: str) -> None:
    for platform in ("linux", "windows", "macos"):
        for language in LANGUAGES:
            keys = shortcut(browser, "clear", platform, language)
            assert keys or menu(browser, "clear", language)
            assert "{" not in clearing(browser, platform, language, Stay())


@pytest.mark.parametrize("browser", browsers())
def test_each_browser_has_addresses_of_its_own_scheme(browser: str) -> None:
    schemes = {"chromium": "chrome", "opera-gx": "opera", "safari": None}
    wanted = schemes.get(browser, "about" if family(browser) == "firefox" else browser)
    for topic in ("passwords", "saving", "cards", "addresses", "clear"):
        found = address(browser, topic)
        assert (found.partition(":")[0] if found else None) == wanted


@pytest.mark.parametrize(
    ("stay", "words"),
    [
        (sat_down(minutes=31), "« Dernière heure »"),
        # Whoever reads for a quarter of an hour must not lose the beginning of their stay.
        (sat_down(minutes=50), "« Dernières 24 heures »"),
        (sat_down(hours=30), "« 7 derniers jours »"),
        (sat_down(days=40), "« Depuis le début »"),
        (Stay("shared", NOW, None), "la durée de votre passage (par exemple « Dernière heure »)"),
        # A report without names has lost its hours.
        (Stay("shared", NOW, NOW), "la durée de votre passage (par exemple « Dernière heure »)"),
        (Stay("public-terminal", NOW, NOW - timedelta(minutes=5)), "« Depuis le début »"),
        (Stay("own", NOW, None), "la durée de votre choix"),
    ],
)
def test_the_time_range_reaches_back_to_the_person_s_arrival(stay: Stay, words: str) -> None:
    told = clearing("chrome", "linux", "fr", stay).replace("\u00a0", " ")
    assert f"Ctrl + Maj + Suppr, {words}, cochez tout sauf les mots de passe" in told


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.5, "la dernière heure"),
        (1.5, "les deux dernières heures"),
        (3, "les quatre dernières heures"),
        (10, "aujourd'hui"),
    ],
)
def test_firefox_has_ranges_of_its_own(hours: float, words: str) -> None:
    told = clearing("firefox", "linux", "fr", sat_down(hours=hours)).replace("\u00a0", " ")
    assert f"« {words} »" in told


def test_firefox_clears_all_where_the_stay_began_yesterday() -> None:
    told = clearing("firefox", "linux", "en", sat_down(hours=20))
    assert '"Everything"' in told
    assert "This clears other people's traces too." in told


def test_only_a_shared_place_warns_of_what_all_time_would_do() -> None:
    shared = clearing("chrome", "linux", "en", sat_down(minutes=5))
    assert 'With "All time" you would clear other people\'s traces too.' in shared
    public = clearing("chrome", "linux", "en", Stay("public-terminal"))
    assert public.endswith("This clears other people's traces too.")
    assert "other people" not in clearing("chrome", "linux", "en", Stay("own"))


@pytest.mark.parametrize("browser", [*browsers(), None])
def test_nobody_is_told_to_tick_passwords(browser: str | None) -> None:
    told = clearing(browser, "windows", "en", Stay())
    if family(browser) not in ("firefox", "safari"):
        assert "tick everything but passwords" in told
    else:
        assert "password" not in told


def test_safari_is_cleared_by_its_menu() -> None:
    told = clearing("safari", "macos", "en", Stay("public-terminal"))
    assert told.startswith("In Safari: menu History > Clear History…, all history, then confirm.")
