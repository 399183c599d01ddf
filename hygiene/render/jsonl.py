"""The report as lines of JSON for collectors: scalars only, never a name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from hygiene.nameless import distinct, summed
from hygiene.render.json import SCHEMA, moment, summary
from hygiene.texts.say import Language

if TYPE_CHECKING:
    from hygiene.definition import Check
    from hygiene.model import Report


def render(report: Report, checks: Iterable[Check], language: Language) -> str:
    """One line for each finding summed over users and profiles, each gap, then the summary.

    What the keeper accepts is left out; the summary tells how much that was. `checks` and
    `language` change nothing: no sentence is written.
    """
    lines = [*_findings(report), *_gaps(report), _summary(report)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _findings(report: Report) -> Iterator[dict[str, Any]]:
    for result in report.results:
        for finding in summed(f for f in result.findings if f.muted is None):
            yield {
                **_head(report),
                "check": result.check,
                "kind": finding.kind,
                "severity": finding.weight.label,
                "browser": finding.where.browser,
                "install": finding.where.install,
                "subject": finding.subject,
                "count": finding.count,
                "since_session": finding.since_session,
                "outcome": result.outcome.value,
            }


def _gaps(report: Report) -> Iterator[dict[str, Any]]:
    for result in report.results:
        seen = set()
        for gap in distinct(u for u in result.unreadable if u.muted is None):
            key = (gap.kind, gap.where, gap.reason)
            if key in seen:
                continue
            seen.add(key)
            yield {
                **_head(report),
                "check": result.check,
                "kind": gap.kind,
                "severity": None,
                "browser": gap.where.browser,
                "install": gap.where.install,
                "subject": None,
                "count": None,
                "since_session": None,
                "outcome": result.outcome.value,
                "reason": gap.reason.value,
            }


def _summary(report: Report) -> dict[str, Any]:
    counts = summary(report)
    return {
        **_head(report),
        "summary": True,
        **{f"findings_{name}": count for name, count in counts["findings"].items()},
        **{f"checks_{n.replace('-', '_')}": count for n, count in counts["checks"].items()},
        "unreadable": counts["unreadable"],
        "muted": counts["muted"],
        "partial": counts["partial"],
    }


def _head(report: Report) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "timestamp": moment(report.started_at, report.started_at.tzinfo),
        "machine": report.scene.name,
    }
