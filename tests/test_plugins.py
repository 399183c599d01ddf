"""A check of another package, from its entry point to the screen; its broken twins fail alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Ran, hygiene

PLUGINS = Path(__file__).parent / "plugins"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / ".config").mkdir(parents=True)
    (tmp_path / "home" / "badges").mkdir()
    for number in (7, 12):
        (tmp_path / "home" / "badges" / f"badge-{number}").touch()
    return tmp_path / "home"


def check(home: Path, *words: str, broken: bool = False) -> Ran:
    folders = [str(PLUGINS / name) for name in ("good", *(["broken"] if broken else []))]
    env = {"PYTHONPATH": ":".join(folders), "HYGIENE_TRUST": ""}
    return hygiene("check", "--root", home, *words, env=env)


def test_it_speaks_french_on_the_screen_with_its_gesture(home: Path) -> None:
    ran = check(home, "--lang", "fr")
    assert ran.code == 1
    assert "2 badges n'ont pas été rendus." in ran.out
    assert "Rendez-les à l'accueil." in ran.out


def test_its_finding_is_in_the_report_with_its_origin(home: Path) -> None:
    report = check(home, "--format", "json", "--lang", "en").report
    (found,) = [c for c in report["checks"] if c["id"] == "visitor-badges"]
    assert (found["origin"], found["outcome"]) == ("hygiene-badges", "found")
    assert found["findings"][0]["names"] == ["badge-12", "badge-7"]
    assert found["findings"][0]["message"] == "2 badges were not given back."
    assert found["advice"][0]["steps"] == ["Give them back at the desk."]


def test_broken_twins_fail_by_name_and_alone(home: Path) -> None:
    ran = check(home, "--format", "json", broken=True)
    outcomes = {c["id"]: c["outcome"] for c in ran.report["checks"]}
    assert outcomes["visitor-badges"] == "found"
    assert {n for n, outcome in outcomes.items() if outcome == "failed"} == {
        "raising",
        "unloadable",
        "hygiene-broken:saved-passwords",
    }
    assert outcomes["saved-passwords"] != "failed"
    assert "a secret" not in ran.out + ran.err


def test_a_check_that_failed_is_not_a_clean_bill(home: Path) -> None:
    ran = check(home, "--skip", "visitor-badges", "--lang", "en", broken=True)
    assert ran.code == 3
    assert "raising" in ran.out


def test_built_in_only_leaves_them_out(home: Path) -> None:
    ran = check(home, "--builtin-only", "--format", "json", broken=True)
    assert {c["origin"] for c in ran.report["checks"]} == {"built-in"}


def test_it_is_listed_under_its_rule(home: Path) -> None:
    ran = hygiene("list", "--lang", "fr", env={"PYTHONPATH": str(PLUGINS / "good")})
    assert ran.code == 0
    assert "visitor-badges" in ran.out
    assert "hygiene-badges" in ran.out
