"""Time for everybody's home: one that was made to take long does not use up the others' time."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from hygiene.clock import Deadline
from hygiene.machine.machine import Machine

#: Of the time that is left at the beginning, what is kept for all homes together.
_KEPT = 0.5

#: Whose time it is: a user, or None for the computer itself.
Who = str | None


@dataclass(slots=True)
class Shares:
    """Half of the time is kept in equal parts for those who still wait, the rest is anybody's.

    A look finds its own end in `machine.deadline`.
    """

    machine: Machine
    total: Deadline
    waiting: dict[Who, float]
    """What is left of each one's part, in seconds."""
    kept: float = field(init=False)
    """Their sum."""

    def __post_init__(self) -> None:
        self.kept = sum(self.waiting.values())

    @classmethod
    def of(cls, machine: Machine, everybody: Iterable[Who]) -> Shares:
        """The time that `machine` has left, shared among `everybody`."""
        people = set(everybody)
        each = max(machine.deadline.left, 0.0) * _KEPT / max(len(people), 1)
        return cls(machine, machine.deadline, dict.fromkeys(people, each))

    def until(self, who: Who) -> Deadline:
        """When somebody's looks end: what is kept for the others begins there."""
        of_others = self.kept - self.waiting.get(who, 0.0)
        return Deadline(self.total.at - max(of_others, 0.0))

    def used_up(self, who: Who) -> bool:
        """Whether somebody must wait until the others are done."""
        return self.until(who).passed

    def done(self, who: Who) -> None:
        """Nothing more is kept for somebody."""
        self.kept -= self.waiting.pop(who, 0.0)

    @contextmanager
    def turn(self, who: Who) -> Iterator[None]:
        """Somebody's turn: the machine's deadline is theirs, and their part shrinks."""
        begun = time.monotonic()
        self.machine.deadline = self.until(who)
        try:
            yield
        finally:
            self.machine.deadline = self.total
            if who in self.waiting:
                used = min(time.monotonic() - begun, self.waiting[who])
                self.waiting[who] -= used
                self.kept -= used
