"""What Chromium and its family remove when they are closed, by preference or by policy."""

from __future__ import annotations

from typing import Any

from hygiene.browsers.chromium.account import account
from hygiene.browsers.chromium.preferences import must_be_somebody_s, settings
from hygiene.browsers.chromium.restore import restores_tabs
from hygiene.browsers.exit_clearing import (
    CRASH,
    OTHER_PROFILE,
    RESTORE,
    SYNC,
    WANTED,
    ExitClearing,
)
from hygiene.browsers.exit_clearing import exit_clearing as clearing_of
from hygiene.browsers.policies import policy, policy_value
from hygiene.browsers.profile import Profile
from hygiene.browsers.running import is_open
from hygiene.browsers.version import major_version
from hygiene.errors import NotHere
from hygiene.filesystem.jsonfile import dig

#: The words of the policy ClearBrowsingDataOnExitList (Chromium 89 and later).
_LISTED = {
    "browsing_history": "history",
    "download_history": "downloads",
    "cookies_and_other_site_data": "cookies",
    "cached_images_and_files": "cache",
    "autofill": "forms",
}
#: The names of the boxes: Brave has browser.clear_data.*_on_exit (brave-core, pref_names.cc);
#: Edge has browser.clear_data_on_exit.* (a public forensic tool, 2026; not run here).
_BOXES = {
    "browsing_history": "history",
    "download_history": "downloads",
    "cookies": "cookies",
    "cache": "cache",
    "form_data": "forms",
}
#: Cookies and site data live until the browser is closed: Chromium's CONTENT_SETTING_SESSION_ONLY.
_SESSION_ONLY = 4
#: Until this version the list was obeyed only where nobody could sync (the policy's own text).
_OBEYS = 115
_KEYS = (
    *("browser", "clear_data", "clear_data_on_exit", "clear_on_exit_pending"),
    *(*_BOXES, *(f"{box}_on_exit" for box in _BOXES)),
    *("profile", "default_content_setting_values", "exit_type", "exited_cleanly"),
)


def exit_clearing(profile: Profile) -> ExitClearing:
    """What goes when the browser is closed.

    Raises:
        NotHere: The profile is a guest's, or has no settings yet.
        CannotLook: A file of settings or policies cannot be read.
    """
    must_be_somebody_s(profile)
    found = settings(profile, _KEYS)
    installation = profile.installation
    if policy_value(installation, "IncognitoModeAvailability") == 2:
        return ExitClearing(WANTED)  # nothing but private windows: nothing is written
    if policy(installation, "ForceEphemeralProfiles"):
        # A profile that is here though nothing runs was not removed: seen with 156 in a made home
        # after a clean close, while other closes removed it.
        return clearing_of(WANTED, {CRASH: lambda: not _running(profile)})
    listed = _listed(profile)
    return clearing_of(
        listed | _always(profile) | _boxes(found) | _cookies(profile, found),
        {
            SYNC: lambda: _comes_back(profile, listed=bool(listed)),
            RESTORE: lambda: restores_tabs(profile),
            # What the list names goes when the last window of this profile does (measured, 156).
            OTHER_PROFILE: lambda: not listed and _kept_open(profile),
            CRASH: lambda: _crashed(profile, found),
        },
    )


def _listed(profile: Profile) -> set[str]:
    listed = policy_value(profile.installation, "ClearBrowsingDataOnExitList")
    words = listed if isinstance(listed, list) else []
    return {_LISTED[word] for word in words if isinstance(word, str) and word in _LISTED}


def _always(profile: Profile) -> set[str]:
    """What the policies of Edge remove (Microsoft's documentation; not run here)."""
    if policy(profile.installation, "ClearBrowsingDataOnExit"):
        return set(WANTED)
    cache = policy(profile.installation, "ClearCachedImagesAndFilesOnExit")
    return {"cache"} if cache else set()


def _boxes(found: dict[str, Any]) -> set[str]:
    return {
        kind
        for box, kind in _BOXES.items()
        if dig(found, "browser", "clear_data", f"{box}_on_exit") is True
        or dig(found, "browser", "clear_data_on_exit", box) is True
    }


def _cookies(profile: Profile, found: dict[str, Any]) -> set[str]:
    ruled = policy_value(profile.installation, "DefaultCookiesSetting")
    chosen = dig(found, "profile", "default_content_setting_values", "cookies")
    return {"cookies"} if (chosen if ruled is None else ruled) == _SESSION_ONLY else set()


def _comes_back(profile: Profile, *, listed: bool) -> bool:
    if listed:
        # Newer versions do not sync what they are told to remove.
        return (major_version(profile.installation) or _OBEYS) < _OBEYS and not (
            policy(profile.installation, "SyncDisabled")
            or policy(profile.installation, "BrowserSignin") is False
        )
    return account(profile).sync


def _kept_open(profile: Profile) -> bool:
    """Whether another profile of this browser is open now: until it is closed nothing ends."""
    others = (p for p in profile.installation.profiles if p.folder != profile.folder)
    return any(is_open(other) for other in others)


def _crashed(profile: Profile, found: dict[str, Any]) -> bool:
    """Whether it was not closed properly: what it should have cleared is still there.

    The next start does not clear it, the next close does (measured, 156).
    """
    pending = dig(found, "browser", "clear_data", "clear_on_exit_pending") is True
    return (pending or _ended_badly(profile, found)) and not _running(profile)


def _ended_badly(profile: Profile, found: dict[str, Any]) -> bool:
    if profile.installation.home.machine.platform != "windows":
        return _left_locked(profile)
    # There is no such lock. After a clean close this may still say Crashed: until somebody has
    # answered the question whether to restore (measured, 156).
    ended = dig(found, "profile", "exit_type")
    return ended == "Crashed" if ended else dig(found, "profile", "exited_cleanly") is False


def _left_locked(profile: Profile) -> bool:
    """Whether the lock of a run that opened this profile is there.

    A kill leaves it, a close removes it (measured, 156).
    """
    try:
        with profile.tree.folder(profile.installation.data) as folder:
            began = folder.stat("SingletonLock").mtime_ns
        return profile.tree.stat(profile.at("Sessions")).mtime_ns >= began
    except NotHere:
        return False


def _running(profile: Profile) -> bool:
    try:
        return bool(profile.installation.running())
    except NotHere:
        return False
