"""What the settings of Chromium say, about saving passwords first of all."""

from __future__ import annotations

from typing import Any

from hygiene.browsers.policies import policy
from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.jsonfile import Keep, dig
from hygiene.tally import Tally, tallied

SOURCE = "Preferences"
#: Where Windows and macOS keep the settings that other programs like to change: the start page,
#: the tabs to restore, the account (Chromium's chrome_pref_service_factory.cc).
SECURE = "Secure Preferences"
#: Profiles in which the browser never offers to save, nor keeps anything or anybody.
_NEVER = ("Guest Profile", "System Profile")
_KEYS = ("credentials_enable_service", "profile", "password_manager_enabled")


def saving_offered(profile: Profile) -> Tally:
    """One if the browser still offers to save: it does unless somebody said no."""
    return tallied((SOURCE, lambda: Tally(count=int(_offered(profile)))))


def _offered(profile: Profile) -> bool:
    must_be_somebody_s(profile)
    settings = profile.json(SOURCE, _KEYS)
    ruled = policy(profile.installation, "PasswordManagerEnabled")
    if ruled is not None:
        return ruled
    # The second key is the one of before Chromium 38 (2014), still honoured.
    choices = (
        settings.get("credentials_enable_service"),
        dig(settings, "profile", "password_manager_enabled"),
    )
    return False not in choices


def must_be_somebody_s(profile: Profile) -> None:
    """Raise NotHere for the guest's profile and the browser's own."""
    if profile.folder.rpartition("/")[2] in _NEVER:
        raise NotHere


def settings(profile: Profile, keys: Keep) -> dict[str, Any]:
    """The settings whose names are among `keys`, at any depth, of both files that hold some."""
    keys = keys if callable(keys) else tuple(keys)
    found = profile.json(SOURCE, keys)
    try:
        return _joined(found, profile.json(SECURE, keys))
    except NotHere:
        return found
    except RecursionError:
        # From 3.12 on Python reads JSON that lies deeper in itself than its own calls may.
        raise CannotLook(Reason.DAMAGED, SECURE, "nested too deeply") from None


def _joined(plain: dict[str, Any], secure: dict[str, Any]) -> dict[str, Any]:
    """Both at once; the second is right where they differ."""
    found = dict(plain)
    for key, value in secure.items():
        old = found.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        found[key] = _joined(old, value) if both else value  # type: ignore[arg-type]
    return found
