"""Every reader of bytes by name: what is done with a file of it, and files that it likes."""

from __future__ import annotations

import json
import plistlib
import struct
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import lz4.block

from hygiene.browsers.discovery.profiles_ini import read_profiles_ini
from hygiene.browsers.formats import (
    binarycookies,
    leveldb,
    leveldb_log,
    leveldb_table,
    sessionstore,
    snappy,
    snss,
    webkitorigin,
)
from hygiene.browsers.formats.leveldb_entry import Entry
from hygiene.browsers.profile import Profile
from hygiene.clock import Deadline
from hygiene.errors import CannotLook, NotHere
from hygiene.files.headers import is_header
from hygiene.files.recent import listed
from hygiene.files.recycled import deleted
from hygiene.files.user_dirs import told
from hygiene.filesystem import Tree, open_tree
from hygiene.filesystem.plistfile import parse_plist
from hygiene.passwords import pam, pwpolicy
from hygiene.session import gvdb
from hygiene.wifi import keyfile, linux_files, profile_xml, wpa_supplicant
from tests.browsers import profiles
from tests.browsers.formats import leveldb_files, safari_files, snss_files


class Parser(NamedTuple):
    """What reads, and the files that a search begins with."""

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


def asked(parser: Parser, data: bytes) -> None:
    """Read `data`: whatever it is, a value or a named cause comes out."""
    try:
        found = parser.read(data)
        if isinstance(found, Iterable):
            list(found)
    except (CannotLook, NotHere):
        pass


class _OnDisk:
    """A reader that opens its file itself: one folder for a whole run."""

    def __init__(self, path: str, look: Callable[[Path], object]) -> None:
        self._path = path
        self._look = look
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __call__(self, data: bytes) -> object:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory()
        base = Path(self._folder.name)
        file = base / self._path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return self._look(base)


def _on_disk(path: str, look: Callable[[Tree], object]) -> _OnDisk:
    return _OnDisk(path, lambda base: look(open_tree(base)))


def _answers(profile: Profile) -> None:
    """Put every question about settings: what a file holds must not surprise whoever uses it."""
    for question in (
        profile.passwords,
        profile.never_saved_sites,
        profile.saving_offered,
        profile.payment_cards,
        profile.addresses,
        profile.notification_permissions,
        profile.account,
        profile.extensions,
        profile.exit_clearing,
        profile.login_hosts,
    ):
        try:
            question()
        except (CannotLook, NotHere):
            continue


def _chromium(base: Path) -> None:
    _answers(profiles.chromium(base / "chrome/Default"))


def _unpacked(base: Path) -> None:
    row = {"a" * 32: {"location": 1, "state": 1, "path": "a", "manifest": {"name": "__MSG_n__"}}}
    file = base / "chrome/Default/Preferences"
    file.write_text(json.dumps({"extensions": {"settings": row}}))
    _chromium(base)


def _firefox(base: Path) -> None:
    _answers(profiles.firefox(base / "firefox/a.default"))


def _lz4(content: bytes) -> bytes:
    packed: bytes = lz4.block.compress(content, store_size=False)
    return b"mozLz40\0" + struct.pack("<I", len(content)) + packed


def _sessionstore(data: bytes) -> object:
    """As it is, and as what lies packed in the file: no search finds its way through LZ4."""
    for each in (data, _lz4(data)):
        try:
            sessionstore.read_sessionstore(each)
        except CannotLook:
            continue
    return None


def _snss(data: bytes) -> None:
    for read in (snss.read_session, snss.read_closed):
        try:
            read(data)
        except CannotLook:
            continue


def _manifest(data: bytes) -> object:
    return leveldb.live_files({"CURRENT": b"MANIFEST-1\n", "MANIFEST-1": data, "1.ldb": b""})


_STATE = json.dumps(
    {
        "windows": [{"tabs": [{"entries": [{"url": "https://a.fr/"}], "index": 1}]}],
        "cookies": [{"host": "a.fr", "name": "sid", "expiry": 1}],
        "_closedWindows": [{"closedId": 1, "tabs": [], "closedGroups": []}],
        "savedGroups": [{"windowClosedId": 1, "tabs": [{"state": {"entries": []}}]}],
    }
).encode()
_PREFERENCES = {
    "account_info": [{"email": "a@b.fr", "gaia": "1"}],
    "credentials_enable_service": True,
    "extensions": {
        "settings": {"a" * 32: {"location": 1, "state": 1, "manifest": {"name": "__MSG_n__"}}}
    },
    "profile": {
        "content_settings": {
            "exceptions": {"notifications": {"https://a.fr:443,*": {"setting": 1}}}
        }
    },
    "browser": {"clear_data": {"cookies_on_exit": True}},
}
_LOGINS = {
    "logins": [{"guid": "{1}", "hostname": "https://a.fr", "timeCreated": 1_795_000_000_000}],
    "disabledHosts": ["https://b.fr"],
}
_ADDONS = {
    "addons": [
        {
            "id": "a@b",
            "type": "extension",
            "active": True,
            "installDate": 1_795_000_000_000,
            "defaultLocale": {"name": "x"},
            "userPermissions": {"origins": ["<all_urls>"]},
        }
    ]
}
_BATCH = leveldb_files.batch(1, leveldb_files.put(b"META:https://a.fr"))
_KEY = "/org/gnome/desktop/screensaver/lock-enabled"
_XML = b"""<?xml version="1.0"?><WLANProfile xmlns="http://www.microsoft.com/networking/WLAN/\
profile/v1"><name>x</name><SSIDConfig><SSID><hex>41</hex><name>A</name></SSID></SSIDConfig>\
<connectionMode>auto</connectionMode><MSM><security><authEncryption><authentication>open\
</authentication><encryption>none</encryption></authEncryption></security></MSM></WLANProfile>"""
_PLIST = {"a": [1, 2.5, True, b"x"], "SessionWindows": [{"TabStates": [{"TabURL": "https://a"}]}]}
_RULE = {"policyContent": "policyAttributePassword matches '.{4,}+'"}
_BIN = struct.pack("<QQQI", 2, 1, 0, 4) + "C:\\a\0".encode("utf-16-le")


def _json(value: object) -> tuple[bytes, ...]:
    return (json.dumps(value).encode(),)


PARSERS: dict[str, Parser] = {
    "snss": Parser(
        _snss,
        (
            snss_files.file(
                snss_files.window(), snss_files.tab_in(7), snss_files.page("https://a.fr/")
            ),
            snss_files.file(
                snss_files.closed_window(5, 2), snss_files.closed_tab(3, "https://b.fr/")
            ),
        ),
    ),
    "leveldb-log": Parser(leveldb_log.read_log, (leveldb_files.log(_BATCH),)),
    "leveldb-table": Parser(
        leveldb_table.read_table,
        tuple(
            leveldb_files.table(
                [Entry(f"META:{i}".encode(), i, False) for i in range(9)], kind=kind
            )
            for kind in (0, 1)
        ),
    ),
    "leveldb-manifest": Parser(_manifest, (leveldb_files.log(b"\2\1\3\5\7\0\1\1\1a\1b"),)),
    "snappy": Parser(
        lambda data: snappy.decompress(data, max_bytes=1 << 20), (leveldb_files.snappy(b"ab" * 99),)
    ),
    "sessionstore": Parser(_sessionstore, (_STATE, _lz4(_STATE))),
    "binarycookies": Parser(
        binarycookies.read_cookies, (safari_files.cookie_file([safari_files.Cookie()]),)
    ),
    "webkitorigin": Parser(
        webkitorigin.read_origin, (safari_files.origin_note(("https", "a.fr", 8080)),)
    ),
    "plist": Parser(
        parse_plist,
        (plistlib.dumps(_PLIST), plistlib.dumps(_PLIST, fmt=plistlib.FMT_BINARY)),
    ),
    "preferences": Parser(_OnDisk("chrome/Default/Preferences", _chromium), _json(_PREFERENCES)),
    "local-state": Parser(
        _OnDisk("chrome/Local State", _chromium),
        _json({"profile": {"info_cache": {"Default": {"gaia_id": "1", "user_name": "a@b.fr"}}}}),
    ),
    "manifest": Parser(
        _OnDisk("chrome/Default/Extensions/a/manifest.json", _chromium),
        _json({"name": "__MSG_n__"}),
    ),
    "logins.json": Parser(_OnDisk("firefox/a.default/logins.json", _firefox), _json(_LOGINS)),
    "extensions.json": Parser(
        _OnDisk("firefox/a.default/extensions.json", _firefox), _json(_ADDONS)
    ),
    "prefs.js": Parser(
        _OnDisk("firefox/a.default/prefs.js", _firefox),
        (b'user_pref("signon.rememberSignons", false);\nuser_pref("a", "b\\"c");\n',),
    ),
    "profiles.ini": Parser(read_profiles_ini, (b"[Profile0]\nIsRelative=1\nPath=a.default\n",)),
    "gvdb": Parser(
        lambda data: gvdb.values(data, {_KEY}),
        (b"GVariant" + struct.pack("<IIIIII", 0, 0, 24, 56, 0, 0) + bytes(24),),
    ),
    "keyfile": Parser(
        keyfile.connection, (b"[connection]\ntype=wifi\n[wifi]\nssid=71;97;\nhidden=true\n",)
    ),
    "iwd": Parser(
        _on_disk("var/lib/iwd/Gare.psk", lambda tree: linux_files.saved(tree, Deadline.after(9))),
        (b"[Settings]\nAutoConnect=false\nHidden=true\n",),
    ),
    "profile-xml": Parser(profile_xml.networks, (_XML,)),
    "wpa_supplicant": Parser(
        wpa_supplicant.networks, (b'network={\nssid=P"a\\x41"\nkey_mgmt=NONE\nwep_key0=1\n}\n',)
    ),
    "bin": Parser(deleted, (_BIN, struct.pack("<QQQ", 1, 1, 0) + bytes(520))),
    "xbel": Parser(
        listed, (b'<xbel><bookmark href="file:///a%20b" modified="2026-11-23T12:00:00Z">',)
    ),
    "user-dirs": Parser(told, (b'XDG_DOWNLOAD_DIR="$HOME/T\\"l"\nXDG_DESKTOP_DIR="/x"\n',)),
    "header": Parser(is_header, (b"url,username,password",)),
    "pam": Parser(
        _on_disk("etc/pam.d/passwd", pam.demand),
        (b"password requisite pam_pwquality.so minlen=9 \\\n ucredit=-1\n",),
    ),
    "pwpolicy": Parser(
        pwpolicy.demand_of,
        (plistlib.dumps({"policyCategoryPasswordContent": [_RULE]}),),
    ),
}
