"""What a computer's session is like: one value for each thing that is worth telling."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hygiene.errors import CannotLook, NotHere
from hygiene.model import Answer, Finding, Scalar


@dataclass(frozen=True, slots=True)
class State:
    """One thing; `subject` is its id in reports, `since` when it began, where that is known."""

    subject: str
    count: int = 1
    since: datetime | None = None
    facts: Mapping[str, Scalar] = field(default_factory=dict)


Look = Callable[[], Iterator[State]]


def told(*questions: tuple[str, Look]) -> Iterator[Answer]:
    """A finding for each state; each question is looked at alone, by its name in reports.

    Raises:
        NotHere: None of the questions applies here.
    """
    applies = False
    missed: set[tuple[str, str]] = set()
    for source, look in questions:
        try:
            found = list(look())
        except NotHere:
            continue
        except CannotLook as cause:
            applies = True
            cause = cause.at(source)
            if (cause.reason, cause.source) not in missed:
                missed.add((cause.reason, cause.source))
                yield cause
            continue
        applies = True
        for state in found:
            yield Finding(
                count=state.count,
                subject=state.subject,
                first=state.since,
                last=state.since,
                facts=state.facts,
            )
    if not applies:
        raise NotHere
