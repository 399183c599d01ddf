"""How many things of one kind there are, since when, and their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from hygiene.clock import Clock
from hygiene.errors import CannotLook, NotHere
from hygiene.model import Scalar


class Item(NamedTuple):
    """One thing: its date (aware, or None) and its name (or empty)."""

    date: datetime | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """A count with its dates and names; `unseen` are the causes of what is missing from it.

    `since_session` is None where the session's start, or the dates, are unknown; `undated` is
    counted only with `--since`.
    """

    count: int = 0
    since_session: int | None = None
    first: datetime | None = None
    last: datetime | None = None
    undated: int = 0
    names: frozenset[str] = frozenset()
    facts: Mapping[str, Scalar] = field(default_factory=dict)
    unseen: tuple[CannotLook, ...] = ()

    @classmethod
    def of(cls, items: Iterable[Item], clock: Clock) -> Tally:
        """Count `items`; with `--since`, only those dated from then on."""
        count = undated = session = 0
        first = last = None
        names = set()
        for date, name in items:
            if date is None or date > clock.now:
                undated += 1
                if clock.since is not None:
                    continue
                date = None
            elif clock.since is not None and date < clock.since:
                continue
            count += 1
            if date is not None:
                first = date if first is None else min(first, date)
                last = date if last is None else max(last, date)
                session += clock.session is not None and date >= clock.session
            if name and (clock.names_from is None or (date and date >= clock.names_from)):
                names.add(name)
        return cls(
            count=count,
            since_session=session if clock.session and (first or not count) else None,
            first=first,
            last=last,
            undated=undated if clock.since else 0,
            names=frozenset(names),
        )

    def with_facts(self, **facts: Scalar) -> Tally:
        """The same, with facts added."""
        return replace(self, facts={**self.facts, **facts})


def named(names: Iterable[str], clock: Clock) -> Tally:
    """Every name there is, whatever may be told of it: for a check that chooses among them.

    The empty one is none.
    """
    return Tally.of((Item(name=name) for name in names if name), Clock(clock.now))


def merged(parts: Iterable[Tally]) -> Tally:
    """One tally of several sources: counts and numeric facts are added."""
    parts = list(parts)
    facts: dict[str, Scalar] = {}
    for part in parts:
        for key, value in part.facts.items():
            old = facts.get(key)
            if isinstance(value, bool) or isinstance(old, bool):
                facts[key] = bool(old) or bool(value)
            elif isinstance(value, int) and isinstance(old, int):
                facts[key] = old + value
            else:
                facts[key] = value
    sessions = [p.since_session for p in parts if p.count or p.since_session]
    firsts = [p.first for p in parts if p.first]
    lasts = [p.last for p in parts if p.last]
    return Tally(
        count=sum(p.count for p in parts),
        since_session=None if None in sessions or not parts else _sum(parts),
        first=min(firsts, default=None),
        last=max(lasts, default=None),
        undated=sum(p.undated for p in parts),
        names=frozenset().union(*(p.names for p in parts)),
        facts=facts,
        unseen=tuple(c for p in parts for c in p.unseen),
    )


def _sum(parts: list[Tally]) -> int | None:
    known = [p.since_session for p in parts if p.since_session is not None]
    return sum(known) if known else None


class Distinct:
    """Counts named things of several sources, each name once: the first source that has it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: set[str] = set()

    def tally(self, found: Mapping[str, datetime | None]) -> Tally:
        """The things that no source had before, by their dates; the names stay here."""
        new = {name: date for name, date in found.items() if name and name not in self._seen}
        self._seen.update(new)
        return Tally.of((Item(date) for date in new.values()), self._clock)


def tallied(*sources: tuple[str, Callable[[], Tally]]) -> Tally:
    """The tally of several named sources, each looked at alone.

    A source that does not exist counts nothing; one that cannot be looked at leaves its cause.
    """
    parts = []
    for source, look in sources:
        try:
            parts.append(look())
        except NotHere:
            continue
        except CannotLook as cause:
            parts.append(Tally(unseen=(cause.at(source),)))
    return merged(parts)
