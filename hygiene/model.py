"""The values that travel from checks to renderers: frozen, no I/O, no text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from hygiene.errors import EXPECTED, CannotLook, Reason

if TYPE_CHECKING:
    from hygiene.services.catalogue import Service

Scalar = str | int | float | bool | None


class Severity(IntEnum):
    """How much a finding weighs; `label` is its word in reports."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def label(self) -> str:
        """The stable, language-free word: info, low, medium or high."""
        return self.name.lower()

    @classmethod
    def of(cls, label: str) -> Severity:
        """The severity called `label`; raises KeyError for any other word."""
        return cls[label.upper()]


class Outcome(StrEnum):
    """How one check ended."""

    FOUND = "found"
    CLEAN = "clean"
    UNREADABLE = "unreadable"
    FAILED = "failed"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Where:
    """Whose, in which browser: None where the thing has no such place."""

    user: str | None = None
    browser: str | None = None
    install: str | None = None
    profile: str | None = None


@dataclass(frozen=True, slots=True)
class Muted:
    """Why the keeper accepts something, and until which day."""

    why: str
    until: date


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that stays behind; a check gives the count, the runner the rest.

    `first` and `last` are aware datetimes; `since_session` is None where it cannot be known;
    `severity` is given by a check only where its kind has several.
    """

    count: int = 1
    names: tuple[str, ...] = ()
    first: datetime | None = None
    last: datetime | None = None
    since_session: int | None = None
    subject: str | None = None
    facts: Mapping[str, Scalar] = field(default_factory=dict)
    severity: Severity | None = None
    kind: str = ""
    where: Where = Where()
    muted: Muted | None = None

    @property
    def weight(self) -> Severity:
        """The severity of a finished finding (INFO until the runner has set it)."""
        return Severity.INFO if self.severity is None else self.severity


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that applies and was not seen; `kind` is None for a whole profile or home."""

    reason: Reason
    source: str
    kind: str | None = None
    where: Where = Where()
    detail: str = ""
    muted: Muted | None = None

    @property
    def expected(self) -> bool:
        """Whether this alone is no gap (the system's vault, what nobody records or asked for)."""
        return self.reason in EXPECTED


#: What a check may yield: what it found, or why it could not look.
Answer = Finding | CannotLook


@dataclass(frozen=True, slots=True)
class Result:
    """One check, ended."""

    check: str
    rule: str
    origin: str
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    failure: str = ""
    """Type of the exception that broke the check, for `--verbose`; no message, no content."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The machine that was looked at, as the report tells it."""

    platform: str
    live: bool
    users: tuple[str, ...]
    root: str | None = None
    name: str | None = None
    room: str | None = None
    session_started_at: datetime | None = None
    place: str = "shared"
    others: int = 0
    """Homes that are on this computer and were not asked for."""
    profiles: int = 0
    """Browser profiles that were looked at."""
    services: tuple[Service, ...] = ()
    """Services that the configuration adds to the catalogue: their words are in no data of ours."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that shaped the report."""

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    since: datetime | None = None
    own_computer: bool = False
    names: bool = True
    fail_on: Severity = Severity.MEDIUM
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one run saw and could not see."""

    version: str
    started_at: datetime
    duration: float
    """Seconds."""
    scene: Scene
    asked: Asked
    results: tuple[Result, ...]

    @property
    def findings(self) -> Iterable[Finding]:
        """Every finding that counts: those that the keeper accepted are left out."""
        return [f for r in self.results for f in r.findings if f.muted is None]

    @property
    def unreadable(self) -> Iterable[Unreadable]:
        """Everything that was not seen and counts, expected or not."""
        return [u for r in self.results for u in r.unreadable if u.muted is None]

    @property
    def partial(self) -> bool:
        """Whether this run, by what it was asked, could not see the whole."""
        a = self.asked
        return bool(a.only or a.skip or a.since or self.scene.others or not self.scene.profiles)
