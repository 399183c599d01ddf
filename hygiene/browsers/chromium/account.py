"""The account that a browser of Chromium's family is signed in to: never its token or number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hygiene.browsers.account import Account, masked
from hygiene.browsers.chromium.preferences import SOURCE, must_be_somebody_s, settings
from hygiene.browsers.policies import policy
from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.jsonfile import dig, objects, read_json

LOCAL_STATE = "Local State"
_KEYS = (
    *("account_info", "email", "google", "services", "account_id", "consented_to_sync"),
    *("signin", "allowed", "signin_with_explicit_browser_signin_on"),
    *("sync", "has_setup_completed", "feature_status_for_sync_to_signin"),
    *("vivaldi", "vivaldi_account", "username"),
)
_STATE_KEYS = ("profile", "info_cache", "user_name", "edge_sync_enabled", "edge_account_type")
#: Initializing, active, paused: Chromium's SyncFeatureStatusForSyncToSigninMigration (2026).
_SYNCS = (2, 3, 4)


def account(profile: Profile) -> Account:
    """The browser's own account; sites that one is logged in to are none.

    Raises:
        NotHere: The profile is a guest's, or has no settings yet.
        CannotLook: A file of settings or policies cannot be read, or (UNSUPPORTED) it is not
            known where this browser keeps its account.
    """
    must_be_somebody_s(profile)
    found = settings(profile, _KEYS)
    # Opera GX is Opera here; channels are their browser.
    told = _KEEPERS.get(profile.installation.browser.partition("-")[0], _google)(profile, found)
    if told.sync and policy(profile.installation, "SyncDisabled"):
        return Account(told.signed_in, sync=False, email=told.email)
    return told


def _google(profile: Profile, found: dict[str, Any]) -> Account:
    # Where signing in is not allowed, the browser signs out at its start.
    if (
        dig(found, "signin", "allowed") is False
        or policy(profile.installation, "BrowserSignin") is False
    ):
        return Account()
    primary = dig(found, "google", "services", "account_id")
    told = _first(*(a.get("email") for a in _accounts(found) if a.get("account_id") == primary))
    user = None if primary and told else _known(profile).get("user_name")
    if not primary and not user:
        return Account()
    # `consented_to_sync` until 2025; then whoever signs in by a click of theirs has passwords,
    # addresses and bookmarks of the account here.
    sync = (
        dig(found, "google", "services", "consented_to_sync") is True
        or dig(found, "signin", "signin_with_explicit_browser_signin_on") is True
        or dig(found, "sync", "feature_status_for_sync_to_signin") in _SYNCS
    )
    return Account(signed_in=True, sync=sync, email=told or masked(user))


def _microsoft(profile: Profile, found: dict[str, Any]) -> Account:
    # A new profile of Edge signs itself in to the account of Windows (public reports, 2026).
    known = _known(profile)
    accounts = _accounts(found)
    user = known.get("user_name")
    if not (user or accounts or known.get("edge_account_type")):
        return Account()
    sync = known.get("edge_sync_enabled", dig(found, "sync", "has_setup_completed"))
    told = (a.get("email") for a in accounts)
    return Account(signed_in=True, sync=sync is True, email=_first(user, *told))


def _brave(profile: Profile, found: dict[str, Any]) -> Account:
    # A chain of devices without a name; leaving it takes this setting back (brave-core, 2026).
    chained = dig(found, "sync", "has_setup_completed") is True
    return Account(signed_in=chained, sync=chained)


def _vivaldi(profile: Profile, found: dict[str, Any]) -> Account:
    # Names of Vivaldi's published source (vivaldi_account_manager.cc, 2026).
    user = dig(found, "vivaldi", "vivaldi_account", "username")
    if not user:
        return Account()
    sync = dig(found, "sync", "has_setup_completed") is True
    return Account(signed_in=True, sync=sync, email=masked(user))


def _unknown(profile: Profile, found: dict[str, Any]) -> Account:
    told = _google(profile, found)
    if not told.signed_in:
        # Neither publishes where its own account is kept (nothing found in November 2026).
        raise CannotLook(Reason.UNSUPPORTED, SOURCE, "place of this browser's account not known")
    return told


_KEEPERS: dict[str, Callable[[Profile, dict[str, Any]], Account]] = {
    "edge": _microsoft,
    "brave": _brave,
    "vivaldi": _vivaldi,
    "opera": _unknown,
    "arc": _unknown,
}


def _accounts(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The accounts that the browser knows; Edge has been seen to write one without its list."""
    info = found.get("account_info")
    return [info] if isinstance(info, dict) and info else objects(info)


def _known(profile: Profile) -> dict[str, Any]:
    """What the list of all profiles, above them, says of this one."""
    installation = profile.installation
    try:
        state = read_json(
            profile.tree,
            f"{installation.data}/{LOCAL_STATE}",
            source=LOCAL_STATE,
            deadline=profile.deadline,
            keep=(*_STATE_KEYS, profile.folder),
        )
    except NotHere:
        return {}
    row = dig(state, "profile", "info_cache", profile.folder)
    return row if isinstance(row, dict) else {}


def _first(*emails: object) -> str | None:
    return next((said for said in map(masked, emails) if said), None)
