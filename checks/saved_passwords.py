"""Passwords kept by a browser: whoever sits down next can use them."""

from __future__ import annotations

from hygiene.api import Answer, Iterator, Profile, check, found


@check("saved-passwords", kind="password", looks_at=Profile)
def passwords(profile: Profile) -> Iterator[Answer]:
    """Logins that open an account; none is read."""
    yield from found(profile.passwords())


@check("saved-passwords", kind="never-saved-site", looks_at=Profile)
def never_saved_sites(profile: Profile) -> Iterator[Answer]:
    """Sites where somebody answered "never": the list itself tells who came by."""
    yield from found(profile.never_saved_sites())


@check("saved-passwords", kind="saving-offered", looks_at=Profile)
def saving_offered(profile: Profile) -> Iterator[Answer]:
    """The browser still proposes to save, to everybody who logs in."""
    yield from found(profile.saving_offered())


@check("saved-passwords", kind="leftover-copy", looks_at=Profile)
def leftover_copies(profile: Profile) -> Iterator[Answer]:
    """Copies of the passwords that stay when these are deleted."""
    yield from found(profile.leftover_copies())
