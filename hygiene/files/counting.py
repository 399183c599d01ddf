"""Files of one place counted by what they are, with what could not be seen of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hygiene.clock import Clock, moment
from hygiene.errors import CannotLook, Reason
from hygiene.files.entries import Left
from hygiene.tally import Item, Tally, merged


def counted(sorts: Mapping[str, Iterable[Left]], clock: Clock) -> Tally:
    """The files by their dates; a fact for each sort tells how many of it count."""
    parts = []
    for name, files in sorts.items():
        part = Tally.of((Item(moment(file.mtime_ns / 1e9), file.name) for file in files), clock)
        parts.append(part.with_facts(**{name: part.count}) if part.count else part)
    return merged(parts)


def with_unseen(found: Tally, place: str, unseen: Iterable[CannotLook]) -> Tally:
    """The same, with why parts of the place were not seen, each cause once.

    `facts.approximate` where there are more files than were looked at.
    """
    causes = {(cause.reason, cause.source): cause for cause in (c.at(place) for c in unseen)}
    whole = merged([found, Tally(unseen=tuple(causes.values()))])
    cut = any(reason in (Reason.TOO_BIG, Reason.TIME) for reason, _ in causes)
    return whole.with_facts(approximate=True) if cut else whole
