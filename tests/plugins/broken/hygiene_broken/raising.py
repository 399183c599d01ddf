"""A check that loads and then breaks on every home."""

from __future__ import annotations

from hygiene.api import Answer, Finding, Home, Iterator, check


@check("raising", kind="hygiene-broken:thing", looks_at=Home)
def raising(home: Home) -> Iterator[Answer]:
    """Yields, then raises: what it yielded must not count."""
    yield Finding(count=5)
    raise ZeroDivisionError("a secret that nobody may see")
