"""Extensions that somebody added to a browser: they stay for everybody who comes after."""

from __future__ import annotations

from hygiene.api import Answer, Iterator, Profile, Severity, check, found


@check("extensions", kind="extension", looks_at=Profile)
def extensions(profile: Profile) -> Iterator[Answer]:
    """Those that may read every page weigh more; those that are switched off are not counted."""
    added = profile.extensions()
    yield from found(added.reading_all, severity=Severity.MEDIUM)
    yield from found(added.others)
