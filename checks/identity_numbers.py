"""Numbers of identity kept by a browser among what was typed."""

from __future__ import annotations

from hygiene.api import Answer, Home, Iterator, Profile, check, found, unasked


@check("identity-numbers", kind="identity-number", looks_at=Profile)
def identity_numbers(profile: Profile) -> Iterator[Answer]:
    """Social-security number, IBAN, card, tax number: counted, none kept."""
    yield from found(profile.identity_numbers())


@check("identity-numbers", kind="identity-number", looks_at=Home)
def not_asked(home: Home) -> Iterator[Answer]:
    """What other people typed is read only where the keeper asks for it."""
    yield from unasked(home)
