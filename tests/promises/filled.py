"""Profiles of Chromium and Firefox in which everything that is not a number is a secret."""

from __future__ import annotations

import json
import re
from pathlib import Path

import lz4.block

from hygiene.browsers.formats.leveldb_entry import Entry
from tests.browsers.databases import Maker, Value, database
from tests.browsers.formats import leveldb_files as leveldb
from tests.browsers.formats import snss_files as snss
from tests.browsers.profiles import MORNING, micro, milli, webkit
from tests.identity import vectors
from tests.roots import FakeHome, FakeProfile, make

from .canaries import Canaries, name

#: A service that is known by the cookie of its login.
SERVICE, LOGIN = "assure.ameli.fr", "mod_auth_openidc_session"
#: Hosts that are shown: a password is saved there, they may push, they imitate.
SAVED = f"{name('password-host')}.fr"
PUSHES = f"{name('notification-host')}.fr"
EXTENSION = name("extension")
E_MAIL = "{}@{}.fr"

_ADDRESSES = re.compile(r"url|realm|origin|hostname|referrer")
_HOSTS = ("host", "host_key", "top_frame_site_key")


def rows(made: Maker, table: str, canaries: Canaries, count: int = 2, **known: Value) -> None:
    """Fill a table: every text and every blob that is not `known` is a secret."""
    if not made.connection.execute(f"pragma table_info({table})").fetchall():
        made.create(table)
    columns = made.connection.execute(f"pragma table_info({table})").fetchall()
    for _ in range(count):
        row: dict[str, Value] = {}
        for _, column, kind, *_ in columns:
            if column in known:
                row[column] = known[column]
            elif any(word in kind.upper() for word in ("CHAR", "TEXT", "BLOB")):
                row[column] = _secret(canaries, f"{table}.{column}", column, kind)
        made.add(table, 1, **row)


def _secret(canaries: Canaries, of: str, column: str, kind: str) -> Value:
    if column in _HOSTS:
        return canaries.host(of)
    if _ADDRESSES.search(column):
        return canaries.address(of)
    text = canaries.text(of)
    # What is encrypted is bytes: secrets of this test show whether they are copied.
    return text.encode("utf-16-le") if "BLOB" in kind.upper() else text


def chromium(home: FakeHome, canaries: Canaries, browser: str = "chrome") -> None:
    """A profile of Chromium's family: databases, settings, sessions, storage, cache."""
    profile = home.chromium(browser)
    folder = profile.path
    when = webkit(MORNING)
    kept: dict[str, Value] = {
        "origin_url": f"https://{SAVED}/",
        "date_created": when,
        "blacklisted_by_user": 0,
    }
    for file in ("Login Data", "Login Data For Account", "Login Data.bak"):
        with database(folder / file) as made:
            rows(made, "logins", canaries, 3, **kept)
            rows(made, "logins", canaries, blacklisted_by_user=1)
            for number in (*vectors.NIRS[:3], *vectors.CARDS[:2]):
                user = canaries.number(number)
                rows(made, "logins", canaries, 1, username_value=user, **kept)
    with database(folder / "Web Data") as made:
        for table in ("credit_cards", "masked_credit_cards", "local_ibans", "masked_ibans"):
            rows(made, table, canaries)
        for table in ("local_stored_cvc", "server_stored_cvc", "addresses", "autofill"):
            rows(made, table, canaries)
        for number in vectors.EVERY_NUMBER:
            made.add("autofill", name=canaries.text("field"), value=canaries.number(number))
    with database(folder / "History") as made:
        rows(made, "urls", canaries, 5, last_visit_time=when)
        made.add("urls", 1, url=canaries.address("page", "impots-gouv.fr"), last_visit_time=when)
        rows(made, "visits", canaries, 6, visit_time=when)
        rows(made, "downloads", canaries, 3, start_time=when)
    for file in ("Cookies", "Network/Cookies"):
        with database(folder / file) as made:
            rows(made, "cookies", canaries, 3, creation_utc=when, is_persistent=1)
            login: dict[str, Value] = {"host_key": SERVICE, "name": LOGIN, "creation_utc": when}
            rows(made, "cookies", canaries, 1, is_persistent=0, **login)
    for file in ("Favicons", "Top Sites", "Shortcuts", "Network Action Predictor"):
        with database(folder / file) as made:
            rows(made, "urls", canaries)
    _chromium_settings(profile, canaries)
    _chromium_folders(folder, canaries)
    _cache(profile, canaries)


def _chromium_settings(profile: FakeProfile, canaries: Canaries) -> None:
    def text(of: str) -> str:
        return canaries.text(f"Preferences, {of}")

    extension = {
        "location": 1,
        "manifest": {"name": EXTENSION, "key": text("manifest key"), "oauth2": text("oauth2")},
        "active_permissions": {"explicit_host": [canaries.address("permission")]},
        "path": text("path"),
        "first_install_time": str(webkit(MORNING)),
    }
    found = {
        "account_info": [
            {
                "account_id": "1",
                "email": E_MAIL.format(text("e-mail"), text("e-mail")),
                "full_name": text("full name"),
                "gaia": text("gaia"),
            }
        ],
        "google": {"services": {"account_id": "1", "refresh_token": text("token")}},
        "extensions": {"settings": {"a" * 32: extension}},
        "profile": {
            "name": text("profile name"),
            "content_settings": {
                "exceptions": {
                    "notifications": {
                        f"https://{PUSHES}:443,*": {"setting": 1, "secret": text("of a site")},
                        f"https://{canaries.host('blocked site')}:443,*": {"setting": 2},
                    },
                    "cookies": {canaries.address("exception"): {"setting": 4}},
                }
            },
        },
        "session": {"restore_on_startup": 4, "startup_urls": [canaries.address("start page")]},
        "protection": {"macs": {"key": text("mac")}},
        "download": {"default_directory": text("folder of downloads")},
        "vapid": text("push key"),
    }
    for file in ("Preferences", "Secure Preferences", "Bookmarks", "Sync Data.json"):
        (profile.path / file).write_text(json.dumps(found))
    state = {
        "os_crypt": {"encrypted_key": text("key of the vault"), "app_bound": text("bound key")},
        "profile": {"info_cache": {"Default": {"user_name": E_MAIL.format(text("u"), text("h"))}}},
    }
    (profile.path.parent / "Local State").write_text(json.dumps(state))


def _chromium_folders(folder: Path, canaries: Canaries) -> None:
    def keys(prefix: bytes, of: str) -> bytes:
        return prefix + canaries.address(of).encode()

    tab = snss.page(canaries.address("tab"))
    made = {
        "Sessions/Session_13300000000000000": snss.file(snss.window(), snss.tab_in(7), tab),
        "Sessions/Tabs_13300000000000000": snss.file(
            snss.closed_tab(5, canaries.address("closed tab"))
        ),
    }
    for place, prefix in (
        ("Local Storage/leveldb", b"META:"),
        ("Service Worker/Database", b"REG:"),
        (f"Local Extension Settings/{'a' * 32}", b""),
        ("Session Storage", b"namespace-"),
    ):
        value = canaries.text(f"value in {place}").encode()
        writes = leveldb.batch(1, leveldb.put(keys(prefix, place)), value=value)
        made[f"{place}/000003.log"] = leveldb.log(writes)
        made[f"{place}/000005.ldb"] = leveldb.table([Entry(keys(prefix, place), 2, False)])
    for path, content in made.items():
        make(folder, path)
        (folder / path).write_bytes(content)
    make(folder, f"IndexedDB/https_{canaries.host('IndexedDB')}_0.indexeddb.leveldb/000003.log")


def _cache(profile: FakeProfile, canaries: Canaries) -> None:
    place = profile.cache or profile.path
    for inside in ("Cache/Cache_Data", "cache2/entries"):
        make(place, f"{inside}/{canaries.text('name in the cache')}_0")
        (place / inside / "data_1").write_text(canaries.address("cached page"))


def firefox(home: FakeHome, canaries: Canaries) -> None:
    """A profile of Firefox's family: databases, JSON, settings, sessions, storage, cache."""
    profile = home.firefox()
    folder = profile.path
    when, then = micro(MORNING), milli(MORNING)
    with database(folder / "places.sqlite") as made:
        rows(made, "moz_places", canaries, 5, visit_count=1, last_visit_date=when)
        rows(made, "moz_historyvisits", canaries, 5, visit_date=when)
        made.create("moz_anno_attributes")
        made.add("moz_anno_attributes", name="downloads/destinationFileURI")
        rows(made, "moz_annos", canaries, 3, anno_attribute_id=1, dateAdded=when)
    with database(folder / "cookies.sqlite") as made:
        rows(made, "moz_cookies", canaries, 3, creationTime=when)
        rows(made, "moz_cookies", canaries, 1, host=SERVICE, name=LOGIN, creationTime=when)
    with database(folder / "formhistory.sqlite") as made:
        rows(made, "moz_formhistory", canaries, 3, lastUsed=when)
        for number in vectors.EVERY_NUMBER:
            made.add("moz_formhistory", fieldname="f", value=canaries.number(number))
    with database(folder / "permissions.sqlite") as made:
        allowed: dict[str, Value] = {
            "origin": f"https://{PUSHES}",
            "type": "desktop-notification",
            "permission": 1,
        }
        rows(made, "moz_perms", canaries, 1, modificationTime=then, **allowed)
        rows(made, "moz_perms", canaries, 1, type="login-saving", permission=2)
    for file, table in (("logins.db", "loginsL"), ("logins.db", "loginsM")):
        with database(folder / file) as made:
            rows(made, table, canaries, origin=f"https://{SAVED}", timeCreated=then)
    with database(folder / "webappsstore.sqlite") as made:
        rows(made, "webappsstore2", canaries, originKey=f"rf.{canaries.text('origin')}.:https:443")
    _firefox_json(folder, canaries)
    key = canaries.text("key of the vault").encode()
    make(folder, "key4.db", f"storage/default/https+++{canaries.host('storage')}/ls/data.sqlite")
    (folder / "key4.db").write_bytes(key)
    (folder / "cert9.db").write_bytes(key)
    (folder / "serviceworker.txt").write_text(canaries.address("service worker") + "\n")
    lines = (
        ("services.sync.username", E_MAIL.format(canaries.text("sync"), canaries.text("sync"))),
        ("browser.startup.homepage", canaries.address("start page")),
        ("identity.fxaccounts.account.token", canaries.text("token")),
        ("network.proxy.password", canaries.text("proxy")),
    )
    prefs = "".join(f'user_pref("{name}", "{value}");\n' for name, value in lines)
    (folder / "prefs.js").write_text(prefs)
    _cache(profile, canaries)


def _firefox_json(folder: Path, canaries: Canaries) -> None:
    def text(of: str) -> str:
        return canaries.text(f"JSON, {of}")

    login = {
        "hostname": f"https://{SAVED}",
        "encryptedUsername": text("user"),
        "encryptedPassword": text("password"),
        "httpRealm": text("realm"),
        "formSubmitURL": canaries.address("form"),
        "timeCreated": milli(MORNING),
        "notes": text("note"),
    }
    cookie = {"host": canaries.host("cookie"), "name": text("c"), "value": text("value")}
    tab = {
        "entries": [{"url": canaries.address("tab"), "title": text("title")}],
        "index": 1,
        "formdata": {"id": {"field": text("form value")}},
        "storage": {canaries.address("s"): {"token": text("session storage")}},
        "lastAccessed": milli(MORNING),
    }
    closed = {"state": tab, "title": text("closed title"), "closedAt": milli(MORNING)}
    windows = [{"tabs": [tab, tab], "_closedTabs": [closed]}]
    state = {"windows": windows, "cookies": [cookie, cookie | {"host": SERVICE, "name": LOGIN}]}
    addon = {
        "id": f"{EXTENSION}@id",  # shown where there is no name
        "type": "extension",
        "location": "app-profile",
        "active": True,
        "userPermissions": {"permissions": ["tabs"], "origins": [canaries.address("origin")]},
        "defaultLocale": {"name": EXTENSION, "description": text("description")},
        "sourceURI": canaries.address("source"),
    }
    account = {
        "uid": text("uid"),
        "email": E_MAIL.format(text("e-mail"), text("e-mail")),
        "verified": True,
        **{key: text(key) for key in ("sessionToken", "kSync", "kXCS", "keyFetchToken")},
    }
    card = {"guid": text("guid"), "timeCreated": milli(MORNING)}
    card |= {key: text(key) for key in ("cc-name", "cc-number-encrypted", "cc-csc", "cc-number")}
    person = card | {key: text(key) for key in ("name", "email", "tel", "street-address")}
    files = {
        "logins.json": {
            "logins": [login | {"guid": text("guid")} for _ in range(3)],
            "disabledHosts": [canaries.address("disabled")],
        },
        "extensions.json": {"addons": [addon]},
        "signedInUser.json": {"version": 1, "accountData": account},
        "autofill-profiles.json": {"creditCards": [card] * 2, "addresses": [person]},
        "sessionCheckpoints.json": {"profile-after-change": True, "x": text("checkpoint")},
    }
    files["logins-backup.json"] = {"logins": [login | {"guid": text("guid of a deleted login")}]}
    for file, value in files.items():
        (folder / file).write_text(json.dumps(value))
    packed = b"mozLz40\0" + lz4.block.compress(json.dumps(state).encode())
    for file in ("sessionstore.jsonlz4", "sessionstore-backups/recovery.jsonlz4"):
        make(folder, file)
        (folder / file).write_bytes(packed)
