"""A check of another package, from its entry point to the screen; its broken twins fail alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hygiene.commands import check as command
from hygiene.commands import list as listing
from tests.command import Ran
from tests.settings import surroundings

PLUGINS = Path(__file__).parent / "plugins"


def unfolded(screen: str) -> str:
    """The screen as one line, whatever its width, with plain spaces."""
    return " ".join(screen.split())


Checked = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / ".config").mkdir(parents=True)
    (tmp_path / "home" / "badges").mkdir()
    for number in (7, 12):
        (tmp_path / "home" / "badges" / f"badge-{number}").touch()
    return tmp_path / "home"


@pytest.fixture
def check(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Checked:
    """Runs the command with the packages installed, as root or not."""

    def run(
        *, broken: bool = False, privileged: bool = False, system: str = "", **given: object
    ) -> Ran:
        for name in ("good", *(["broken"] if broken else [])):
            monkeypatch.syspath_prepend(str(PLUGINS / name))
        place = surroundings(tmp_path, system=system, privileged=privileged)
        code = command.run({"root": str(home), **given}, place)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


def test_it_speaks_french_on_the_screen_with_its_gesture(check: Checked) -> None:
    ran = check(lang="fr")
    assert ran.code == 1
    assert "2 badges n'ont pas été rendus : badge-12 et badge-7." in unfolded(ran.out)
    assert "Rendez-les à l'accueil." in unfolded(ran.out)


def test_its_finding_is_in_the_report_with_its_origin(check: Checked) -> None:
    report = check(format="json", lang="en").report
    (found,) = [c for c in report["checks"] if c["id"] == "visitor-badges"]
    assert (found["origin"], found["outcome"]) == ("hygiene-badges", "found")
    assert found["findings"][0]["names"] == ["badge-12", "badge-7"]
    assert found["findings"][0]["message"] == "2 badges were not given back."
    assert found["advice"][0]["steps"] == ["Give them back at the desk."]


def test_broken_twins_fail_by_name_and_alone(check: Checked) -> None:
    ran = check(format="json", broken=True)
    outcomes = {c["id"]: c["outcome"] for c in ran.report["checks"]}
    assert outcomes["visitor-badges"] == "found"
    assert {n for n, outcome in outcomes.items() if outcome == "failed"} == {
        "mute",
        "raising",
        "unloadable",
        "hygiene-broken:saved-passwords",
    }
    assert outcomes["saved-passwords"] != "failed"
    assert "a secret" not in ran.out + ran.err


def test_a_check_that_failed_is_not_a_clean_bill(check: Checked) -> None:
    ran = check(skip=("visitor-badges",), lang="en", broken=True)
    assert ran.code == 3
    assert 'The check "Nothing to report" did not work.' in unfolded(ran.out)


def test_built_in_only_leaves_them_out(check: Checked) -> None:
    ran = check(builtin_only=True, format="json", broken=True)
    assert {c["origin"] for c in ran.report["checks"]} == {"built-in"}


def test_as_root_only_what_the_keeper_names_is_loaded(check: Checked) -> None:
    ran = check(format="json", broken=True, privileged=True)
    assert {c["origin"] for c in ran.report["checks"]} == {"built-in"}
    named = check(
        format="json", broken=True, privileged=True, system='[plugins]\nallow = ["badges"]'
    )
    assert {c["origin"] for c in named.report["checks"]} == {"built-in", "hygiene-badges"}


def test_it_is_listed_under_its_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(PLUGINS / "good"))
    assert listing.run("json", "fr", surroundings(tmp_path)) == 0
    rules = json.loads(capsys.readouterr().out)
    assert "visitor-badges" in json.dumps(rules[-1] if isinstance(rules, list) else rules)
    assert "hygiene-badges" in json.dumps(rules)
