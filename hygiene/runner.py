"""Runs the checks over what they look at, and turns every ending into a result."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from hygiene.api import Question
from hygiene.clock import Deadline
from hygiene.definition import Check
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.model import Finding, Outcome, Result, Unreadable, Where
from hygiene.shares import Shares, Who
from hygiene.sight import Place, Sight

#: The source of what time did not reach: the option that gives more of it.
_TIMEOUT = "timeout"


class _Look(NamedTuple):
    check: Check
    question: Question
    place: Place


class _Ending(NamedTuple):
    """How one look ended; in one browser there may be a hundred thousand."""

    told: tuple[Finding | Unreadable, ...] = ()
    failure: str = ""
    applies: bool = True


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
    asked = {check.id: _questions(check, own_computer) for check in checks}
    kinds = {question.looks_at for questions in asked.values() for question in questions}
    places = {kind: tuple(sight.places(kind)) for kind in kinds}
    looks = [
        _Look(check, question, place)
        for check in checks
        for question in asked[check.id]
        for place in places[question.looks_at]
    ]
    endings: list[_Ending] = [_NOTHING] * len(looks)
    turns = sorted(range(len(looks)), key=lambda number: looks[number].place.turn)
    shares = Shares.of(sight.machine, (look.place.where.user for look in looks))
    for step, number in enumerate(_fairly([(n, looks[n].place.where.user) for n in turns], shares)):
        if progress is not None:
            progress(step, len(looks))
        look = looks[number]
        with shares.turn(look.place.where.user):
            endings[number] = _ended(look, sight.machine.deadline, own_computer)
    of_check: Mapping[str, list[_Ending]] = defaultdict(list)
    for look, ending in zip(looks, endings, strict=True):
        of_check[look.check.id].append(ending)
    return tuple(
        _result(check, of_check[check.id], _unseen(sight, asked[check.id])) for check in checks
    )


def _fairly(turns: Sequence[tuple[int, Who]], shares: Shares) -> Iterator[int]:
    """The turns in order; of those whose time is used up, after everybody else's."""
    left = Counter(who for _, who in turns)
    late: list[int] = []
    for number, who in turns:
        if shares.used_up(who):
            late.append(number)
        else:
            yield number
        left[who] -= 1
        if not left[who]:
            shares.done(who)
    yield from late


def _questions(check: Check, own: bool) -> tuple[Question, ...]:
    """Those that apply: on one's own computer, not all do."""
    return tuple(q for q in check.questions if not own or check.kinds[q.kind].own is not None)


_NOTHING = _Ending()
_NOT_HERE = _Ending(applies=False)


def _ended(look: _Look, deadline: Deadline, own: bool) -> _Ending:
    check, question, (thing, where, _) = look
    try:
        deadline.check(_TIMEOUT)
        # All in here: a generator does its work only when it is asked, and what a check of another
        # package yields may be anything.
        told = tuple(
            _unreadable(answer, question.kind, where)
            if isinstance(answer, CannotLook)
            else _finished(answer, question, check, where, own)
            for answer in question.ask(thing)
        )
    except NotHere:
        return _NOT_HERE
    except CannotLook as cause:
        return _Ending((_unreadable(cause, question.kind, where),))
    except Exception as error:
        # Whatever a check does wrong costs that check on that thing, and nothing else.
        failure = type(error).__name__
        broke = CannotLook(Reason.UNSUPPORTED, check.id, failure)
        return _Ending((_unreadable(broke, question.kind, where),), failure)
    return _Ending(told) if told else _NOTHING


def _unseen(sight: Sight, questions: Sequence[Question]) -> list[Unreadable]:
    kinds = {question.looks_at for question in questions}
    found = {_unreadable(c, None, where) for kind in kinds for c, where in sight.unseen(kind)}
    return sorted(found, key=repr)


def _result(check: Check, endings: Sequence[_Ending], unseen: Sequence[Unreadable]) -> Result:
    told = [each for ending in endings for each in ending.told]
    findings = tuple(each for each in told if isinstance(each, Finding))
    unreadable = (*(each for each in told if isinstance(each, Unreadable)), *unseen)
    failure = check.broken or next((e.failure for e in endings if e.failure), "")
    applies = any(ending.applies for ending in endings)
    return Result(
        check=check.id,
        rule=check.rule,
        origin=check.origin,
        outcome=outcome(findings, unreadable, failed=bool(failure), applies=applies),
        findings=findings,
        unreadable=unreadable,
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
