"""A second opinion: what a profile holds, read from copies of its files with plain sqlite3.

For the harness alone. It proves that what was planned really lies on the disk; the program under
test must find the same numbers in the originals, by its own means.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .oracle_sessions import chromium_tabs, firefox_session
from .truth import Truth


def read_chromium(profile: Path) -> Truth:
    """Count the leftovers of one Chromium profile.

    Raises:
        sqlite3.Error: a copy was torn by a running browser; ask again.
        OSError: a file is not there yet.
    """
    history = profile / "History"
    web_data = profile / "Web Data"
    stores = [profile / "Login Data", profile / "Login Data For Account"]
    real = "from logins where blacklisted_by_user=0"
    never = "select count(*) from logins where blacklisted_by_user=1"
    sites = [row[0] for store in stores for row in ask(store, f"select origin_url {real}")]
    preferences = json.loads((profile / "Preferences").read_bytes())
    tabs = chromium_tabs(profile / "Sessions")
    return Truth(
        counts={
            "password": len(sites),
            "never-saved-site": sum(count(store, never) for store in stores),
            "saving-offered": int(preferences.get("credentials_enable_service", True)),
            "payment-card": count(web_data, "select count(*) from credit_cards"),
            "iban": count(web_data, "select count(*) from local_ibans"),
            "address": count(web_data, "select count(*) from addresses"),
            "form-entry": count(web_data, "select count(*) from autofill"),
            "visited-page": count(history, "select count(*) from urls"),
            "download-record": count(history, "select count(*) from downloads"),
            "cookie": count(profile / "Cookies", "select count(*) from cookies"),
            "open-tab": tabs.open,
            "site-storage": len(_chromium_origins(profile)),
        },
        facts={
            "payment-card.cvc": count(web_data, "select count(*) from local_stored_cvc"),
            "visited-page.visits": count(history, "select count(*) from visits"),
            "cookie.session_only": count(
                profile / "Cookies", "select count(*) from cookies where is_persistent=0"
            ),
            "open-tab.closed": tabs.closed,
        },
        password_hosts=_hosts(sites),
    )


def read_firefox(profile: Path) -> Truth:
    """Count the leftovers of one Firefox profile.

    Raises:
        sqlite3.Error: a copy was torn by a running browser; ask again.
        OSError: a file is not there yet.
    """
    places, permissions = profile / "places.sqlite", profile / "permissions.sqlite"
    saved = json.loads((profile / "logins.json").read_bytes())["logins"]
    sites = [login["hostname"] for login in saved if login["hostname"].startswith("http")]
    filled = json.loads((profile / "autofill-profiles.json").read_bytes())
    session = firefox_session(profile)
    lasting = count(profile / "cookies.sqlite", "select count(*) from moz_cookies")
    downloads = """select count(*) from moz_annos join moz_anno_attributes on
        moz_anno_attributes.id = anno_attribute_id where name = 'downloads/destinationFileURI'"""
    never = "select count(*) from moz_perms where type='login-saving' and permission=2"
    return Truth(
        counts={
            "password": len(sites),
            "never-saved-site": count(permissions, never),
            "saving-offered": int(_firefox_offers_to_save(profile)),
            "payment-card": len(filled["creditCards"]),
            "iban": 0,
            "address": len(filled["addresses"]),
            "form-entry": count(
                profile / "formhistory.sqlite", "select count(*) from moz_formhistory"
            ),
            "visited-page": count(places, "select count(*) from moz_places where visit_count > 0"),
            "download-record": count(places, downloads),
            "cookie": lasting + session.cookies,
            "open-tab": session.open,
            "site-storage": len(_firefox_origins(profile)),
        },
        facts={
            "visited-page.visits": count(places, "select count(*) from moz_historyvisits"),
            "cookie.session_only": session.cookies,
            "open-tab.closed": session.closed,
        },
        password_hosts=_hosts(sites),
    )


def ask(database: Path, question: str) -> list[Any]:
    """Return the rows of a copy of a database, taken with its journal or write-ahead log."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        for suffix in ("-journal", "-wal", ""):
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(f"{database}{suffix}", f"{copy}{suffix}")
        if not copy.exists():
            raise FileNotFoundError(database)
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            return connection.execute(question).fetchall()


def count(database: Path, question: str) -> int:
    """Return the one number a question asks for."""
    ((number,),) = ask(database, question)
    return int(number)


def files_below(*folders: Path) -> list[Path]:
    """Return every file below the folders."""
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def _hosts(sites: list[str]) -> tuple[str, ...]:
    return tuple(sorted({urlsplit(site).hostname or "" for site in sites}))


def _chromium_origins(profile: Path) -> set[str]:
    """Return hosts; the logs of these young databases still hold every record in clear."""
    logs = {
        "Local Storage/leveldb/*.log": rb"META:https://([^\x00-\x20]+)",
        "Service Worker/Database/*.log": rb"INITDATA_UNIQUE_ORIGIN:https://([^/]+)/",
    }
    found = {
        host.decode()
        for pattern, record in logs.items()
        for log in profile.glob(pattern)
        for host in re.findall(record, log.read_bytes())
    }
    folders = (profile / "IndexedDB").glob("https_*_0.indexeddb.leveldb")
    return found | {folder.name.split("_")[1] for folder in folders}


def _firefox_origins(profile: Path) -> set[str]:
    used = {
        found.parent.name.removeprefix("https+++")
        for kind in ("ls", "idb")
        for found in (profile / "storage" / "default").glob(f"https+++*/{kind}")
    }
    workers = (profile / "serviceworker.txt").read_text().splitlines()
    return used | {urlsplit(line).hostname or "" for line in workers if line.startswith("https")}


def _firefox_offers_to_save(profile: Path) -> bool:
    """`prefs.js` holds what differs from the browser's own default, which is to offer."""
    return '"signon.rememberSignons", false' not in (profile / "prefs.js").read_text()
