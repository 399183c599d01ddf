"""What there is to do, by gesture, in the order to do it: a report without words, regrouped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from hygiene.data import load
from hygiene.kinds import Kind, gestures, kinds
from hygiene.model import Finding, Report, Severity

if TYPE_CHECKING:
    from hygiene.definition import Check


@dataclass(frozen=True, slots=True)
class Part:
    """The findings of one kind in an action, summed over installs, profiles and users.

    `since_session` is None if any of them does not know; `names` are sorted.
    """

    check: str
    kind: str
    severity: Severity
    findings: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(f.count for f in self.findings)

    @property
    def since_session(self) -> int | None:
        """How many date from the current session."""
        total = 0
        for finding in self.findings:
            if finding.since_session is None:
                return None
            total += finding.since_session
        return total

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all of them, sorted."""
        return tuple(sorted({name for f in self.findings for name in f.names}))


@dataclass(frozen=True, slots=True)
class Action:
    """One gesture in one browser (None: elsewhere), and all that it removes.

    `group` is a group of texts/actions.toml, or the kind; `users` and `profiles` are empty unless
    several homes, or several profiles of this browser, are concerned.
    """

    gesture: str
    group: str
    browser: str | None
    subject: str | None
    parts: tuple[Part, ...]
    users: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """That of its heaviest part; INFO where there is nothing to do."""
        return max(part.severity for part in self.parts)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of each kind."""
        return {part.kind: part.count for part in self.parts}


def actions(report: Report, checks: Iterable[Check] = ()) -> tuple[Action, ...]:
    """Every action of a report, those that only inform included.

    Sorted by gesture, then by weight, then by browser. What is to do and what only informs is
    never in one action.

    Args:
        report: What was seen.
        checks: The checks that made it: they know the gestures of other packages' kinds.
    """
    known = {**kinds(), **{name: kind for c in checks for name, kind in c.kinds.items()}}
    grouped: dict[tuple[str, str, str, str, bool], list[tuple[str, Finding]]] = {}
    for result in report.results:
        for finding in result.findings:
            if finding.muted is None:
                key = _key(finding, known)
                grouped.setdefault(key, []).append((result.check, finding))
    made = [
        _action(gesture, group, found, report)
        for (gesture, group, _, _, _), found in grouped.items()
    ]
    order = {gesture: i for i, gesture in enumerate(gestures())}
    return tuple(
        sorted(
            made,
            key=lambda a: (order[a.gesture], -a.severity, a.browser or "", _rank(a), a.group),
        )
    )


def to_do(every: Iterable[Action]) -> tuple[Action, ...]:
    """The actions that ask for a gesture: all but those that only inform, or are the keeper's."""
    return tuple(a for a in every if a.severity > Severity.INFO and not for_keeper(a))


def for_keeper(action: Action) -> bool:
    """Whether it weighs little and is about settings that the person in charge should change.

    Were it a thing to do, nobody who has cleared everything would ever read that nothing is left.
    """
    known = kinds()
    return action.severity is Severity.LOW and all(
        part.kind in known and known[part.kind].keeper for part in action.parts
    )


def _key(finding: Finding, known: Mapping[str, Kind]) -> tuple[str, str, str, str, bool]:
    kind = known.get(finding.kind)
    gesture = kind.gesture if kind else gestures()[-1]
    group = _group_of(finding)
    informs = finding.weight is Severity.INFO
    subject = _apart(group, finding) if group in _joining() else finding.subject or ""
    return gesture, group, finding.where.browser or "", subject, informs


def _action(gesture: str, group: str, found: list[tuple[str, Finding]], report: Report) -> Action:
    parts: dict[tuple[str, str], list[Finding]] = {}
    for check, finding in found:
        parts.setdefault((check, finding.kind), []).append(finding)
    findings = [finding for _, finding in found]
    users = {f.where.user for f in findings if f.where.user is not None}
    profiles = {f.where.profile for f in findings if f.where.profile is not None}
    order = {kind: i for i, kind in enumerate(_groups())}
    return Action(
        gesture=gesture,
        group=group,
        browser=findings[0].where.browser,
        subject=None if group in _joining() else findings[0].subject,
        parts=tuple(
            Part(check, kind, max(f.weight for f in same), tuple(same))
            for (check, kind), same in sorted(
                parts.items(), key=lambda item: (order.get(item[0][1], len(order)), item[0])
            )
        ),
        users=tuple(sorted(users)) if len(report.scene.users) > 1 else (),
        profiles=tuple(sorted(profiles)) if len(profiles) > 1 else (),
    )


def _group_of(finding: Finding) -> str:
    """The group whose gesture removes a finding; its kind where none does."""
    for row in load("hygiene.texts", "actions.toml")["group"]:
        holds = all(finding.facts.get(k) == v for k, v in row.get("when", {}).items())
        if holds and finding.kind in row["kinds"]:
            group: str = row["id"]
            return group
    return finding.kind


@cache
def _groups() -> Mapping[str, str]:
    """The group of each kind that has one, in the order in which a sentence names them."""
    rows = load("hygiene.texts", "actions.toml")["group"]
    return {kind: row["id"] for row in rows for kind in row["kinds"]}


@cache
def _joining() -> Mapping[str, Mapping[str, Any]]:
    """The groups of which all is removed in one go, whatever it is about."""
    rows = load("hygiene.texts", "actions.toml")["group"]
    return {row["id"]: row for row in rows if row["style"] in ("list", "places")}


def _apart(group: str, finding: Finding) -> str:
    """What keeps a finding out of the action of its group: a subject or a fact of its own kind."""
    row = _joining()[group]
    if finding.subject in row.get("subjects_apart", ()):
        return str(finding.subject)
    return next((fact for fact in row.get("facts_apart", ()) if finding.facts.get(fact)), "")


def _rank(action: Action) -> int:
    """Among actions of one gesture and weight, those about one browser follow the groups."""
    order = {group: i for i, group in enumerate(dict.fromkeys(_groups().values()))}
    return order.get(action.group, len(order))
