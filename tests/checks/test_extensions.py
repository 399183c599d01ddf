"""Extensions and notifications that somebody left: weight, words, names of strangers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.browsers.profiles import MORNING, webkit
from tests.command import hygiene
from tests.roots import FakeRoot

ALL = {"explicit_host": ["<all_urls>"]}


@pytest.fixture
def root(tmp_path: Path) -> FakeRoot:
    return FakeRoot(tmp_path / "disk")


def fill(
    root: FakeRoot, *extensions: tuple[str, dict[str, Any]], sites: tuple[str, ...] = ()
) -> None:
    """A Chrome with extensions, each a name and what it may read, and sites that may notify."""
    rows = {
        letter * 32: {
            "location": 1,
            "manifest": {"name": name},
            "active_permissions": permissions,
            "first_install_time": str(webkit(MORNING)),
        }
        for letter, (name, permissions) in zip("abcdefgh", extensions, strict=False)
    }
    granted = {f"https://{site}:443,*": {"setting": 1} for site in sites}
    settings = {
        "credentials_enable_service": False,
        "extensions": {"settings": rows},
        "profile": {"content_settings": {"exceptions": {"notifications": granted}}},
    }
    (root.home().chromium("chrome").path / "Preferences").write_text(json.dumps(settings))


def findings(root: FakeRoot, check: str, *words: str) -> list[dict[str, Any]]:
    ran = hygiene("check", "--root", root.folder, "--only", check, "--format", "json", *words)
    (found,) = ran.report["checks"]
    return list(found["findings"])


def screen(root: FakeRoot, check: str, *words: str) -> str:
    told = hygiene("check", "--root", root.folder, "--only", check, "--plain", *words).out
    return " ".join(told.split())


def test_what_may_read_every_page_weighs_more(root: FakeRoot) -> None:
    fill(root, ("Bloqueur", ALL), ("Horloge", {}), ("Loupe", {}))
    found = findings(root, "extensions", "--lang", "en")
    assert [(f["severity"], f["count"], f["names"], f["message"]) for f in found] == [
        (
            "medium",
            1,
            ["Bloqueur"],
            "Somebody added to Chrome 1 extension that may read every page.",
        ),
        ("low", 2, ["Horloge", "Loupe"], "Somebody added 2 extensions to Chrome."),
    ]


def test_on_one_s_own_computer_they_are_a_matter_of_care(root: FakeRoot) -> None:
    fill(root, ("Bloqueur", ALL), ("Horloge", {}))
    own = findings(root, "extensions", "--own-computer")
    assert [f["severity"] for f in own] == ["low", "low"]


def test_on_the_screen_they_are_one_action(root: FakeRoot) -> None:
    fill(root, ("Bloqueur", ALL), ("Horloge", {}))
    told = screen(root, "extensions", "--lang", "en")
    assert "1 thing to do" in told
    assert (
        "Somebody added 2 extensions to Chrome; at least one may read every page:"
        " Bloqueur and Horloge." in told
    )
    assert "chrome://extensions then remove those that you added" in told


@pytest.mark.parametrize(
    ("permissions", "said"),
    [
        (ALL, "Quelqu'un a ajouté à Chrome 2 extensions qui peuvent lire toutes les pages"),
        ({}, "Quelqu'un a ajouté 2 extensions à Chrome"),
    ],
)
def test_where_all_are_alike_the_screen_says_so(
    root: FakeRoot, permissions: dict[str, Any], said: str
) -> None:
    fill(root, ("A", permissions), ("B", permissions))
    assert said in screen(root, "extensions", "--lang", "fr")


@pytest.mark.parametrize("form", ["terminal", "json", "markdown"])
def test_a_stranger_s_name_does_nothing(root: FakeRoot, form: str) -> None:
    evil = "\x1b[2J[bold red]Banque[/]\u202e<script>\r\nOK"
    fill(root, (evil, ALL))
    out = hygiene(*("check", "--root", root.folder, "--only", "extensions", "--format", form)).out
    assert (
        not {"\x1b", "\u202e", "\r", "<script>"} & set(out)
        and "<script>" not in out.replace("&lt;", "\\")
    ) or form == "terminal"
    assert not any(sign in out for sign in ("\x1b", "\u202e", "\r"))
    assert "Banque" in out
    # Of the terminal Rich's marks and tags are plain signs; a page must not hold a tag.
    assert form == "terminal" or "<script>" not in out


def test_without_names_the_counts_stay(root: FakeRoot) -> None:
    fill(root, ("Bloqueur", ALL), sites=("pub.example",))
    for check in ("extensions", "notification-spam"):
        (finding,) = findings(root, check, "--no-names")
        assert (finding["count"], finding["names"]) == (1, [])


def test_sites_that_may_notify_are_told_with_the_gesture(root: FakeRoot) -> None:
    fill(root, sites=("pub.example", "www.journal.example"))
    (finding,) = findings(root, "notification-spam")
    assert (finding["severity"], finding["count"]) == ("low", 2)
    told = screen(root, "notification-spam", "--lang", "fr")
    assert "Chrome laisse 2 sites envoyer des notifications : pub.example et journal" in told
    assert "chrome://settings/content/notifications" in told
    own = findings(root, "notification-spam", "--own-computer")
    assert own[0]["severity"] == "low"
