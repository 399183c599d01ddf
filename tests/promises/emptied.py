"""Takes out of a filled disk all that there is to find; the files in which it was stay."""

from __future__ import annotations

import json
import plistlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from hygiene.data import load
from tests.browsers.databases import database
from tests.browsers.formats import snss_files as snss
from tests.browsers.formats.safari_files import cookie_file
from tests.promises.disks import PLATFORMS
from tests.promises.sound import jsonlz4

#: What a person may leave lying about, and what is a finding by being there at all.
_LEFT = (
    *("Downloads", "Desktop", "Documents", ".local/share/Trash", ".local/share/bijiben"),
    *(".thunderbird", ".cache", "Library/Caches"),
)
_FOUND = ("IndexedDB", "storage", "Cache", "cache2", "Local Extension Settings")
#: All is cleared at the close, and nothing is offered to be saved.
_CHROME = {
    "credentials_enable_service": False,
    "profile": {"exit_type": "Normal", "default_content_setting_values": {"cookies": 4}},
    "session": {"restore_on_startup": 5},
    "browser": {
        "clear_data_on_exit": dict.fromkeys(
            ("browsing_history", "download_history", "cookies", "cache", "form_data"), True
        )
    },
}
_FIREFOX = {
    "signon.rememberSignons": False,
    "privacy.sanitize.sanitizeOnShutdown": True,
    "privacy.clearOnShutdown.history": True,
    "privacy.clearOnShutdown.downloads": True,
    "privacy.clearOnShutdown.cookies": True,
    "privacy.clearOnShutdown.cache": True,
    "privacy.clearOnShutdown.formdata": True,
    "privacy.clearOnShutdown.sessions": True,
}
_JSON = {
    "Preferences": _CHROME,
    "Secure Preferences": {},
    "Local State": {},
    "logins.json": {"logins": []},
    "logins-backup.json": {"logins": []},
    "extensions.json": {"addons": []},
    "autofill-profiles.json": {"creditCards": [], "addresses": []},
    "signedInUser.json": {"version": 1, "accountData": None},
    "sessionCheckpoints.json": {"sessionstore-final-state-write-complete": True},
}
#: Where Chromium keeps addresses that its history window does not show.
_HIDDEN = {
    "Favicons": "icon_mapping",
    "Top Sites": "top_sites",
    "Shortcuts": "omni_box_shortcuts",
    "Network Action Predictor": "network_action_predictor",
}
_SAFE = "[connection]\nid=x\ntype=wifi\n[wifi]\nssid=x\n[wifi-security]\nkey-mgmt=wpa-psk\n"
#: What of the computer itself would be a finding, and what there is instead.
_SYSTEM = {
    "etc/gdm3/daemon.conf": "[daemon]\n",
    "etc/pam.d/passwd": "password requisite pam_pwquality.so minlen=12\n",
    "etc/security/pwquality.conf": "minlen = 12\nminclass = 4\n",
    "etc/wpa_supplicant/wpa_supplicant.conf": 'network={\n ssid="x"\n key_mgmt=WPA-PSK\n}\n',
    "etc/opt/chrome/policies/managed/p.json": '{"PasswordManagerEnabled": false}',
}


def emptied_disk(disk: Path, platform: str) -> None:
    """Empty all homes of a disk, and make the computer itself a good one."""
    (home,) = (disk / ("home" if platform == "linux" else "Users")).iterdir()
    emptied(home)
    for path, content in _SYSTEM.items():
        if (disk / path).exists():
            (disk / path).write_text(content)
    for file in disk.glob("*/**/NetworkManager/system-connections/*"):
        file.write_text(_SAFE)
    for pattern in ("etc/netplan", "var/spool/cups", "private/var/spool/cups"):
        shutil.rmtree(disk / pattern, ignore_errors=True)
    for file in disk.glob("var/lib/iwd/*.open"):
        file.unlink()


def emptied(home: Path) -> None:
    """Empty a home."""
    for left in _LEFT:
        shutil.rmtree(home / left, ignore_errors=True)
    for row in load("hygiene.desktop", "programs.toml").values():
        for pattern in (p for system in PLATFORMS for p in row.get(system, ())):
            for place in list(home.glob(pattern)):
                shutil.rmtree(place) if place.is_dir() else place.unlink()
    for name in _FOUND:
        for place in list(home.rglob(name)):
            shutil.rmtree(place, ignore_errors=True)
    for file in [path for path in home.rglob("*") if path.is_file()]:
        _empty(file)


def _empty(file: Path) -> None:
    if file.read_bytes()[:15] == b"SQLite format 3":
        with closing(sqlite3.connect(file)) as opened:
            for (table,) in opened.execute("select name from sqlite_master where type='table'"):
                opened.execute(f"delete from {table}")
            opened.commit()
        if file.name in _HIDDEN:
            with database(file) as made:
                made.create(_HIDDEN[file.name])
    elif file.name in _JSON:
        file.write_text(json.dumps(_JSON[file.name]))
    elif file.name == "prefs.js":
        lines = (f'user_pref("{key}", {json.dumps(value)});\n' for key, value in _FIREFOX.items())
        file.write_text("".join(lines))
    elif file.suffix == ".jsonlz4":
        file.write_bytes(jsonlz4(b'{"windows":[],"cookies":[]}'))
    elif file.parent.name == "Sessions":
        file.write_bytes(snss.file())
    elif file.suffix == ".log":
        file.write_bytes(b"")
    elif file.suffix == ".ldb":
        file.unlink()
    elif file.suffix == ".binarycookies":
        file.write_bytes(cookie_file([]))
    elif file.suffix == ".plist":
        file.write_bytes(plistlib.dumps({}))
    elif file.suffix == ".xbel":
        file.write_text("<xbel></xbel>")
    elif file.name == "serviceworker.txt":
        file.write_text("")
