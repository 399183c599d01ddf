"""`hygiene explain`: one check in full, for each family of browsers or for one browser."""

from __future__ import annotations

import pytest

from hygiene.commands.explain import page
from hygiene.definition import Check
from hygiene.kinds import kinds
from hygiene.registry import registry
from hygiene.texts.say import LANGUAGES, Language
from tests.command import hygiene

CHECKS = {check.id: check for check in registry(others=False)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("platform", ["linux", "windows", "macos"])
@pytest.mark.parametrize("check", CHECKS.values(), ids=list(CHECKS))
def test_every_check_explains_itself(check: Check, platform: str, language: Language) -> None:
    lines = list(page(check, None, platform, language, 80))
    text = "\n".join(lines)
    assert f"({check.id})" in lines[0]
    for kind in check.kinds:
        assert f"  {kind} (" in text
    assert ("Pourquoi" if language == "fr" else "Why") in lines
    assert "https://" in text
    assert "{" not in text
    assert all(len(line) <= 80 or "https://" in line for line in lines)
    steps = [line for line in lines if line.startswith("  - ")]
    assert steps


def test_each_family_has_its_own_gesture() -> None:
    text = "\n".join(page(CHECKS["saved-passwords"], None, "macos", "en", 200))
    assert "What to do: Chrome, macOS" in text
    assert "chrome://password-manager/passwords" in text
    assert "What to do: Firefox, macOS" in text
    assert "about:logins" in text
    assert "What to do: Safari, macOS" in text
    assert "--browser edge" in text


def test_safari_is_a_matter_of_macs_alone() -> None:
    assert "Safari" not in "\n".join(page(CHECKS["saved-passwords"], None, "windows", "en", 80))


def test_one_browser_may_be_asked_for() -> None:
    ran = hygiene(
        *("explain", "saved-passwords", "--browser", "edge", "--platform", "windows"),
        *("--lang", "fr"),
    )
    assert ran.code == 0
    assert "Comment faire\u00a0: Edge, Windows" in ran.out
    assert "edge://" in ran.out
    assert "about:logins" not in ran.out
    assert "--browser edge" not in ran.out


def test_a_channel_is_a_browser_too() -> None:
    assert (
        "Chrome Beta, Linux"
        in hygiene(
            *("explain", "browsing-data", "--browser", "chrome-beta", "--platform", "linux")
        ).out
    )


def test_the_keys_are_those_of_the_system() -> None:
    def told(platform: str) -> str:
        return "\n".join(page(CHECKS["browsing-data"], "firefox", platform, "fr", 200))

    assert "Ctrl\u00a0+\u00a0Maj\u00a0+\u00a0Suppr" in told("linux")
    assert "Cmd" in told("macos")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["nothing"],
            'no check "nothing". There are: browser-account, browser-policy, browser-running',
        ),
        (["saved-cards", "--browser", "lynx"], '--browser: no browser "lynx". There are: chrome'),
        (["saved-cards", "--platform", "beos"], '--platform: "beos" is not a choice'),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(words: list[str], told: str) -> None:
    ran = hygiene("explain", *words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_no_kind_is_left_unexplained() -> None:
    explained = {kind for check in CHECKS.values() for kind in check.kinds}
    assert explained == set(kinds())
