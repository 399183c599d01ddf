"""What Safari leaves to the Keychain, or encrypts with a key that lies there: told, never read."""

from __future__ import annotations

from hygiene.browsers.profile import Profile
from hygiene.browsers.safari.places import must_be_main, shared
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.tally import Tally

SOURCE = "Keychain"
FORMS = "Form Values"


def in_keychain(profile: Profile) -> Tally:
    """Never a number: passwords, cards and the sites never to save are entries of the Keychain."""
    must_be_main(profile)
    raise CannotLook(Reason.OS_VAULT, SOURCE)


def form_entries(profile: Profile) -> Tally:
    """Never a number: one encrypted file holds all that was typed (VERIFIED in mac_apt, 2026)."""
    must_be_main(profile)
    for _ in shared(profile, FORMS):
        raise CannotLook(Reason.ENCRYPTED, FORMS)
    raise NotHere
