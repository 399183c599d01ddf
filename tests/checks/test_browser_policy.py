"""What the keeper's policies lack: to know on a shared computer, to mend on a public terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hygiene.config.options import Options
from hygiene.data import load
from hygiene.inspection import inspect
from hygiene.model import Finding, Report, Severity
from hygiene.registry import registry
from hygiene.render import render
from hygiene.texts.messages import message
from hygiene.texts.say import LANGUAGES
from tests.command import Ran, hygiene
from tests.roots import NOW, FakeRoot

TABLE = load("hygiene.browsers", "protections.toml")


@pytest.fixture
def root(tmp_path: Path) -> FakeRoot:
    made = FakeRoot(tmp_path / "disk")
    made.home().chromium("chromium")
    return made


def run(root: FakeRoot, *words: str) -> Ran:
    return hygiene("check", "--root", root.folder, "--only", "browser-policy", *words)


def on_a_public_terminal(root: FakeRoot) -> Report:
    asked = Options(lang="en", root=root.folder, only=("browser-policy",), place="public-terminal")
    report, _ = inspect(asked, now=NOW)
    return report


def the_check(ran: Ran) -> dict[str, Any]:
    (found,) = ran.report["checks"]
    return dict(found)


def test_each_missing_protection_informs_on_a_shared_computer(root: FakeRoot) -> None:
    ran = run(root, "--format", "json")
    check = the_check(ran)
    assert (ran.code, check["outcome"], check["rule"]) == (0, "found", "clear-your-data")
    assert {f["subject"] for f in check["findings"]} == {r["id"] for r in TABLE["protection"]}
    assert {(f["severity"], f["count"], f["profile"]) for f in check["findings"]} == {
        ("info", 1, None)
    }
    (advice,) = check["advice"]
    assert (advice["subject"], advice["address"]) == (None, "chrome://policy")


def test_on_a_public_terminal_it_weighs(root: FakeRoot) -> None:
    found = list(on_a_public_terminal(root).findings)
    assert {finding.weight for finding in found} == {Severity.LOW}


def test_on_the_screen_of_a_public_terminal_it_is_one_line_for_the_keeper(root: FakeRoot) -> None:
    report = on_a_public_terminal(root)
    out = " ".join(render("terminal", report, registry(others=False), "en", plain=True).split())
    assert "nothing to do" in out
    assert "1 setting is for the person in charge to look at." in out
    document = render("markdown", report, registry(others=False), "en", verbose=True)
    assert "Chromium lacks imposed settings for a computer open to the public." in document
    assert document.count("Tell the person in charge of the computer") == 1


def test_in_full_each_protection_has_its_sentence(root: FakeRoot) -> None:
    out = " ".join(run(root, "--lang", "en", "--verbose", "--plain").out.split())
    assert "Nothing keeps Chromium from saving passwords" in out


def test_on_one_s_own_computer_it_is_not_asked(root: FakeRoot) -> None:
    check = the_check(run(root, "--format", "json", "--own-computer"))
    assert (check["outcome"], check["findings"]) == ("not-applicable", [])


def test_without_names_the_protections_stay(root: FakeRoot) -> None:
    check = the_check(run(root, "--format", "json", "--no-names"))
    assert {f["subject"] for f in check["findings"]} == {r["id"] for r in TABLE["protection"]}


def test_a_ruled_browser_is_clean(root: FakeRoot) -> None:
    place = root.folder / "etc/chromium/policies/managed"
    place.mkdir(parents=True)
    rules = {
        "BrowserGuestModeEnforced": True,
        "PasswordManagerEnabled": False,
        "AutofillCreditCardEnabled": False,
        "AutofillAddressEnabled": False,
        "BrowserSignin": 0,
        "ExtensionSettings": {"*": {"installation_mode": "blocked"}},
        "DefaultNotificationsSetting": 2,
        "SafeBrowsingProtectionLevel": 2,
        "BackgroundModeEnabled": False,
    }
    (place / "keeper.json").write_text(json.dumps(rules))
    assert the_check(run(root, "--format", "json"))["outcome"] == "clean"


def test_every_protection_and_contradiction_has_its_own_sentence() -> None:
    (check,) = (c for c in registry(others=False) if c.id == "browser-policy")
    ids = [row["id"] for row in (*TABLE["protection"], *TABLE["contradiction"])]
    for language in LANGUAGES:
        told = {
            message(check, Finding(subject=i, kind="browser-policy"), language)
            for i in (*ids, None)
        }
        assert len(told) == len(ids) + 1
    assert {case["when"]["subject"] for case in check.texts["case"]} == set(ids)
