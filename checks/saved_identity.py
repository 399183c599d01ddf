"""Addresses and form values kept by a browser."""

from __future__ import annotations

from hygiene.api import Answer, Iterator, Profile, check, found


@check("saved-identity", kind="address", looks_at=Profile)
def addresses(profile: Profile) -> Iterator[Answer]:
    """Names and postal addresses that the browser offers to the next person."""
    yield from found(profile.addresses())


@check("saved-identity", kind="form-entry", looks_at=Profile)
def form_entries(profile: Profile) -> Iterator[Answer]:
    """Values typed in forms, which come back at the first letter; none is read."""
    yield from found(profile.form_entries())
