"""A check that has no words in English."""

from __future__ import annotations

from hygiene.api import Answer, Finding, Home, Iterator, check


@check("mute", kind="hygiene-broken:mute", looks_at=Home)
def mute(home: Home) -> Iterator[Answer]:
    """Finds something and cannot say it."""
    yield Finding()
