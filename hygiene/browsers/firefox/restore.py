"""Whether Firefox brings its sessions back: by its settings, or because it crashed."""

from __future__ import annotations

from hygiene.browsers.firefox.preferences import settings
from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook, NotHere
from hygiene.services.traces import Survival

_CHECKPOINTS = "sessionCheckpoints.json"
#: Written last of all at a clean close (SessionStartup.sys.mjs, Firefox 153; measured).
_ENDED_WELL = "sessionstore-final-state-write-complete"
_RESUME = "browser.sessionstore.resume_from_crash"
_ONCE = "browser.sessionstore.resume_session_once"
_PAGE = "browser.startup.page"
#: "Open previous windows and tabs".
_PREVIOUS = 3


def session_survives(profile: Profile) -> Survival:
    """What becomes of sessions: Firefox brings them back after a crash, unless told not to."""
    try:
        chosen = settings(profile, _RESUME, _ONCE, _PAGE)
    except (NotHere, CannotLook):
        chosen = {}  # the check of the settings tells of a damaged file
    return Survival(
        running=profile.browser_open(),
        restores=bool(chosen.get(_ONCE)) or chosen.get(_PAGE) == _PREVIOUS,
        resumes=bool(chosen.get(_RESUME, True)) and _crashed(profile),
    )


def _crashed(profile: Profile) -> bool:
    """Whether the last run has not ended well; the file is there from the first run on."""
    try:
        reached = profile.json(_CHECKPOINTS, (_ENDED_WELL,))
    except (NotHere, CannotLook):
        return False
    return not reached.get(_ENDED_WELL)
