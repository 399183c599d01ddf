"""Visitor badges that were not given back: one for each file in the folder `badges`."""

from __future__ import annotations

from hygiene.api import Answer, Finding, Home, Iterator, check


@check("visitor-badges", kind="hygiene-badges:badge", looks_at=Home)
def badges(home: Home) -> Iterator[Answer]:
    """Badges that lie in a home."""
    folder = home.at("badges")
    if home.tree.is_folder(folder):
        names = home.tree.names(folder)
        yield Finding(count=len(names), names=tuple(names))
