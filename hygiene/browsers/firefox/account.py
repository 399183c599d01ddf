"""The account that Firefox is signed in to: never its tokens, which lie beside it."""

from __future__ import annotations

from hygiene.browsers.account import Account, masked
from hygiene.browsers.firefox.preferences import settings
from hygiene.browsers.policies import policy
from hygiene.browsers.profile import Profile
from hygiene.errors import NotHere
from hygiene.filesystem.jsonfile import dig

SOURCE = "signedInUser.json"
_KEYS = ("accountData", "uid", "email", "verified")
#: Firefox's own way to tell whether sync is set up (UIState.sys.mjs, 153).
_SYNC = "services.sync.username"


def account(profile: Profile) -> Account:
    """The account of the file that Firefox removes when one signs out.

    Raises CannotLook where that file, the settings or a policy cannot be read.
    """
    try:
        known = dig(profile.json(SOURCE, _KEYS), "accountData")
    except NotHere:
        return Account()
    if not isinstance(known, dict) or not (known.get("uid") or known.get("email")):
        return Account()
    return Account(
        signed_in=True,
        # An address that nobody confirmed does not sync yet.
        sync=known.get("verified") is not False and _syncs(profile),
        email=masked(known.get("email")),
    )


def _syncs(profile: Profile) -> bool:
    if policy(profile.installation, "DisableFirefoxAccounts", "DisableAccounts"):
        return False
    try:
        return bool(settings(profile, _SYNC).get(_SYNC))
    except NotHere:
        return False
