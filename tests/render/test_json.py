from __future__ import annotations

import itertools
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from hygiene.errors import Reason
from hygiene.kinds import rules
from hygiene.model import Asked, Muted, Outcome, Report, Severity
from hygiene.render.json import document, render
from hygiene.texts.say import LANGUAGES, Language

from .examples import CHROME, NOW, SCREENS, built_in, left, nothing, report, shared, unseen, usual

#: The contract, section 3, with the type of each value where it stands for several.
CONTRACT: dict[str, Any] = {
    "schema": 1,
    "tool": {"name": "hygiene", "version": "0.1.0"},
    "started_at": "2026-11-23T14:02:11+01:00",
    "duration_s": 0.41,
    "language": "fr",
    "machine": {
        "name": None,
        "room": None,
        "platform": "linux",
        "live": True,
        "root": None,
        "users": ["alice"],
        "session_started_at": "2026-11-23T13:31:00+01:00",
        "place": "shared",
    },
    "options": {
        "only": [],
        "skip": [],
        "since": None,
        "own_computer": False,
        "names": True,
        "fail_on": "medium",
        "exact": False,
    },
    "summary": {
        "findings": {"high": 2, "medium": 3, "low": 1, "info": 0},
        "checks": {"found": 4, "clean": 6, "unreadable": 1, "failed": 0, "not-applicable": 2},
        "unreadable": 1,
        "muted": 0,
        "partial": False,
    },
    "rules": [{"id": "log-out", "title": "", "state": "found", "checks": [], "link": "https://"}],
    "checks": [
        {
            "id": "saved-passwords",
            "rule": "never-save-passwords",
            "title": "",
            "outcome": "found",
            "origin": "built-in",
            "unreadable": [
                {
                    "user": "alice",
                    "browser": "edge",
                    "install": "native",
                    "profile": "Default",
                    "kind": "password",
                    "source": "Login Data",
                    "reason": "locked",
                    "message": "",
                    "muted": None,
                }
            ],
            "findings": [
                {
                    "kind": "password",
                    "severity": "high",
                    "user": "alice",
                    "browser": "chrome",
                    "install": "native",
                    "profile": "Default",
                    "subject": None,
                    "count": 3,
                    "since_session": 1,
                    "names": ["assure.ameli.fr", "www.impots.gouv.fr"],
                    "first": "2026-11-23T13:10:00+01:00",
                    "last": "2026-11-23T13:55:00+01:00",
                    "facts": {},
                    "muted": None,
                    "message": "Chrome garde 3 mots de passe.",
                }
            ],
            "advice": [
                {
                    "kind": "password",
                    "subject": None,
                    "browser": "chrome",
                    "gesture": "passwords",
                    "steps": [""],
                    "shortcut": "Ctrl+Maj+Suppr",
                    "address": "chrome://password-manager/passwords",
                    "effort": "2 minutes, tout le monde",
                    "link": "https://",
                }
            ],
        }
    ],
    "comparison": None,
}


def same_shape(value: object, wanted: object, where: str = "report") -> None:
    """The same keys in the same order, all the way down; facts are free."""
    if isinstance(wanted, dict):
        assert isinstance(value, dict), where
        if where.endswith(".facts"):
            return
        assert list(value) == list(wanted), where
        for key in wanted:
            same_shape(value[key], wanted[key], f"{where}.{key}")
    elif isinstance(wanted, list):
        assert isinstance(value, list), where
        for item in value if wanted else ():
            same_shape(item, wanted[0], f"{where}[]")


def told(seen: Report, language: Language = "fr") -> dict[str, Any]:
    text = render(seen, built_in(), language)
    assert text.endswith("}\n")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def one(seen: dict[str, Any], check: str) -> dict[str, Any]:
    (found,) = [each for each in seen["checks"] if each["id"] == check]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", SCREENS)
def test_the_keys_are_those_of_the_contract_in_their_order(name: str) -> None:
    for language in LANGUAGES:
        same_shape(told(SCREENS[name](), language), CONTRACT)


def test_a_report_says_who_made_it_and_where() -> None:
    seen = told(usual())
    for key in ("schema", "tool", "started_at", "duration_s", "language", "machine", "options"):
        assert seen[key] == CONTRACT[key]
    assert seen["comparison"] is None


def test_a_finding_and_its_advice_are_told_as_in_the_contract() -> None:
    names = ("www.impots.gouv.fr", "assure.ameli.fr")
    when = {
        "first": datetime(2026, 11, 23, 12, 10, tzinfo=UTC),
        "last": datetime(2026, 11, 23, 12, 55, 0, 999_999, tzinfo=UTC),
    }
    finding = replace(left("password", 3, since=1, names=names), **when)  # type: ignore[arg-type]
    check = one(told(report(finding)), "saved-passwords")
    wanted = CONTRACT["checks"][0]
    assert check["findings"] == wanted["findings"]
    (advice,) = check["advice"]
    for key in ("kind", "browser", "gesture", "shortcut", "address", "effort"):
        assert advice[key] == wanted["advice"][0][key]
    assert advice["link"].startswith("https://www.cybermalveillance.gouv.fr/")


def test_a_gap_is_told_as_in_the_contract() -> None:
    where = replace(CHROME, browser="edge")
    gap = replace(unseen(Reason.LOCKED, where, "password"), source="Login Data")
    (seen,) = one(told(report(gap)), "saved-passwords")["unreadable"]
    assert {**seen, "message": ""} == CONTRACT["checks"][0]["unreadable"][0]
    assert seen["message"].startswith("Edge est ouvert")
    assert "locked" not in seen["message"]


def test_the_summary_counts() -> None:
    accepted = replace(left("iban"), muted=Muted("we know", date(2027, 1, 1)))
    seen = told(
        report(
            left("password"),
            left("cookie"),
            left("saving-offered"),
            accepted,
            unseen(Reason.LOCKED, CHROME, "address"),
        )
    )
    assert seen["summary"] == {
        "findings": {"high": 1, "medium": 0, "low": 2, "info": 0},
        "checks": {"found": 2, "clean": len(built_in()) - 3, "unreadable": 1}
        | {"failed": 0, "not-applicable": 0},
        "unreadable": 1,
        "muted": 1,
        "partial": False,
    }
    (iban,) = one(seen, "saved-cards")["findings"]
    assert iban["muted"] == {"why": "we know", "until": "2027-01-01"}
    assert one(seen, "saved-cards")["advice"] == []


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ((Outcome.CLEAN, Outcome.CLEAN, Outcome.CLEAN), "ok"),
        ((Outcome.CLEAN, Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE), "ok"),
        ((Outcome.CLEAN, Outcome.FOUND, Outcome.FAILED), "found"),
        ((Outcome.CLEAN, Outcome.CLEAN, Outcome.UNREADABLE), "unknown"),
        ((Outcome.CLEAN, Outcome.FAILED, Outcome.CLEAN), "unknown"),
        ((Outcome.NOT_APPLICABLE,) * 3, "unknown"),
    ],
)
def test_a_rule_is_ok_only_if_something_is_clean_and_nothing_speaks_against_it(
    outcomes: tuple[Outcome, ...], state: str
) -> None:
    run = nothing()
    ends = itertools.chain(outcomes, itertools.repeat(outcomes[-1]))
    results = tuple(
        replace(result, outcome=next(ends)) if result.rule == "clear-your-data" else result
        for result in run.results
    )
    seen = told(replace(run, results=results))
    states = {rule["id"]: rule["state"] for rule in seen["rules"]}
    assert states["clear-your-data"] == state
    assert [rule["id"] for rule in seen["rules"]] == list(rules())


def test_what_was_not_asked_is_not_known() -> None:
    only = [check for check in built_in() if check.id == "saved-cards"]
    run = report(asked=Asked(only=("saved-cards",)), checks=only)
    known = [check for check in built_in() if check.rule != "strong-passwords"]
    seen = json.loads(render(run, known, "en"))
    states = {rule["id"]: rule["state"] for rule in seen["rules"]}
    assert states["never-give-codes"] == "ok"
    assert states["never-save-passwords"] == "unknown"
    assert states["strong-passwords"] == "reminder"
    assert seen["summary"]["partial"] is True


def test_fifty_names_are_told_and_how_many_there_were() -> None:
    names = tuple(f"s{i:03}.fr" for i in range(60))
    (finding,) = one(told(report(left("password", 60, names=names))), "saved-passwords")["findings"]
    assert finding["names"] == sorted(names)[:50]
    assert finding["facts"] == {"names_total": 60}


def test_names_are_dropped_where_they_are_not_allowed() -> None:
    run = report(left("password", names=("a.fr",)), asked=Asked(names=False))
    assert "a.fr" not in render(run, built_in(), "fr")


def test_facts_are_flat_and_weights_have_words() -> None:
    run = report(left("payment-card", 2, cvc=1, severity=Severity.INFO))
    (finding,) = one(told(run), "saved-cards")["findings"]
    assert finding["facts"] == {"cvc": 1}
    assert finding["severity"] == "info"


def test_what_comes_from_the_machine_does_no_harm_in_a_file_or_a_page() -> None:
    where = replace(CHROME, user="a\x1b]0;x\x07", profile="</script>\u202e")
    run = report(
        left("password", 1, where, names=("\udce9.fr", "x\u2028y")), scene=shared(root="\udcff")
    )
    text = render(run, built_in(), "en")
    text.encode("utf-8")
    assert "<" not in text
    assert not {"\x1b", "\x07", "\u202e", "\u2028"} & set(text)
    (finding,) = one(json.loads(text), "saved-passwords")["findings"]
    assert finding["profile"] == "</script>\\u202e"
    assert finding["names"] == ["\\udce9.fr", "x\\u2028y"]


def test_sentences_are_in_the_language_and_nothing_else_changes() -> None:
    french, english = (document(usual(), built_in(), language) for language in LANGUAGES)
    sentences = {"title", "message", "steps", "shortcut", "effort", "language"}

    def ids(value: object) -> object:
        if isinstance(value, dict):
            return {k: ids(v) for k, v in value.items() if k not in sentences}
        return [ids(v) for v in value] if isinstance(value, list) else value

    assert ids(french) == ids(english)
    assert french != english


def test_dates_have_the_offset_of_the_moment_of_the_report() -> None:
    run = replace(nothing(), started_at=NOW.astimezone(UTC))
    assert told(run)["started_at"] == "2026-11-23T13:02:11+00:00"
    assert told(run)["machine"]["session_started_at"] == "2026-11-23T12:31:00+00:00"


def test_json_is_written_without_the_modules_of_a_screen() -> None:
    code = (
        "import sys, hygiene.render.json, hygiene.render.jsonl;"
        "print([m for m in sys.modules if m.split('.')[0] in ('rich', 'psutil', 'apsw', 'lz4')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
