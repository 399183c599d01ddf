"""Sound disks that hold something of everything: what the hostile homes are made from."""

from __future__ import annotations

import json
import plistlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import lz4.block

from tests.browsers import everything
from tests.browsers.databases import database
from tests.browsers.formats import leveldb_files, snss_files
from tests.browsers.formats.safari_files import Cookie, cocoa, cookie_file, origin_note
from tests.browsers.profiles import MORNING, micro, milli
from tests.files.homes import KEYS, SID, recycle
from tests.files.homes import put as left
from tests.roots import FakeRoot, FakeSafari, make

WORK = "11111111-2222-3333-4444-5555AAAABBBB"
#: In every value that nobody may read.
CANARY = "canari-secret"


class Disk(NamedTuple):
    """The places on a sound disk that are harmed; a second profile beside each is not."""

    root: Path
    home: Path
    chrome: Path = Path()
    firefox: Path = Path()
    safari: Path = Path()
    """The Library."""


def jsonlz4(content: bytes) -> bytes:
    """A session file of Firefox."""
    block: bytes = lz4.block.compress(content, store_size=False)
    return b"mozLz40\0" + len(content).to_bytes(4, "little") + block


def chromium(profile: Path) -> None:
    """Something of everything that Chrome keeps."""
    everything.chromium(profile, secret=CANARY)
    (profile / "Sessions").mkdir()
    (profile / "Sessions/Session_1").write_bytes(
        snss_files.file(snss_files.window(), snss_files.tab_in(7), snss_files.page("https://a.fr/"))
    )
    storage = profile / "Local Storage/leveldb"
    storage.mkdir(parents=True)
    write = leveldb_files.batch(1, leveldb_files.put(b"META:https://a.fr"))
    (storage / "000001.log").write_bytes(leveldb_files.log(write))


def firefox(profile: Path) -> None:
    """Something of everything that Firefox keeps."""
    with database(profile / "places.sqlite") as made:
        made.create("moz_places", "moz_historyvisits", "moz_annos", "moz_anno_attributes")
        made.add("moz_places", 8, visit_count=1, last_visit_date=micro(MORNING))
    with database(profile / "cookies.sqlite") as made:
        made.create("moz_cookies")
        made.add("moz_cookies", 4, value=CANARY)
    with database(profile / "formhistory.sqlite") as made:
        made.create("moz_formhistory")
        made.add("moz_formhistory", 2)
    rows = [
        {"guid": str(i), "hostname": f"https://f{i}.fr", "timeCreated": milli(MORNING)}
        for i in range(2)
    ]
    (profile / "logins.json").write_text(json.dumps({"logins": rows, "secret": CANARY}))
    page = {"entries": [{"url": "https://a.fr/"}], "index": 1, "lastAccessed": milli(MORNING)}
    state = {"windows": [{"tabs": [page, page]}], "cookies": [{"host": "a.fr", "value": CANARY}]}
    (profile / "sessionstore.jsonlz4").write_bytes(jsonlz4(json.dumps(state).encode()))


def linux(folder: Path) -> Disk:
    """Two profiles of Chrome and two of Firefox, files, networks and rules for passwords."""
    disk = FakeRoot(folder)
    home = disk.home()
    chrome, beside = home.chromium().path, home.chromium(profile="Profile 1").path
    fox, other = home.firefox().path, home.firefox(profile="b.other").path
    for profile in (chrome, beside):
        chromium(profile)
    for profile in (fox, other):
        firefox(profile)
    left(home.path, "Downloads/Attestation.pdf", "Downloads/a.zip", "Desktop/passwords.txt")
    left(home.path, ".local/share/Trash/files/old.pdf", ".local/share/Trash/info/old.pdf.trashinfo")
    recent = home.path / ".local/share/recently-used.xbel"
    recent.write_text('<bookmark href="file:///x.pdf" modified="2026-11-23T08:00:00Z" />')
    make(folder, "etc/NetworkManager/system-connections/", "etc/pam.d/", "var/lib/iwd/")
    (folder / "etc/NetworkManager/system-connections/Gare.nmconnection").write_text(
        f"[connection]\ntype=wifi\n[wifi]\nssid=Gare\n[x]\npsk={CANARY}\n"
    )
    (folder / "etc/pam.d/passwd").write_text("password required pam_unix.so\n")
    return Disk(folder, home.path, chrome, fox)


def _safari(safari: FakeSafari) -> None:
    with database(safari.history / "History.db") as made:
        made.create("history_items", "history_visits")
        made.add("history_items", 3, visit_count=1)
        for number in range(3):
            made.add("history_visits", history_item=number + 1, visit_time=cocoa(MORNING))
    safari.cookies.parent.mkdir(parents=True, exist_ok=True)
    safari.cookies.write_bytes(cookie_file([Cookie(value=CANARY), Cookie(host="b.fr")]))
    make(safari.sites, "hash/hash/origin", "hash/hash/LocalStorage/")
    (safari.sites / "hash/hash/origin").write_bytes(origin_note(("https", "a.fr", 0)))
    make(safari.cache, "Version 17/Records/a")


def macos(folder: Path) -> Disk:
    """Two profiles of Safari."""
    home = FakeRoot(folder, "macos").home()
    main, work = home.safari(), home.safari(WORK)
    for safari in (main, work):
        _safari(safari)
    downloads = [{"DownloadEntryURL": "https://a.fr/x.pdf"}] * 2
    (main.open / "Downloads.plist").write_bytes(plistlib.dumps({"DownloadHistory": downloads}))
    with database(main.inside / "SafariTabs.db") as made:
        made.create("bookmarks")
        made.add("bookmarks", 1, id=1, parent=0, type=1, url="", external_uuid=WORK, subtype=2)
        made.add("bookmarks", 4, parent=0, type=0, deleted=0)
    return Disk(folder, home.path, safari=main.library)


def windows(folder: Path) -> Disk:
    """A profile of Chrome beside another, downloads and a bin."""
    home = FakeRoot(folder, "windows").home()
    chrome = home.chromium().path
    for profile in (chrome, home.chromium(profile="Profile 1").path):
        chromium(profile)
    left(home.path, "Downloads/Attestation.pdf")
    make(home.path, f"{KEYS}/")
    recycle(folder / f"$Recycle.Bin/{SID}", "ABC.pdf", "C:\\Users\\alice\\old.pdf")
    return Disk(folder, home.path, chrome)


SYSTEMS: dict[str, Callable[[Path], Disk]] = {"linux": linux, "macos": macos, "windows": windows}
