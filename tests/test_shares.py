"""One home that takes all the time it gets leaves the others theirs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hygiene.api import Answer, Question
from hygiene.clock import Clock, Deadline
from hygiene.definition import Check
from hygiene.errors import CannotLook, Reason
from hygiene.filesystem import open_tree
from hygiene.kinds import kinds
from hygiene.machine import Home, Machine
from hygiene.model import Finding, Result
from hygiene.runner import run
from hygiene.shares import Shares
from hygiene.sight import Sight

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
#: Seconds for a whole run.
LONG = 2.0


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine("linux", False, Deadline.after(LONG), NOW, clock=Clock(NOW))
    tree = open_tree(tmp_path)
    users = ("alice", "mallory", "victim")
    made.homes = tuple(Home(made, user, tree, clock=Clock(NOW)) for user in users)
    return made


def takes_what_it_gets(home: Home) -> Iterator[Answer]:
    """Endless in one home, of two files in the others."""
    if home.user == "mallory":
        while not home.machine.deadline.passed:
            time.sleep(0.005)
        raise CannotLook(Reason.TIME, "downloads")
    yield Finding(count=2)


def asked(machine: Machine, count: int) -> Result:
    def ask(home: Home) -> Iterable[Answer]:
        return takes_what_it_gets(home)

    questions = tuple(Question("c", "left-file", Home, ask) for _ in range(count))
    check = Check(
        "c", "clear-your-data", "built-in", questions, {"left-file": kinds()["left-file"]}
    )
    return run(Sight(machine), [check])[0]


def test_a_home_that_takes_long_costs_no_other_home_its_numbers(machine: Machine) -> None:
    result = asked(machine, 5)
    assert {f.where.user for f in result.findings} == {"alice", "victim"}
    assert sum(f.count for f in result.findings) == 2 * 2 * 5
    assert {u.where.user for u in result.unreadable} == {"mallory"}


def test_the_machine_has_its_own_deadline_again_afterwards(machine: Machine) -> None:
    before = machine.deadline
    asked(machine, 1)
    assert machine.deadline == before


def test_somebody_alone_has_all_the_time(machine: Machine) -> None:
    assert Shares.of(machine, ["alice"]).until("alice") == machine.deadline


def test_half_of_the_time_is_kept_for_those_who_wait(machine: Machine) -> None:
    shares = Shares.of(machine, ["alice", "mallory"])
    assert shares.until("mallory").left == pytest.approx(LONG * 0.75, abs=0.1)
    shares.done("alice")
    assert shares.until("mallory") == machine.deadline
