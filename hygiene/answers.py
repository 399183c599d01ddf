"""From a tally to what a check yields."""

from __future__ import annotations

from collections.abc import Iterator

from hygiene.errors import CannotLook, Reason
from hygiene.model import Answer, Finding, Severity
from hygiene.tally import Tally


def found(
    tally: Tally, *, subject: str | None = None, severity: Severity | None = None
) -> Iterator[Answer]:
    """What a tally says: a finding if it counted anything, and why the rest was not seen.

    Args:
        tally: What was counted.
        subject: What it is about, where the kind has a subject.
        severity: How much it weighs, where the kind has several.
    """
    if tally.count:
        facts = dict(tally.facts)
        if tally.undated:
            facts["undated"] = tally.undated
        yield Finding(
            count=tally.count,
            names=tuple(sorted(tally.names)),
            first=tally.first,
            last=tally.last,
            since_session=tally.since_session,
            facts=facts,
            subject=subject,
            severity=severity,
        )
    elif tally.undated:
        # With --since: there is something, and nothing tells whether it dates from then.
        yield CannotLook(Reason.NOT_RECORDED, "dates")
    yield from tally.unseen
