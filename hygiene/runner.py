"""Runs the checks over what they look at, and turns every ending into a result."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from hygiene.api import Question, Thing
from hygiene.browsers.profile import Installation, Profile
from hygiene.definition import Check
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.machine import Home, Machine
from hygiene.model import Answer, Finding, Outcome, Result, Unreadable, Where


class Sight(NamedTuple):
    """What there is to look at, and the places on the way to it that could not be entered."""

    machine: Machine
    installations: Sequence[Installation] = ()
    closed: Sequence[tuple[Home, CannotLook]] = ()


def run(
    sight: Sight,
    checks: Sequence[Check],
    *,
    own_computer: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Result, ...]:
    """The result of every check, in their order; nothing that a check does gets out of here.

    `progress` is told, before each look at one thing, its number and how many there are.
    """
    total = sum(len(list(_things(q, sight))) for check in checks for q in check.questions)
    numbers = itertools.count()

    def step() -> None:
        if progress is not None:
            progress(next(numbers), total)

    return tuple(_result(sight, check, own_computer, step) for check in checks)


def _result(sight: Sight, check: Check, own: bool, step: Callable[[], None]) -> Result:
    findings: list[Finding] = []
    unreadable: list[Unreadable] = []
    failure = check.broken
    applies = False
    unseen: set[Unreadable] = set()
    for question in check.questions:
        if own and check.kinds[question.kind].own is None:
            continue
        unseen.update(_closed(question, sight))
        for thing in _things(question, sight):
            where = _where(thing)
            step()
            try:
                sight.machine.deadline.check()
                for answer in _drained(question, thing):
                    if isinstance(answer, CannotLook):
                        unreadable.append(_unreadable(answer, question.kind, where))
                    else:
                        findings.append(_finished(answer, question, check, where, own))
                applies = True
            except NotHere:
                continue
            except CannotLook as cause:
                applies = True
                unreadable.append(_unreadable(cause, question.kind, where))
            except Exception as error:
                # Whatever a check does wrong costs that check on that thing, and nothing else.
                failure = failure or type(error).__name__
                broke = CannotLook(Reason.UNSUPPORTED, check.id, type(error).__name__)
                unreadable.append(_unreadable(broke, question.kind, where))
    unreadable.extend(sorted(unseen, key=repr))
    return Result(
        check=check.id,
        rule=check.rule,
        origin=check.origin,
        outcome=outcome(findings, unreadable, failed=bool(failure), applies=applies),
        findings=tuple(findings),
        unreadable=tuple(unreadable),
        failure=failure,
    )


def outcome(
    findings: Sequence[Finding], unreadable: Sequence[Unreadable], *, failed: bool, applies: bool
) -> Outcome:
    """How a check ended, from what it says; what the keeper accepted does not weigh."""
    if any(f.muted is None for f in findings):
        return Outcome.FOUND
    if failed:
        return Outcome.FAILED
    if any(u.muted is None for u in unreadable):
        return Outcome.UNREADABLE
    return Outcome.CLEAN if applies or findings or unreadable else Outcome.NOT_APPLICABLE


def _closed(question: Question, sight: Sight) -> Iterator[Unreadable]:
    """What a question about browsers misses because a home or a data folder is closed."""
    if question.looks_at not in (Installation, Profile):
        return
    for home, cause in sight.closed:
        yield _unreadable(cause.at("home"), None, _where(home))
    if question.looks_at is Profile:
        for installation in sight.installations:
            if installation.unseen is not None:
                yield _unreadable(installation.unseen, None, _where(installation))


def _things(question: Question, sight: Sight) -> Iterator[Thing]:
    if question.looks_at is Machine:
        yield sight.machine
    elif question.looks_at is Home:
        yield from sight.machine.homes
    elif question.looks_at is Installation:
        yield from sight.installations
    else:
        for installation in sight.installations:
            yield from installation.profiles


def _drained(question: Question, thing: Thing) -> list[Answer]:
    return list(question.ask(thing))


def _finished(
    finding: Finding, question: Question, check: Check, where: Where, own: bool
) -> Finding:
    kind = check.kinds[question.kind]
    severity = finding.severity
    if severity is None:
        severity = kind.subjects.get(finding.subject or "")
    if own and kind.own is not None:
        severity = kind.own if severity is None else min(severity, kind.own)
    elif severity is None:
        severity = kind.severity
    names = finding.names if kind.names else ()
    return replace(finding, kind=kind.name, severity=severity, where=where, names=names)


def _unreadable(cause: CannotLook, kind: str | None, where: Where) -> Unreadable:
    return Unreadable(cause.reason, cause.source, kind, where, cause.detail)


def _where(thing: Thing) -> Where:
    if isinstance(thing, Machine):
        return Where()
    if isinstance(thing, Home):
        return Where(user=thing.user)
    if isinstance(thing, Installation):
        return Where(thing.home.user, thing.browser, thing.install)
    i = thing.installation
    return Where(i.home.user, i.browser, i.install, thing.folder)
