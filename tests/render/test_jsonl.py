from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hygiene.errors import Reason
from hygiene.model import Muted, Report
from hygiene.render.jsonl import render

from .examples import CHROME, EDGE, FIREFOX, NOW, SCREENS, built_in, left, report, shared, unseen

KEYS = [
    "schema",
    "timestamp",
    "machine",
    "check",
    "kind",
    "severity",
    "browser",
    "install",
    "subject",
    "count",
    "since_session",
    "outcome",
]
WORK = replace(CHROME, profile="Profile 1")
BOB = replace(CHROME, user="bob")


def lines(seen: Report) -> list[dict[str, Any]]:
    return [json.loads(line) for line in render(seen, built_in(), "fr").splitlines()]


def test_a_line_has_the_keys_of_the_contract_and_scalars_only() -> None:
    for screen in SCREENS.values():
        *told, summary = lines(screen())
        for line in told:
            assert [key for key in line if key != "reason"] == KEYS
        for line in (*told, summary):
            assert not any(isinstance(value, (dict, list)) for value in line.values())


def test_users_and_profiles_are_summed_and_nobody_is_named() -> None:
    seen = report(
        left("password", 2, CHROME, since=1, names=("a.fr",)),
        left("password", 3, WORK, since=0),
        left("password", 4, BOB, since=2, names=("b.fr",)),
        left("password", 9, EDGE),
        scene=shared(users=("alice", "bob"), name="PC-12"),
    )
    text = render(seen, built_in(), "en")
    for name in ("alice", "bob", "a.fr", "b.fr", "Profile 1", "Default"):
        assert name not in text
    chrome, edge, _ = lines(seen)
    assert (chrome["count"], chrome["since_session"], chrome["browser"]) == (9, 3, "chrome")
    assert (edge["count"], edge["since_session"], edge["machine"]) == (9, None, "PC-12")
    assert chrome["timestamp"] == "2026-11-23T14:02:11+01:00"


def test_each_gap_is_a_line_with_its_reason() -> None:
    seen = report(
        unseen(Reason.LOCKED, EDGE, "cookie"),
        unseen(Reason.LOCKED, replace(EDGE, profile="Profile 1"), "cookie"),
        unseen(Reason.DENIED, FIREFOX, "cookie"),
    )
    first, second, _ = lines(seen)
    assert (first["browser"], first["reason"], first["kind"]) == ("edge", "locked", "cookie")
    assert (second["browser"], second["reason"]) == ("firefox", "denied")
    assert first["count"] is None
    assert first["outcome"] == "unreadable"


def test_the_last_line_sums_up() -> None:
    accepted = replace(left("iban"), muted=Muted("we know", NOW.date()))
    *told, summary = lines(report(left("password", 3), left("cookie", 8), accepted))
    assert [line["kind"] for line in told] == ["password", "cookie"]
    assert summary == {
        "schema": 1,
        "timestamp": "2026-11-23T14:02:11+01:00",
        "machine": None,
        "summary": True,
        "findings_high": 1,
        "findings_medium": 0,
        "findings_low": 1,
        "findings_info": 0,
        "checks_found": 2,
        "checks_clean": len(built_in()) - 2,
        "checks_unreadable": 0,
        "checks_failed": 0,
        "checks_not_applicable": 0,
        "unreadable": 0,
        "muted": 1,
        "partial": False,
    }
