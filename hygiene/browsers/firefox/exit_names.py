"""How Firefox calls what it removes at its close, and what it does where nobody chose."""

from __future__ import annotations

SANITIZE = "privacy.sanitize.sanitizeOnShutdown"
#: Private windows only, always: nothing is written.
PRIVATE = "browser.privatebrowsing.autostart"
#: 3 opens the tabs of last time.
PAGE = "browser.startup.page"
#: 2: cookies live until the close. Until 2022 (Firefox 102).
LIFETIME = "network.cookie.lifetimePolicy"

#: The four boxes since 2024 (Sanitizer.sys.mjs, 153); downloads go with the history.
NEW = {
    "history": "privacy.clearOnShutdown_v2.browsingHistoryAndDownloads",
    "cookies": "privacy.clearOnShutdown_v2.cookiesAndStorage",
    "cache": "privacy.clearOnShutdown_v2.cache",
    "forms": "privacy.clearOnShutdown_v2.formdata",
}
#: What they were before; at its first close a newer Firefox takes them over, then sets MIGRATED.
OLD = {
    "history": "privacy.clearOnShutdown.history",
    "cookies": "privacy.clearOnShutdown.cookies",
    "cache": "privacy.clearOnShutdown.cache",
    "forms": "privacy.clearOnShutdown.formdata",
}
MIGRATED = "privacy.sanitize.clearOnShutdown.hasMigratedToNewPrefs3"
#: Between the two, for some versions of 2024, history and forms were one box.
MIGRATED_HALFWAY = "privacy.sanitize.clearOnShutdown.hasMigratedToNewPrefs2"
JOINED = "privacy.clearOnShutdown_v2.historyFormDataAndDownloads"

#: Firefox 153, defaults/preferences/firefox.js.
DEFAULTS: dict[str, bool | int] = {
    SANITIZE: False,
    PRIVATE: False,
    PAGE: 1,
    LIFETIME: 0,
    MIGRATED: False,
    MIGRATED_HALFWAY: False,
    JOINED: True,
    **dict.fromkeys(OLD.values(), True),
    **dict.fromkeys(NEW.values(), True),
    NEW["forms"]: False,
}
#: What others of the family change in it.
OTHER_DEFAULTS: dict[str, dict[str, bool | int]] = {
    # librewolf.cfg of its public settings, 2026.
    "librewolf": {SANITIZE: True, MIGRATED: True, NEW["history"]: False, JOINED: False},
    "tor-browser": {PRIVATE: True},  # recalled
}
