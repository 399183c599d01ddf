"""What the settings of Chromium say about saving passwords."""

from __future__ import annotations

from hygiene.browsers.jsonfile import dig
from hygiene.browsers.policies import policy
from hygiene.browsers.reading import ReadableProfile
from hygiene.browsers.tally import Tally, tallied
from hygiene.errors import NotHere

SOURCE = "Preferences"
#: Profiles in which the browser never offers to save.
_NEVER = ("Guest Profile", "System Profile")
_KEYS = ("credentials_enable_service", "profile", "password_manager_enabled")


def saving_offered(profile: ReadableProfile) -> Tally:
    """One if the browser still offers to save: it does unless somebody said no."""
    return tallied((SOURCE, lambda: Tally(count=int(_offered(profile)))))


def _offered(profile: ReadableProfile) -> bool:
    if profile.folder.rpartition("/")[2] in _NEVER:
        raise NotHere
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
