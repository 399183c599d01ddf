"""Bank cards and account numbers kept by a browser."""

from __future__ import annotations

from hygiene.api import Answer, Iterator, Profile, check, found


@check("saved-cards", kind="payment-card", looks_at=Profile)
def payment_cards(profile: Profile) -> Iterator[Answer]:
    """Cards, those of the signed-in account included; no number is read."""
    yield from found(profile.payment_cards())


@check("saved-cards", kind="iban", looks_at=Profile)
def ibans(profile: Profile) -> Iterator[Answer]:
    """Bank account numbers; none is read."""
    yield from found(profile.ibans())
