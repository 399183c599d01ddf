"""Whether Chromium opens its last tabs again, and with them the sessions."""

from __future__ import annotations

from hygiene.browsers.policies import policy_value
from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook, NotHere
from hygiene.filesystem.jsonfile import dig
from hygiene.services.traces import Survival

#: The second one holds the settings that Windows and macOS protect against other programs.
_SOURCES = ("Preferences", "Secure Preferences")
#: "Continue where you left off", alone or beside chosen pages (session_startup_pref.h, 2026).
_LAST = (1, 6)
#: These continue unless told otherwise (recalled, not measured).
_BY_DEFAULT = ("opera", "vivaldi")


#: What the last run has written down of its end: this, until it ends well.
_CRASHED = "Crashed"


def session_survives(profile: Profile) -> Survival:
    """What becomes of sessions: after a crash the next start keeps them, whatever is set.

    Measured with Chromium 156 killed: its tabs are only offered, its session cookies are back.
    """
    return Survival(
        running=profile.browser_open(),
        restores=_restores(profile),
        resumes=_crashed(profile),
    )


def _crashed(profile: Profile) -> bool:
    try:
        settings = profile.json(_SOURCES[0], ("profile", "exit_type"))
    except (NotHere, CannotLook):
        return False  # as below
    return bool(dig(settings, "profile", "exit_type") == _CRASHED)


def _restores(profile: Profile) -> bool:
    try:
        ruled = policy_value(profile.installation, "RestoreOnStartup")
    except CannotLook:
        ruled = None  # as with the settings: their own checks tell what could not be read
    if isinstance(ruled, int):
        return ruled in _LAST
    for source in _SOURCES:
        try:
            settings = profile.json(source, ("session", "restore_on_startup"))
        except (NotHere, CannotLook):
            continue
        chosen = dig(settings, "session", "restore_on_startup")
        if isinstance(chosen, int):
            return chosen in _LAST
    return profile.installation.browser.startswith(_BY_DEFAULT)
