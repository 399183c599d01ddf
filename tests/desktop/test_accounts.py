from __future__ import annotations

from pathlib import Path

import pytest

from hygiene.clock import Clock
from hygiene.data import load
from hygiene.desktop.accounts import desktop_accounts
from hygiene.machine import Platform
from hygiene.registry import registry
from tests.files.homes import MORNING, NOW, YESTERDAY, home_of, put

PROGRAMS = load("hygiene.desktop", "programs.toml")
PLATFORMS: list[Platform] = ["linux", "windows", "macos"]
MARKS = [(p, s, path) for p, row in PROGRAMS.items() for s in PLATFORMS for path in row.get(s, ())]


def found(folder: Path, platform: Platform, clock: Clock | None = None) -> dict[str, int]:
    told = desktop_accounts(home_of(folder, platform, clock))
    return {program: tally.count for program, tally in told if program and tally.count}


@pytest.mark.parametrize(("program", "platform", "path"), MARKS)
def test_each_mark_tells_of_its_program_alone(
    tmp_path: Path, program: str, platform: Platform, path: str
) -> None:
    above = "home" if platform == "linux" else "Users"
    put(tmp_path / above / "alice", path.replace("*", "some"))
    assert found(tmp_path, platform) == {program: 1}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_an_empty_home_has_no_account(tmp_path: Path, platform: Platform) -> None:
    assert found(tmp_path, platform) == {}


def test_what_a_program_makes_by_itself_is_no_account(tmp_path: Path) -> None:
    put(
        tmp_path / "home/alice/.thunderbird/x.default/Mail",
        "Local Folders/Trash",
        "smart mailboxes/x",
    )
    put(tmp_path / "home/alice/.cache/evolution/mail", "trash/x")
    assert found(tmp_path, "linux") == {}


def test_the_date_is_that_of_the_newest_mark(tmp_path: Path) -> None:
    base = tmp_path / "home/alice/.config/Signal/sql"
    put(base, "db.sqlite", date=YESTERDAY)
    assert found(tmp_path, "linux", Clock(NOW, since=MORNING)) == {}
    put(base, "db.sqlite", date=MORNING)
    assert found(tmp_path, "linux", Clock(NOW, since=MORNING)) == {"signal": 1}


def test_every_program_has_its_name_in_the_texts() -> None:
    (check,) = (c for c in registry(others=False) if c.id == "desktop-accounts")
    assert check.texts["subject"]["desktop-account"].keys() == PROGRAMS.keys()
