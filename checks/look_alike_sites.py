"""Sites whose names look like that of an official one."""

from __future__ import annotations

from hygiene.api import Answer, Iterator, Profile, check, look_alikes


@check("look-alike-sites", kind="look-alike-site", looks_at=Profile)
def look_alike_sites(profile: Profile) -> Iterator[Answer]:
    """Of sites visited and sites with a saved password; only their names are judged."""
    yield from look_alikes(profile)
