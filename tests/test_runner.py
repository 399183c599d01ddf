"""Every ending of a check becomes a result, and costs nobody else anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hygiene.api import Answer, Question, Thing
from hygiene.browsers.discovery import installations
from hygiene.browsers.profile import Installation, Profile
from hygiene.clock import Clock, Deadline
from hygiene.definition import Check
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import open_tree
from hygiene.kinds import kinds
from hygiene.machine import Home, Machine
from hygiene.model import Finding, Outcome, Result, Severity
from hygiene.runner import run
from hygiene.sight import Sight
from tests.roots import FakeRoot

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine("linux", False, Deadline.after(60), NOW, clock=Clock(NOW))
    tree = open_tree(tmp_path)
    made.homes = tuple(Home(made, user, tree, clock=Clock(NOW)) for user in ("alice", "bob"))
    return made


def ran(machine: Machine, *asks: Callable[[Home], Iterable[Answer]], own: bool = False) -> Result:
    questions = tuple(Question("c", "password", Home, ask) for ask in asks)
    check = Check("c", "spam", "built-in", questions, {"password": kinds()["password"]})
    return run(Sight(machine), [check], own_computer=own)[0]


def finds(home: Home) -> Iterator[Answer]:
    yield Finding(count=3, names=("a.fr",))


def finds_nothing(home: Home) -> Iterator[Answer]:
    yield from ()


def cannot_look(home: Home) -> Iterator[Answer]:
    raise CannotLook(Reason.LOCKED, "Login Data")
    yield


def does_not_apply(home: Home) -> Iterator[Answer]:
    raise NotHere
    yield


def breaks(home: Home) -> Iterator[Answer]:
    yield Finding(count=9)
    raise ZeroDivisionError("secret")


def test_a_finding_gets_its_kind_weight_and_place(machine: Machine) -> None:
    result = ran(machine, finds)
    assert result.outcome is Outcome.FOUND
    found = result.findings[0]
    assert (found.kind, found.severity, found.where.user) == ("password", Severity.HIGH, "alice")
    assert [f.where.user for f in result.findings] == ["alice", "bob"]


def test_on_one_s_own_computer_it_weighs_less(machine: Machine) -> None:
    assert ran(machine, finds, own=True).findings[0].severity is Severity.INFO


def test_nothing_found_is_clean(machine: Machine) -> None:
    assert ran(machine, finds_nothing).outcome is Outcome.CLEAN


def test_what_could_not_be_looked_at_is_never_clean(machine: Machine) -> None:
    result = ran(machine, finds_nothing, cannot_look)
    assert result.outcome is Outcome.UNREADABLE
    assert {(u.reason, u.source, u.kind) for u in result.unreadable} == {
        (Reason.LOCKED, "Login Data", "password")
    }


def test_what_is_found_beside_it_is_still_told(machine: Machine) -> None:
    result = ran(machine, cannot_look, finds)
    assert (result.outcome, len(result.findings), len(result.unreadable)) == (Outcome.FOUND, 2, 2)


def test_what_does_not_exist_does_not_apply(machine: Machine) -> None:
    assert ran(machine, does_not_apply).outcome is Outcome.NOT_APPLICABLE


def test_a_check_that_breaks_fails_without_a_word_of_what_it_saw(machine: Machine) -> None:
    result = ran(machine, breaks, finds_nothing)
    assert (result.outcome, result.failure) == (Outcome.FAILED, "ZeroDivisionError")
    assert result.findings == ()
    assert "secret" not in repr(result)


def test_a_check_that_breaks_beside_a_finding_is_still_no_clean_bill(machine: Machine) -> None:
    result = ran(machine, finds, breaks)
    assert (result.outcome, result.failure) == (Outcome.FOUND, "ZeroDivisionError")
    assert {(u.reason, u.source, u.kind) for u in result.unreadable} == {
        (Reason.UNSUPPORTED, "c", "password")
    }


def test_after_the_deadline_everything_left_is_told_as_such(machine: Machine) -> None:
    machine.deadline = Deadline.after(-1)
    result = ran(machine, finds)
    assert (result.findings, result.outcome) == ((), Outcome.UNREADABLE)
    assert {u.reason for u in result.unreadable} == {Reason.TIME}


@pytest.fixture
def crowded(tmp_path: Path) -> Sight:
    """A browser that somebody filled with profiles, and another in the next home."""
    root = FakeRoot(tmp_path / "disk")
    for number in range(5):
        root.home("alice").chromium("chrome", f"Profile {number}")
    root.home("bob").firefox("firefox", "b.default")
    machine = root.machine()
    return Sight(machine, installations(machine, {}))


def place(thing: Thing) -> str:
    match thing:
        case Profile():
            return f"{thing.installation.home.user}: {thing.folder}"
        case Installation():
            return f"{thing.home.user}: {thing.browser}"
        case Home():
            return thing.user
        case _:
            return "the computer"


def test_whoever_fills_one_browser_takes_the_time_from_that_alone(crowded: Sight) -> None:
    seen: list[str] = []

    def ask(thing: Thing) -> Iterator[Answer]:
        seen.append(place(thing))
        yield Finding(names=(place(thing),))

    looked: list[type[Thing]] = [Profile, Installation, Home, Machine]
    questions = tuple(Question("c", "password", kind, ask) for kind in looked)
    check = Check("c", "spam", "built-in", questions, {"password": kinds()["password"]})
    (result,) = run(crowded, [check])
    assert seen == [
        "the computer",
        *("alice", "bob"),
        *("alice: Profile 0", "bob: b.default"),
        *("alice: chrome", "bob: firefox"),
        *(f"alice: Profile {number}" for number in range(1, 5)),
    ]
    # A report has its own order.
    told = [finding.names[0] for finding in result.findings]
    assert told[:6] == [*(f"alice: Profile {number}" for number in range(5)), "bob: b.default"]
    assert told[6:] == ["alice: chrome", "bob: firefox", "alice", "bob", "the computer"]


def test_what_is_no_answer_at_all_costs_only_the_check_that_gave_it(machine: Machine) -> None:
    def nonsense(home: Home) -> Iterator[Answer]:
        yield "3 passwords"  # type: ignore[misc]

    result = ran(machine, nonsense, finds)
    assert (result.outcome, result.failure) == (Outcome.FOUND, "AttributeError")
