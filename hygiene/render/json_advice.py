"""The advice of a JSON report: one object for each kind and browser of what was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hygiene.advice.advice import advice
from hygiene.advice.gestures import Stay
from hygiene.kinds import gestures
from hygiene.model import Finding, Report
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
    wanted = {
        (f.kind, _subject(f, check), f.where.browser): next(iter(f.names), "")
        for f in findings
        if f.muted is None and f.kind in check.kinds
    }
    told = [
        advice(
            check,
            kind,
            browser,
            scene.platform,
            language,
            subject=subject,
            name=name,
            stay=stay,
            services=scene.services,
        )
        for (kind, subject, browser), name in wanted.items()
    ]
    order = {gesture: i for i, gesture in enumerate(gestures())}
    told.sort(key=lambda a: (order[a.gesture], a.browser or "", a.kind or "", a.subject or ""))
    return [{**one._asdict(), "steps": list(one.steps)} for one in told]


def _subject(finding: Finding, check: Check) -> str | None:
    """What the advice is about: each place and fact; one logs out of each service by itself."""
    kind = check.kinds[finding.kind]
    return finding.subject if kind.placed or kind.gesture == "log-out" else None
