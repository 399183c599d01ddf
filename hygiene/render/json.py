"""The report as JSON, schema 1: keys, numbers and ids are stable; sentences are in one language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from hygiene.advice.links import rule_link
from hygiene.kinds import rules
from hygiene.model import Finding, Muted, Outcome, Report, Result, Severity, Unreadable
from hygiene.render.escape import harmless
from hygiene.texts.messages import message, title, unseen_message
from hygiene.texts.say import Language, say, text

if TYPE_CHECKING:
    from hygiene.definition import Check

SCHEMA = 1
MOST_NAMES = 50

Object = dict[str, Any]


def render(report: Report, checks: Iterable[Check], language: Language) -> str:
    """The report as one JSON object, indented, that ends with a newline.

    Args:
        report: What was seen.
        checks: The checks that made it.
        language: Of titles, messages and advice.
    """
    told = json.dumps(document(report, checks, language), ensure_ascii=False, indent=2)
    return _no_tags(told) + "\n"


def document(report: Report, checks: Iterable[Check], language: Language) -> Object:
    """The report as the value that `render` writes."""
    known = {check.id: check for check in checks}
    return {
        "schema": SCHEMA,
        "tool": {"name": "hygiene", "version": report.version},
        "started_at": moment(report.started_at, report.started_at.tzinfo),
        "duration_s": round(report.duration, 2),
        "language": language,
        "machine": _machine(report),
        "options": _options(report),
        "summary": summary(report),
        "rules": [_rule(rule, report, known.values(), language) for rule in rules()],
        "checks": [
            _check(result, known.get(result.check), report, language) for result in report.results
        ],
        "comparison": None,
    }


def _machine(report: Report) -> Object:
    scene = report.scene
    return {
        "name": _harmless(scene.name),
        "room": _harmless(scene.room),
        "platform": scene.platform,
        "live": scene.live,
        "root": _harmless(scene.root),
        "users": [harmless(user) for user in scene.users],
        "session_started_at": moment(scene.session_started_at, report.started_at.tzinfo),
        "place": scene.place,
    }


def _options(report: Report) -> Object:
    asked = report.asked
    return {
        "only": list(asked.only),
        "skip": list(asked.skip),
        "since": moment(asked.since, report.started_at.tzinfo),
        "own_computer": asked.own_computer,
        "names": asked.names,
        "fail_on": asked.fail_on.label,
        "exact": asked.exact,
    }


def summary(report: Report) -> Object:
    """The counts of a report: what the keeper accepts is counted apart, as `muted`."""
    weights = [finding.weight for finding in report.findings]
    outcomes = [result.outcome for result in report.results]
    muted = sum(1 for r in report.results for f in r.findings if f.muted)
    muted += sum(1 for r in report.results for u in r.unreadable if u.muted)
    return {
        "findings": {weight.label: weights.count(weight) for weight in reversed(Severity)},
        "checks": {outcome.value: outcomes.count(outcome) for outcome in Outcome},
        "unreadable": len(list(report.unreadable)),
        "muted": muted,
        "partial": report.partial,
    }


def _rule(rule: str, report: Report, checks: Iterable[Check], language: Language) -> Object:
    served = {check.id for check in checks if check.rule == rule}
    served |= {result.check for result in report.results if result.rule == rule}
    return {
        "id": rule,
        "title": say(text("rules", rule, "title"), language),
        "state": _state(rule, report, bool(served)),
        "checks": sorted(served),
        "link": rule_link(rule),
    }


def _state(rule: str, report: Report, served: bool) -> str:
    outcomes = {result.outcome for result in report.results if result.rule == rule}
    if Outcome.FOUND in outcomes:
        return "found"
    if Outcome.CLEAN in outcomes and not outcomes & {Outcome.UNREADABLE, Outcome.FAILED}:
        return "ok"
    return "unknown" if served else "reminder"


def _check(result: Result, check: Check | None, report: Report, language: Language) -> Object:
    return {
        "id": result.check,
        "rule": result.rule,
        "title": title(check, result.check, language),
        "outcome": result.outcome.value,
        "origin": harmless(result.origin),
        "unreadable": [_unreadable(gap, check, language) for gap in result.unreadable],
        "findings": [
            _finding(finding, check, report, language)
            for finding in sorted(result.findings, key=_order)
        ],
        "advice": _advice(result.findings, check, report, language),
    }


def _unreadable(gap: Unreadable, check: Check | None, language: Language) -> Object:
    return {
        "user": _harmless(gap.where.user),
        "browser": gap.where.browser,
        "install": gap.where.install,
        "profile": _harmless(gap.where.profile),
        "kind": gap.kind,
        "source": harmless(gap.source),
        "reason": gap.reason.value,
        "message": unseen_message(check, gap, language),
        "muted": _muted(gap.muted),
    }


def _finding(finding: Finding, check: Check | None, report: Report, language: Language) -> Object:
    zone = report.started_at.tzinfo
    names = _names(finding, check, report)
    facts = {
        name: harmless(value) if isinstance(value, str) else value
        for name, value in finding.facts.items()
    }
    if len(names) > MOST_NAMES:
        facts["names_total"] = len(names)
    return {
        "kind": finding.kind,
        "severity": finding.weight.label,
        "user": _harmless(finding.where.user),
        "browser": finding.where.browser,
        "install": finding.where.install,
        "profile": _harmless(finding.where.profile),
        "subject": _harmless(finding.subject),
        "count": finding.count,
        "since_session": finding.since_session,
        "names": names[:MOST_NAMES],
        "first": moment(finding.first, zone),
        "last": moment(finding.last, zone),
        "facts": facts,
        "muted": _muted(finding.muted),
        "message": message(check, finding, language, report.scene.services),
    }


def _names(finding: Finding, check: Check | None, report: Report) -> list[str]:
    """The names of a finding that a file may hold."""
    kind = check.kinds.get(finding.kind) if check else None
    if not report.asked.names or (kind and kind.live_terminal_only):
        return []
    return sorted({harmless(name) for name in finding.names})


def _advice(
    findings: Sequence[Finding], check: Check | None, report: Report, language: Language
) -> list[Object]:
    if not findings:
        return []
    from hygiene.render.json_advice import all_advice  # what it knows is needed by findings only

    return all_advice(findings, check, report, language)


def _muted(muted: Muted | None) -> Object | None:
    if muted is None:
        return None
    return {"why": harmless(muted.why), "until": muted.until.isoformat()}


def _order(finding: Finding) -> tuple[object, ...]:
    where = finding.where
    return (
        -finding.weight,
        finding.kind,
        *(part or "" for part in (where.user, where.browser, where.install, where.profile)),
        finding.subject or "",
    )


def moment(when: datetime | None, zone: tzinfo | None) -> str | None:
    """ISO 8601 to the second with the offset that was valid when the report was made."""
    return None if when is None else when.astimezone(zone).isoformat(timespec="seconds")


def _harmless(name: str | None) -> str | None:
    return None if name is None else harmless(name)


def _no_tags(told: str) -> str:
    """The same JSON, in which no tag begins: a page may hold it as it is."""
    signs: Mapping[str, str] = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
    for sign, code in signs.items():
        told = told.replace(sign, code)
    return told
