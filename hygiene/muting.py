"""What the keeper accepts, with a why and an end date, stays in the report and weighs nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hygiene.model import Finding, Muted, Outcome, Result, Unreadable
from hygiene.runner import outcome

if TYPE_CHECKING:
    from hygiene.config.options import Accepted


def mute(
    results: Iterable[Result], accepted: Iterable[Accepted], today: date
) -> tuple[Result, ...]:
    """The results with what is accepted marked, and the outcomes that remain.

    An entry whose last day is over counts for nothing.
    """
    entries = [entry for entry in accepted if entry.until >= today]
    if not entries:
        return tuple(results)
    return tuple(_muted(result, entries) for result in results)


def _muted(result: Result, entries: list[Accepted]) -> Result:
    entries = [entry for entry in entries if entry.check == result.check]
    findings = tuple(_finding(f, entries) for f in result.findings)
    unreadable = tuple(_unreadable(u, entries) for u in result.unreadable)
    ending = outcome(
        findings,
        unreadable,
        failed=bool(result.failure),
        applies=result.outcome is not Outcome.NOT_APPLICABLE,
    )
    return replace(result, findings=findings, unreadable=unreadable, outcome=ending)


def _finding(finding: Finding, entries: list[Accepted]) -> Finding:
    for entry in entries:
        if (
            entry.reason is None
            and entry.kind == finding.kind
            and entry.browser in (None, finding.where.browser)
            and entry.subject in (None, finding.subject)
        ):
            return replace(finding, muted=Muted(entry.why, entry.until))
    return finding


def _unreadable(unreadable: Unreadable, entries: list[Accepted]) -> Unreadable:
    for entry in entries:
        if (
            entry.reason == unreadable.reason
            and entry.kind == unreadable.kind
            and entry.browser in (None, unreadable.where.browser)
            and entry.subject in (None, unreadable.source)
        ):
            return replace(unreadable, muted=Muted(entry.why, entry.until))
    return unreadable
