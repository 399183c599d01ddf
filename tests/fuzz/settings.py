"""Settings and lists that browsers keep in text, JSON and property lists, and the keeper's."""

from __future__ import annotations

import json
import plistlib
from datetime import datetime
from pathlib import Path

from hygiene.browsers.discovery import installations
from hygiene.browsers.policies import unpacked
from hygiene.commandline.language import of_preferences
from hygiene.filesystem import open_tree
from hygiene.session.macos import automatic_login
from hygiene.wifi import macos
from tests.fuzz.parser import OnDisk, Parser, as_json, every
from tests.fuzz.questions import (
    CHROMIUM,
    FIREFOX,
    LIBRARY,
    chromium,
    firefox,
    of_settings,
    of_traces,
    safari,
)
from tests.roots import FakeRoot

_ID = "a" * 32
_PREFERENCES = {
    "account_info": [{"email": "a@b.fr", "gaia": "1"}],
    "credentials_enable_service": True,
    "extensions": {
        "settings": {
            _ID: {"location": 1, "state": 1, "manifest": {"name": "__MSG_n__"}, "path": "/x"}
        }
    },
    "profile": {
        "content_settings": {
            "exceptions": {
                "notifications": {"https://a.fr:443,*": {"setting": 1, "last_modified": "13"}}
            }
        },
        "exit_type": "Crashed",
    },
    "browser": {"clear_data": {"cookies_on_exit": True}},
    "session": {"restore_on_startup": 1},
}
_UNPACKED = {
    "extensions": {"settings": {_ID: {"location": 4, "state": 1, "path": "a", "manifest": 1}}}
}
# A folder that no file system can name, in two ways.
_NOWHERE = [
    {"extensions": {"settings": {_ID: {"location": 4, "state": 1, "path": path}}}}
    for path in ("/\0x", "/\ud800")
]
_LOCAL = {"profile": {"info_cache": {"Default": {"gaia_id": "1", "user_name": "a@b.fr"}}}}
_MANIFEST = {"name": "__MSG_n__", "default_locale": "fr", "n": {"message": "x"}}
_LOGINS = {
    "logins": [{"guid": "{1}", "hostname": "https://a.fr", "timeCreated": 1_795_000_000_000}],
    "disabledHosts": ["https://b.fr"],
}
_FILLED = {"creditCards": [{"timeCreated": 1}], "addresses": [{"timeLastUsed": 2, "deleted": 1}]}
_SIGNED_IN = {"accountData": {"uid": "1", "email": "a@b.fr", "verified": True}}
_ADDON = {
    "id": "a@b",
    "type": "extension",
    "active": True,
    "installDate": 1_795_000_000_000,
    "defaultLocale": {"name": "x"},
    "userPermissions": {"origins": ["<all_urls>"]},
}
_GRANTS = {"a@b": {"origins": ["https://*/*"]}}
_RULES = {
    "ClearBrowsingDataOnExitList": ["browsing_history"],
    "PasswordManagerEnabled": False,
    "policies": {
        "SanitizeOnShutdown": {"Cookies": True, "Locked": False},
        "ExtensionSettings": {"*": {"installation_mode": "blocked"}},
        "Homepage": {"StartPage": "previous-session"},
    },
}
_DAY = datetime(2026, 11, 1)  # noqa: DTZ001 - a property list holds naive dates
_LISTS = (
    {"WebHistoryDates": [{"": "https://a.fr/", "lastVisitedDate": "1.0"}]},
    {"DownloadHistory": [{"DownloadEntryDateAddedKey": _DAY}]},
    {"SessionWindows": [{"TabStates": [{"TabURL": "https://a.fr/", "LastVisitTime": 1.5}]}]},
    {"ClosedTabOrWindowPersistentStates": [{"PersistentState": {"TabURL": "https://a.fr/"}}]},
    {"a.fr": {"Permission": 1, "Date Added": _DAY}},
    {"AutoFillPasswords": True, "AlwaysRestoreSessionAtLaunch": 1, "allowPasswordAutoFill": False},
    {"wifi.network.ssid.G": {"SupportedSecurityTypes": "Open", "JoinedByUserAt": _DAY}},
    {"KnownNetworks": {"x": {"SSIDString": "G", "SecurityType": "Open", "LastConnected": _DAY}}},
    {
        "autoLoginUser": "alice",
        "AppleLanguages": ["fr-FR"],
        "EnterprisePoliciesEnabled": True,
        "Homepage__StartPage": "previous-session",
        "Homepage": {"Locked": True},
    },
)
_PLACES = (
    f"{LIBRARY}/Safari/History.plist",
    f"{LIBRARY}/Safari/Downloads.plist",
    f"{LIBRARY}/Safari/LastSession.plist",
    f"{LIBRARY}/Safari/RecentlyClosedTabs.plist",
    f"{LIBRARY}/Safari/UserNotificationPermissions.plist",
    f"{LIBRARY}/Preferences/com.apple.Safari.plist",
    "Library/Managed Preferences/com.apple.Safari.plist",
    "Library/Managed Preferences/com.apple.applicationaccess.plist",
    "Library/Managed Preferences/org.mozilla.firefox.plist",
    "Library/Preferences/com.apple.wifi.known-networks.plist",
    "Library/Preferences/com.apple.loginwindow.plist",
    # Of another disk: where the list above is, that of before macOS 11 is not read.
    "before/Library/Preferences/SystemConfiguration/com.apple.airport.preferences.plist",
)


def _of_mac(base: Path) -> object:
    found, other = safari(base), firefox(base)
    system = found.installation.home.machine.system
    assert system is not None
    other.installation.home.machine.platform = "macos"
    return [
        *of_settings(found),
        *of_settings(other),
        *of_traces(found),
        *every(
            lambda: macos.saved(system),
            lambda: macos.saved(open_tree(base / "before")),
            lambda: automatic_login(system),
            lambda: of_preferences(base / _PLACES[0]) or "",
        ),
    ]


def _discovered(base: Path) -> object:
    machine = FakeRoot(base).machine()
    return [each.folder for found in installations(machine, {}) for each in found.profiles]


def _chromium(*names: str, beside: dict[str, bytes] | None = None) -> OnDisk:
    paths = tuple(f"{CHROMIUM}/{name}" for name in names)
    return OnDisk(paths, lambda base: of_settings(chromium(base)), beside)


def _firefox(*names: str) -> OnDisk:
    paths = tuple(f"{FIREFOX}/{name}" for name in names)
    return OnDisk(
        paths, lambda base: [*of_settings(firefox(base)), *every(firefox(base).site_storage)]
    )


def _policies(data: bytes) -> object:
    """As files, and as the registry of Windows holds the same."""
    return _RULED(data), unpacked(data.decode("utf-8", "replace"))


_RULED = OnDisk(
    ("etc/chromium/policies/managed/a.json", "etc/firefox/policies/policies.json"),
    lambda base: [*of_settings(chromium(base)), *of_settings(firefox(base))],
    {
        f"{CHROMIUM}/Preferences": json.dumps(_PREFERENCES).encode(),
        f"{FIREFOX}/extensions.json": json.dumps({"addons": [_ADDON]}).encode(),
        f"{FIREFOX}/prefs.js": b"",
    },
)
_SETTINGS = b"""user_pref("signon.rememberSignons", false);
user_pref("services.sync.username", "b\\"c");
user_pref("privacy.sanitize.sanitizeOnShutdown", true);
"""

SETTINGS: dict[str, Parser] = {
    "preferences": Parser(
        _chromium("Preferences", "Secure Preferences"), as_json(_PREFERENCES, _UNPACKED, *_NOWHERE)
    ),
    "local-state": Parser(
        _chromium(
            "../Local State",
            "../Last Version",
            beside={f"{CHROMIUM}/Preferences": json.dumps(_PREFERENCES).encode()},
        ),
        (*as_json(_LOCAL), b"156.0.7100.1"),
    ),
    "manifest": Parser(
        _chromium(
            "Extensions/a/manifest.json",
            "Extensions/a/_locales/fr/messages.json",
            beside={f"{CHROMIUM}/Preferences": json.dumps(_UNPACKED).encode()},
        ),
        as_json(_MANIFEST),
    ),
    "policies": Parser(_policies, as_json(_RULES)),
    "logins.json": Parser(
        _firefox(
            *("logins.json", "logins-backup.json", "autofill-profiles.json", "signedInUser.json")
        ),
        as_json(_LOGINS, _FILLED, _SIGNED_IN),
    ),
    "extensions.json": Parser(
        _firefox("extensions.json", "extension-preferences.json"),
        as_json({"addons": [_ADDON], **_GRANTS}),
    ),
    "prefs.js": Parser(
        _firefox("prefs.js", "compatibility.ini", "serviceworker.txt"),
        (_SETTINGS, b"[Compatibility]\nLastVersion=153.0_2026\n", b"https://a.fr:8080/\nhttp://["),
    ),
    "profiles.ini": Parser(
        OnDisk(
            "home/alice/.mozilla/firefox/profiles.ini",
            _discovered,
            {"home/alice/.mozilla/firefox/a.default/prefs.js": b""},
        ),
        (b"[Profile0]\nIsRelative=1\nPath=a.default\n[Profile1]\nPath=~/x\nIsRelative=0\n",),
    ),
    "lists-of-a-mac": Parser(
        OnDisk(_PLACES, _of_mac),
        tuple(
            plistlib.dumps(value, fmt=form)
            for value in _LISTS
            for form in (plistlib.FMT_XML, plistlib.FMT_BINARY)
        ),
    ),
}
