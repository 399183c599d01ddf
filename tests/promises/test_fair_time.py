"""An administrator looks into everybody's home: who fills theirs takes time from nobody else."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("mount namespaces are Linux's", allow_module_level=True)

from tests.unprivileged import open_folder

from . import sound
from .computer import MALLORY, VICTIM, Computer, given, need_root
from .traps import ALL

pytestmark = pytest.mark.fault

#: Tables of one database: its schema is read anew for each question.
MANY = 50_000
FILES = ("History", "Login Data", "Web Data", "Network/Cookies")


def profile(home: Path, owner: int) -> Path:
    made = home / ".config/google-chrome/Default"
    made.mkdir(parents=True)
    sound.chromium(made)
    given(home, owner)
    return made


def crowd(file: Path) -> None:
    """Put many tables into a database."""
    with closing(sqlite3.connect(file, isolation_level=None)) as made:
        made.execute("create table t(a)")
        (page,) = made.execute("select rootpage from sqlite_master where name = 't'").fetchone()
        made.execute("pragma writable_schema = 1")
        made.execute("begin")
        made.executemany(
            "insert into sqlite_master values ('table', ?, ?, ?, ?)",
            ((f"t{i}", f"t{i}", page, f"create table t{i}(a)") for i in range(MANY)),
        )
        made.execute("commit")


def numbers(report: Mapping[str, Any]) -> dict[str, int]:
    """What is counted in the victim's home."""
    return {
        finding["kind"]: finding["count"]
        for check in report["checks"]
        for finding in check["findings"]
        if finding["user"] == "victim"
    }


def test_no_number_goes_because_another_home_takes_the_time() -> None:
    need_root()
    with open_folder() as folder:
        computer = Computer(folder)
        profile(computer.home("victim"), VICTIM)
        alone = numbers(computer.hygiene(*ALL).report)
        hostile = profile(computer.home("mallory"), MALLORY)
        for file in FILES:
            crowd(hostile / file)
        report = computer.hygiene(*ALL, "--timeout", "10").report
    assert alone["password"] == 3
    assert numbers(report) == alone
    late = {u["user"] for c in report["checks"] for u in c["unreadable"] if u["reason"] == "time"}
    assert late == {"mallory"}
