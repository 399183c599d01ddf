"""Whether Chromium opens its last tabs again, and with them the sessions."""

from __future__ import annotations

from hygiene.browsers.chromium.preferences import SECURE, SOURCE
from hygiene.browsers.policies import policy_value
from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook, NotHere
from hygiene.filesystem.jsonfile import dig
from hygiene.services.traces import Survival

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
        restores=restores_tabs(profile),
        resumes=_crashed(profile),
    )


def restores_tabs(profile: Profile) -> bool:
    """Whether the next start opens the tabs of the last one again, by policy, choice or default.

    What cannot be read says nothing here: its own check tells of it.
    """
    try:
        ruled = policy_value(profile.installation, "RestoreOnStartup")
    except CannotLook:
        ruled = None
    if isinstance(ruled, int):
        return ruled in _LAST
    for source in (SECURE, SOURCE):  # the first is right where they differ
        try:
            settings = profile.json(source, ("session", "restore_on_startup"))
        except (NotHere, CannotLook):
            continue
        chosen = dig(settings, "session", "restore_on_startup")
        if isinstance(chosen, int):
            return chosen in _LAST
    return profile.installation.browser.startswith(_BY_DEFAULT)


def _crashed(profile: Profile) -> bool:
    try:
        settings = profile.json(SOURCE, ("profile", "exit_type"))
    except (NotHere, CannotLook):
        return False  # its own check tells of it
    return bool(dig(settings, "profile", "exit_type") == _CRASHED)
