"""What the settings of Safari say: whether it offers to save, and what it opens at the start."""

from __future__ import annotations

from typing import Any

from hygiene.browsers.exit_clearing import ExitClearing
from hygiene.browsers.policies import policy
from hygiene.browsers.profile import Profile
from hygiene.browsers.safari.places import CONTAINER, each_once, must_be_main
from hygiene.errors import CannotLook, NotHere
from hygiene.services.traces import Survival
from hygiene.tally import Tally, tallied

SOURCE = "com.apple.Safari.plist"
#: In the sandbox, then of before it.
_PLACES = (f"{CONTAINER}/Preferences/{SOURCE}", f"Preferences/{SOURCE}")
#: Names VERIFIED in many public lists of settings (2026); that the first is on and the second is
#: off by default is RECALLED.
_SAVING = "AutoFillPasswords"
_RESTORE = "AlwaysRestoreSessionAtLaunch"
#: What the keeper forbids for the whole system (Apple's com.apple.applicationaccess).
_FORBIDDEN = "allowPasswordAutoFill"


def saving_offered(profile: Profile) -> Tally:
    """One if the browser still offers to save: it does unless somebody said no."""
    must_be_main(profile)
    return tallied((SOURCE, lambda: Tally(count=int(_offered(profile)))))


def _offered(profile: Profile) -> bool:
    ruled = policy(profile.installation, _SAVING)
    allowed = policy(profile.installation, _FORBIDDEN)
    chosen = _setting(profile, _SAVING)
    if allowed is False:
        return False
    return ruled if ruled is not None else chosen is not False


def session_survives(profile: Profile) -> Survival:
    """What becomes of sessions: they live on where all windows are opened again at the start."""
    try:
        restores = _setting(profile, _RESTORE) is True
    except (NotHere, CannotLook):
        restores = False  # the check of the settings tells of a damaged file
    return Survival(running=profile.browser_open(), restores=restores)


def exit_clearing(profile: Profile) -> ExitClearing:
    """Nothing: Safari has no setting that clears when it is closed."""
    must_be_main(profile)
    return ExitClearing()


def _setting(profile: Profile, name: str) -> bool | None:
    """A switch, None where nobody touched it; raises NotHere where there are no settings at all."""
    found: list[dict[str, Any]] = [
        profile.plist(place, (name,)) for place in each_once(profile, _PLACES)
    ]
    if not found:
        raise NotHere
    chosen = [value for settings in found if isinstance(value := settings.get(name), (bool, int))]
    return bool(chosen[0]) if chosen else None
