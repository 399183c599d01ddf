"""The machine that is looked at: this computer, or a disk or home below a root."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from hygiene.clock import Clock, Deadline
from hygiene.errors import CannotLook, NotHere
from hygiene.filesystem.tree import Tree

if TYPE_CHECKING:
    from hygiene.services.catalogue import Service

Platform = Literal["linux", "windows", "macos"]
T = TypeVar("T")


@dataclass(slots=True)
class Remembered:
    """Base of what is looked at: each question is put once, whoever asks."""

    _answers: dict[Hashable, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer to `question`; what it raised the first time is raised again."""
        if question not in self._answers:
            try:
                self._answers[question] = (answer(), None)
            except (CannotLook, NotHere) as cause:
                self._answers[question] = (None, cause)
        value, raised = self._answers[question]
        if raised is not None:
            raise raised
        return value  # type: ignore[no-any-return]


@dataclass(slots=True)
class Home(Remembered):
    """One person's folder; `path` leads to it inside `tree`.

    `clock` knows the start of this person's session on this computer, where that is known; `mine`
    says whether it is the home of the person who runs the program.
    """

    machine: Machine
    user: str
    tree: Tree
    path: str = ""
    mine: bool = False
    clock: Clock = field(kw_only=True)

    @property
    def values_may_be_read(self) -> bool:
        """Whether what was typed here may be read, to be counted.

        Among several people's homes on a computer in use, only if the keeper asked for it.
        """
        return self.mine or not self.machine.live or self.machine.identity

    def at(self, relative: str) -> str:
        """The path in `tree` of what lies at `relative` in this home."""
        return f"{self.path}/{relative}" if self.path else relative


@dataclass(slots=True)
class Machine(Remembered):
    """What a run looks at; `homes` are those that were asked for."""

    platform: Platform
    live: bool
    deadline: Deadline
    started_at: datetime
    root: str | None = None
    system: Tree | None = None
    """The whole disk, None for a copied home: where policies lie."""
    homes: tuple[Home, ...] = ()
    others: int = 0
    """Homes that exist and were not asked for."""
    missed: tuple[CannotLook, ...] = ()
    """Why there may be homes that nobody knows of."""
    identity: bool = False
    """Whether numbers of identity are looked for in other people's homes too."""
    services: tuple[Service, ...] = ()
    """Services that the configuration adds to the catalogue."""
    trusted_networks: frozenset[str] = frozenset()
    """Names of Wi-Fi networks that the configuration vouches for."""
    allowed_programs: frozenset[str] = frozenset()
    """Remote-control programs that the keeper wants here, by id."""
    place: str = "shared"
    """What the configuration says of the place: `shared`, `public-terminal` or `own`."""
    clock: Clock = field(kw_only=True)
    """From when on things count that are nobody's in particular."""
