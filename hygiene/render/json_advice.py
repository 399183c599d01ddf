"""The advice of a JSON report: one object for each kind and browser of what was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hygiene.advice.advice import advice, deciding
from hygiene.advice.gestures import Stay
from hygiene.kinds import gestures
from hygiene.model import Finding, Report
from hygiene.render.escape import harmless
from hygiene.texts.say import Language

if TYPE_CHECKING:
    from hygiene.definition import Check


def all_advice(
    findings: Iterable[Finding], check: Check | None, report: Report, language: Language
) -> list[dict[str, Any]]:
    """The advice for `findings`, in the order of the gestures; what is accepted needs none."""
    if check is None:
        return []
    scene, asked = report.scene, report.asked
    place = "own" if asked.own_computer else scene.place
    stay = Stay(place, report.started_at, scene.session_started_at)
    differ = sorted(deciding(check))
    wanted = {
        (f.kind, _subject(f, check), f.where.browser, *(f.facts.get(name) for name in differ)): f
        for f in findings
        if f.muted is None and f.kind in check.kinds
    }
    told = [
        advice(
            check,
            f.kind,
            f.where.browser,
            scene.platform,
            language,
            subject=_subject(f, check),
            facts=f.facts,
            name=next(iter(f.names), ""),
            stay=stay,
            services=scene.services,
        )
        for f in wanted.values()
    ]
    order = {gesture: i for i, gesture in enumerate(gestures())}
    told.sort(key=lambda a: (order[a.gesture], a.browser or "", a.kind or "", a.subject or ""))
    return [
        {**one._asdict(), "subject": _harmless(one.subject), "steps": list(one.steps)}
        for one in dict.fromkeys(told)
    ]


def _subject(finding: Finding, check: Check) -> str | None:
    """What the advice is about: each place; one leaves each service by itself.

    A fact only where it has steps of its own.
    """
    kind = check.kinds[finding.kind]
    if kind.placed and not kind.names:
        rows = check.texts.get("advice", ())
        return finding.subject if any(r.get("subject") == finding.subject for r in rows) else None
    by_itself = kind.placed or kind.gesture != "clear-browser"
    return finding.subject if by_itself else None


def _harmless(subject: str | None) -> str | None:
    return None if subject is None else harmless(subject)
