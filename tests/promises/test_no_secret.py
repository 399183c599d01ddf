"""No secret gets out: not shown, written, kept for a moment, passed on or told by an error."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hygiene.config.options import Options
from hygiene.definition import Check
from hygiene.inspection import inspect
from hygiene.kinds import kinds
from hygiene.model import Report
from hygiene.render import FORMATS, render
from hygiene.texts.say import LANGUAGES
from tests.commands.terminal import Terminal

from .canaries import Canaries, shown
from .conftest import Planted
from .may_be_shown import CATALOGUED, FILES, shown_in
from .watched import Watched

#: What such a disk never holds, or what is looked at on a computer that runs only.
ELSEWHERE = {"running-browser", "remote-access", "trusted-device", "visited-service"}
ON_LINUX_ALONE = {"browser-policy", "computer-session", "password-rule"}
LEAKY = Path(__file__).parent.parent / "plugins" / "leaky"


def look(place: Planted, names: bool | None = None) -> tuple[Report, tuple[Check, ...]]:
    options = Options(lang="en", root=place.folder, names=names)
    return inspect(options, now=datetime.now(UTC))


@pytest.fixture(scope="module")
def looked(planted: Planted) -> tuple[Report, tuple[Check, ...]]:
    return look(planted)


def test_every_kind_that_a_disk_can_hold_is_found_among_the_secrets(
    planted: Planted, looked: tuple[Report, tuple[Check, ...]]
) -> None:
    """Where nothing is read, nothing can leak: a proof needs that all is read."""
    report, _ = looked
    found = {finding.kind for result in report.results for finding in result.findings}
    missing = kinds().keys() - found - ELSEWHERE
    assert missing <= (ON_LINUX_ALONE if planted.platform != "linux" else set())
    assert [result.failure for result in report.results if result.failure] == []
    assert len(planted.canaries) > 1500


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("form", FORMATS)
def test_no_format_shows_one_in_any_language(
    planted: Planted, looked: tuple[Report, tuple[Check, ...]], form: str, verbose: bool
) -> None:
    report, checks = looked
    for language in LANGUAGES:
        text = render(form, report, checks, language, verbose=verbose).encode()
        assert planted.canaries.leaked(text) == set()
        assert shown(text) <= shown_in(form)
        if verbose:
            assert shown(text) == shown_in(form)
            for word, (_, forms) in CATALOGUED.items():
                assert (word.encode() in text) == (form in forms)
        text = render(form, report, checks, language, verbose=verbose, names=False).encode()
        assert planted.canaries.leaked(text) == set()
        assert shown(text) == set()
        assert not [word for word in CATALOGUED if word.encode() in text]


def test_what_a_report_holds_has_none_in_it_either(
    planted: Planted, looked: tuple[Report, tuple[Check, ...]]
) -> None:
    report, _ = looked
    assert planted.canaries.leaked(repr(report).encode()) == set()


@pytest.mark.fault
def test_damaged_files_let_none_out(damaged: Planted, capfd: pytest.CaptureFixture[str]) -> None:
    report, checks = look(damaged, names=True)
    reasons = {entry.reason for result in report.results for entry in result.unreadable}
    assert "damaged" in {reason.value for reason in reasons}
    assert [result.failure for result in report.results if result.failure] == []
    for form in FORMATS:
        text = render(form, report, checks, "fr", verbose=True).encode()
        assert damaged.canaries.leaked(text) == set()
    assert damaged.canaries.leaked(repr(report).encode()) == set()
    assert capfd.readouterr() == ("", "")


def test_a_check_of_another_package_that_breaks_lets_none_out(
    planted: Planted, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(LEAKY))
    options = Options(lang="en", root=planted.folder, only=("leaky",), names=True)
    report, checks = inspect(options, now=datetime.now(UTC))
    assert [result.failure for result in report.results] == ["ValueError"]
    for form in FORMATS:
        text = render(form, report, checks, "en", verbose=True).encode()
        assert planted.canaries.leaked(text) == set()
    assert planted.canaries.leaked(repr(report).encode()) == set()
    assert capfd.readouterr() == ("", "")


def leaked(canaries: Canaries, *parts: bytes) -> set[str]:
    return set().union(*(canaries.leaked(part) for part in parts))


def test_the_command_lets_none_out_while_it_runs_nor_in_its_files(
    planted: Planted, tmp_path: Path
) -> None:
    out = [tmp_path / name for name in ("r.json", "r.jsonl", "r.md")]
    words = [word for path in out for word in ("-o", path)]
    ran = Watched(tmp_path / "run", "check", "--verbose", "--root", planted.folder, *words)
    assert ran.code == 1
    assert b"Traceback" not in ran.said
    files = [path.read_bytes() for path in out]
    assert all(files)
    assert leaked(planted.canaries, ran.said, ran.process, *files) == set()
    if sys.platform == "linux":
        assert planted.folder.name.encode() in ran.process


@pytest.mark.fault
def test_the_command_lets_none_out_of_damaged_files_even_when_it_is_debugged(
    damaged: Planted, tmp_path: Path
) -> None:
    ran = Watched(tmp_path / "run", "check", "--format", "json", "--root", damaged.folder)
    assert ran.code in (1, 3)
    assert leaked(damaged.canaries, ran.said, ran.process) == set()


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["list", "--format", "json"],
        ["explain", "open-sessions"],
        ["check", "--help"],
        ["check", "--only", "nothing"],
        ["check", "--format", "json"],
        ["check", "--verbose", "--lang", "fr"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("planted", ["linux"], indirect=True)
def test_in_the_home_of_the_person_no_command_lets_one_out(
    planted: Planted, tmp_path: Path, words: list[str]
) -> None:
    ran = Watched(tmp_path / "run", *words, home=planted.home)
    assert ran.said
    assert leaked(planted.canaries, ran.said, ran.process) == set()


@pytest.mark.parametrize("planted", ["linux"], indirect=True)
def test_on_the_terminal_of_the_owner_names_of_files_are_all_that_more_is_shown(
    planted: Planted, tmp_path: Path
) -> None:
    env = {"HOME": str(planted.home), "TERM": "dumb", "TMPDIR": str(tmp_path)}
    words = ("check", "--verbose", "--lang", "en", "--only", "left-files")
    window = Terminal(*words, env=env, cwd=tmp_path)
    try:
        assert window.code() == 1
        found = planted.canaries.leaked("".join(window.shown.split()).encode())
        assert found <= FILES
        assert found
    finally:
        window.close()
