"""Whether a browser forgets by itself when it is closed, and whether that is vain."""

from __future__ import annotations

from hygiene.api import Answer, Finding, Iterator, Profile, check


@check("clear-on-exit", kind="clear-on-exit", looks_at=Profile)
def clear_on_exit(profile: Profile) -> Iterator[Answer]:
    """One finding where nothing is cleared; else one for each cause that defeats it."""
    clearing = profile.exit_clearing()
    if not clearing.configured:
        yield Finding()
    for cause in clearing.defeats:
        yield Finding(subject=cause)
    yield from clearing.unseen
