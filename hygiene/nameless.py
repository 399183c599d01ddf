"""A report without names: what `--no-names` keeps.

It is not called anonymous: minutes beside a booking list would tell who it was, and so every date
is rounded to its day; but the day, the computer and the counts remain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, tzinfo

from hygiene.kinds import Kind, kinds
from hygiene.model import (
    Asked,
    Finding,
    Report,
    Result,
    Scalar,
    Scene,
    Severity,
    Unreadable,
    Where,
)

#: Kinds that name these have one finding for each, as those about services, by its id.
_ONE_EACH = ("networks", "programs")

#: Facts of our own that tell whose something is.
PERSONAL = frozenset({"account"})

Key = tuple[str, Severity, str | None, Where, object]


def without_names(report: Report) -> Report:
    """The report without names, users, profiles and root; what differed only by them is summed.

    A subject that is a service, a network, a program or a site goes, and with kinds of other
    packages every subject and every fact that is a text.
    """
    zone = report.started_at.tzinfo
    return replace(
        report,
        started_at=_day(report.started_at, zone),
        scene=_scene(report.scene, zone),
        asked=_asked(report.asked, zone),
        results=tuple(_result(result, zone) for result in report.results),
    )


def summed(findings: Iterable[Finding], zone: tzinfo | None = None) -> tuple[Finding, ...]:
    """The findings without names and places below the browser, added where nothing else differs.

    Args:
        findings: Of one check.
        zone: Where days begin; None leaves the dates as they are.
    """
    groups: dict[Key, list[Finding]] = {}
    for finding in findings:
        kind = kinds().get(finding.kind)
        bare = replace(
            finding,
            names=(),
            subject=_subject(finding, kind),
            where=_where(finding.where),
            facts=_facts(finding, kind),
        )
        key = (bare.kind, bare.weight, bare.subject, bare.where, bare.muted)
        groups.setdefault(key, []).append(bare)
    return tuple(_sum(group, zone) for group in groups.values())


def joined(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings; those that lost the name of what they are about are added where all agrees."""
    kept: list[Finding] = []
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        kind = kinds().get(finding.kind)
        if kind is None or not _one_each(kind) or finding.subject is not None:
            kept.append(finding)
        else:
            key = (finding.kind, finding.weight, finding.where, finding.muted)
            groups.setdefault(key, []).append(finding)
    return (*kept, *(_sum(group, None) for group in groups.values()))


def _one_each(kind: Kind) -> bool:
    """Whether there is one finding for each thing that the kind is about, by its id."""
    return kind.of_service or kind.names in _ONE_EACH


def distinct(unreadable: Iterable[Unreadable]) -> tuple[Unreadable, ...]:
    """The gaps without users, profiles and technical details, each once."""
    bare = (replace(u, where=_where(u.where), detail="") for u in unreadable)
    return tuple(dict.fromkeys(bare))


def _result(result: Result, zone: tzinfo | None) -> Result:
    return replace(
        result,
        findings=summed(result.findings, zone),
        unreadable=distinct(result.unreadable),
    )


def _sum(group: list[Finding], zone: tzinfo | None) -> Finding:
    since = [finding.since_session for finding in group]
    known = [count for count in since if count is not None]
    firsts = [finding.first for finding in group if finding.first]
    lasts = [finding.last for finding in group if finding.last]
    first, last = min(firsts, default=None), max(lasts, default=None)
    return replace(
        group[0],
        count=sum(finding.count for finding in group),
        since_session=sum(known) if len(known) == len(since) else None,
        first=_day(first, zone) if first and zone else first,
        last=_day(last, zone) if last and zone else last,
        facts=added(finding.facts for finding in group),
    )


def added(every: Iterable[Mapping[str, Scalar]]) -> Mapping[str, Scalar]:
    """Facts of several findings: numbers added, truths joined; a text stays if all agree."""
    parts = list(every)
    total: dict[str, Scalar] = {}
    for name in dict.fromkeys(name for part in parts for name in part):
        values = [part[name] for part in parts if name in part]
        if any(isinstance(value, bool) for value in values):
            total[name] = any(values)
        elif all(isinstance(value, (int, float)) for value in values):
            total[name] = sum(v for v in values if isinstance(v, (int, float)))
        elif all(value == values[0] for value in values):
            total[name] = values[0]
    return total


def _subject(finding: Finding, kind: Kind | None) -> str | None:
    return finding.subject if kind is not None and kind.placed else None


def _facts(finding: Finding, kind: Kind | None) -> dict[str, Scalar]:
    if kind is not None:
        return {n: value for n, value in finding.facts.items() if n not in PERSONAL}
    # What a check of another package writes there may hold a name.
    return {name: value for name, value in finding.facts.items() if not isinstance(value, str)}


def _where(where: Where) -> Where:
    return replace(where, user=None, profile=None)


def _scene(scene: Scene, zone: tzinfo | None) -> Scene:
    started = scene.session_started_at
    return replace(
        scene,
        users=(),
        root=None,
        session_started_at=_day(started, zone) if started else None,
    )


def _asked(asked: Asked, zone: tzinfo | None) -> Asked:
    since = _day(asked.since, zone) if asked.since else None
    return replace(asked, names=False, since=since)


def _day(moment: datetime, zone: tzinfo | None) -> datetime:
    local = moment.astimezone(zone)
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
