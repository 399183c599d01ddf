"""Whether the keeper's policies make a browser fit for a public terminal."""

from __future__ import annotations

from hygiene.api import Answer, Finding, Installation, Iterator, Severity, check


@check("browser-policy", kind="browser-policy", looks_at=Installation)
def browser_policy(installation: Installation) -> Iterator[Answer]:
    """One finding for each protection that is missing, and each policy that defeats another."""
    public = installation.home.machine.place == "public-terminal"
    for lack in installation.unprotected():
        yield Finding(subject=lack, severity=Severity.LOW if public else None)
