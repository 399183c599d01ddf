"""A check that takes the name of a built-in one."""

from __future__ import annotations

from hygiene.api import Answer, Home, Iterator, check


@check("saved-passwords", kind="hygiene-broken:other", looks_at=Home)
def nothing_to_see(home: Home) -> Iterator[Answer]:
    """Would make the built-in check say clean."""
    yield from ()
