"""`hygiene list`: eight rules in the guide's order, the checks that serve each, a reminder."""

from __future__ import annotations

import json
from pathlib import Path

from hygiene.commands.list import as_json, as_text
from hygiene.definition import Check
from hygiene.kinds import rules
from hygiene.registry import registry
from hygiene.texts.say import say, text
from tests.command import hygiene


def test_the_eight_rules_come_in_order_each_with_its_checks_and_its_reminder() -> None:
    ran = hygiene("list", "--lang", "fr", env={"COLUMNS": "200"})
    assert ran.code == 0
    lines = ran.out.splitlines()
    numbered = [line for line in lines if line[:1].isdigit()]
    assert numbered == [
        f"{number}. {say(text('rules', rule, 'title'), 'fr')}"
        for number, rule in enumerate(rules(), 1)
    ]
    below = lines[lines.index(numbered[3]) + 1]
    assert below.split(maxsplit=1) == [
        "saved-passwords",
        "Aucun mot de passe gardé par un navigateur",
    ]
    assert "À retenir\u00a0: Douze caractères" in lines[lines.index(numbered[4]) + 2]


def test_where_the_checks_come_from_is_said_once() -> None:
    for lang, words in (("fr", "fournies avec hygiene"), ("en", "come with hygiene")):
        ran = hygiene("list", "--lang", lang, env={"COLUMNS": "200"})
        assert ran.out.count(words) == 1
        assert "built-in" not in ran.out


def test_the_json_holds_the_same() -> None:
    ran = hygiene("list", "--format", "json")
    rules_found = json.loads(ran.out)["rules"]
    assert [rule["id"] for rule in rules_found] == list(rules())
    by_rule = {rule["id"]: [check["id"] for check in rule["checks"]] for rule in rules_found}
    assert by_rule["never-save-passwords"] == ["saved-passwords"]
    assert by_rule["log-out"] == ["browser-account", "computer-session", "open-sessions"]
    assert by_rule["never-give-codes"] == ["identity-numbers", "saved-cards"]
    assert all(rule["title"] and rule["reminder"] for rule in rules_found)
    kinds = {c["id"]: c["kinds"] for rule in rules_found for c in rule["checks"]}
    assert kinds["saved-cards"] == ["payment-card", "iban"]


def test_checks_of_others_show_where_they_come_from_and_broken_ones_that_they_are() -> None:
    built_in = next(check for check in registry(others=False) if check.id == "saved-cards")
    stranger = Check("x:badges", built_in.rule, "a\x1b[1mpackage", texts=built_in.texts)
    broken = Check("y", built_in.rule, "a-package", broken="ImportError")
    page = "\n".join(as_text([stranger, broken], "en", 100))
    assert "No bank card kept by a browser (package a\\u001b[1mpackage)" in page
    assert "does not load: ImportError (package a-package)" in page
    listed = json.loads(as_json([broken], "en"))["rules"][1]["checks"]
    assert listed == [
        {"id": "y", "title": "y", "origin": "a-package", "kinds": [], "failure": "ImportError"}
    ]


def test_lines_fit_the_terminal() -> None:
    checks = registry(others=False)
    for columns in (60, 80):
        assert max(map(len, as_text(checks, "fr", columns))) <= columns


def test_wrong_settings_are_told_here_as_well(tmp_path: Path) -> None:
    ran = hygiene("list", env={"HYGIENE_TIMEOUT": "x"})
    assert (ran.code, ran.out) == (2, "")
