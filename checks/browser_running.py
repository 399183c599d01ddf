"""Browsers that are open now: the last half minute may not be on the disk yet."""

from __future__ import annotations

from hygiene.api import Answer, Finding, Installation, Iterator, check


@check("browser-running", kind="running-browser", looks_at=Installation)
def running_browsers(installation: Installation) -> Iterator[Answer]:
    """A browser left open, with whatever is on its screen."""
    if installation.running():
        yield Finding()
