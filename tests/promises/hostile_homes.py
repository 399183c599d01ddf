"""Hostile homes by name: what each does to a sound one, and what a report must say of it.

Whoever made such a home wants the program to hang, to fall over, to fill the memory, to read or
show what it must not, or to miss what is there.
"""

from __future__ import annotations

import json
import os
import plistlib
import random
import socket
import struct
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tests.browsers.databases import database
from tests.browsers.formats import leveldb_files, snss_files
from tests.files.homes import SID
from tests.files.homes import put as left
from tests.promises.sound import CANARY, Disk, jsonlz4

GIB = 1 << 30
Harm = Callable[[Disk], None]
#: Signs that move the cursor, colour, ring, turn the writing direction round, or are markup of
#: Rich, HTML and Markdown.
TURNED = "\u202e\u2066"
EVIL = f"\x1b[2J\x1b]0;x\x07\r{TURNED}[bold red]x[/]<script>alert(1)</script>|**`\x9b31m"
IN_A_NAME = EVIL.replace("/", "")
IN_A_HOST = f"a.fr\x1b[2J{TURNED}<b>[red]"


class Hostile(NamedTuple):
    """What is done to a sound disk, and what is told beyond what is told of that one.

    `told` are pairs of source and reason. Whatever is counted otherwise than on the sound disk must
    be told, but for the kinds in `more`, of which there is that much more (None: more or less).
    `ordinary` stands in for `told` where an ordinary user looks.
    """

    system: str
    harm: Harm
    told: frozenset[tuple[str, str]]
    more: Mapping[str, int | None] = MappingProxyType({})
    ordinary: frozenset[tuple[str, str]] | None = None


HOMES: dict[str, Hostile] = {}


def home(
    name: str,
    harm: Harm,
    *told: tuple[str, str],
    system: str = "linux",
    more: dict[str, int | None] | None = None,
    ordinary: tuple[tuple[str, str], ...] | None = None,
) -> None:
    """Add a row."""
    assert name not in HOMES
    denied = None if ordinary is None else frozenset(ordinary)
    HOMES[name] = Hostile(system, harm, frozenset(told), more or {}, denied)


# What stands in the place of a file -----------------------------------------------------------


def holding(content: bytes) -> Callable[[Path], None]:
    return lambda path: put(path, content)


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def cut(size: int) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, size)


def over(at: int, content: bytes) -> Callable[[Path], None]:
    """Write over a part of a file."""

    def harm(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(at)
            file.write(content)

    return harm


def sparse(path: Path) -> None:
    put(path, b"")
    os.truncate(path, 5 * GIB)


def absent(path: Path) -> None:
    path.unlink(missing_ok=True)


def fifo(path: Path) -> None:
    absent(path)
    os.mkfifo(path)


def bound(path: Path) -> None:
    """A socket, bound from its own folder: the whole path is too long for one."""
    absent(path)
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with closing(socket.socket(socket.AF_UNIX)) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def folder(path: Path) -> None:
    absent(path)
    path.mkdir(parents=True)


def link(target: str) -> Callable[[Path], None]:
    def harm(path: Path) -> None:
        absent(path)
        path.symlink_to(target)

    return harm


def closed(path: Path) -> None:
    path.chmod(0)


#: An absolute link on a disk leads to something on that disk.
OUT = "../" * 40
NOISE = random.Random(6).randbytes(20_000)
UNREAL: dict[str, tuple[Callable[[Path], None], str]] = {
    "nothing": (holding(b""), "damaged"),
    "noise": (holding(NOISE), "damaged"),
    "a FIFO": (fifo, "unsupported"),
    "a socket": (bound, "unsupported"),
    "a folder": (folder, "unsupported"),
    "a link to a device": (link(f"{OUT}dev/zero"), "outside-root"),
    "a link to itself": (lambda path: link(path.name)(path), "unsupported"),
    "a link out of the root": (link(f"{OUT}etc/passwd"), "outside-root"),
}
FILES: dict[str, Callable[[Disk], Path]] = {
    "Login Data": lambda disk: disk.chrome / "Login Data",
    "Preferences": lambda disk: disk.chrome / "Preferences",
    "places.sqlite": lambda disk: disk.firefox / "places.sqlite",
    "logins.json": lambda disk: disk.firefox / "logins.json",
    "sessionstore": lambda disk: disk.firefox / "sessionstore.jsonlz4",
}
for what, (make, reason) in UNREAL.items():
    for source, file in FILES.items():
        home(f"{source}: {what}", lambda d, m=make, f=file: m(f(d)), (source, reason))  # type: ignore[misc]

for source, file in FILES.items():
    wrong = "damaged" if source in ("Login Data", "places.sqlite") else "too-big"
    home(f"{source}: five gigabytes of nothing", lambda d, f=file: sparse(f(d)), (source, wrong))  # type: ignore[misc]
    home(
        f"{source}: mode 000",
        lambda d, f=file: closed(f(d)),  # type: ignore[misc]
        ordinary=((source, "denied"),),
    )

# Databases ------------------------------------------------------------------------------------


def history(name: str, harm: Callable[[Path], None], *reasons: str) -> None:
    """A row about Chrome's history."""
    home(
        f"History: {name}", lambda d: harm(d.chrome / "History"), *(("History", r) for r in reasons)
    )


for size in (1, 99, 100, 1024, 4096, 5000, 8192):
    history(f"cut to {size} bytes", cut(size), "damaged")
history("its header over noise", lambda path: put(path, path.read_bytes()[:100] + NOISE), "damaged")
history("a page size of 3", over(16, b"\0\3"), "damaged")
history("a schema of noise", over(300, NOISE[:3000]), "damaged")
history("a version of the future", over(18, b"\x7f\x7f"), "damaged")


def sql(*statements: str) -> Callable[[Path], None]:
    def harm(path: Path) -> None:
        with database(path) as made:
            for statement in statements:
                made.execute(statement)

    return harm


history(
    "views named like its tables",
    sql("alter table urls rename to u", "create view urls as select * from u"),
    "unsupported",
)
history(
    "a view without end",
    sql(
        "drop table urls",
        "create view urls as with recursive n(id) as (select 1 union all select id + 1 from n)"
        " select id, '' as url, 1 as last_visit_time, 0 as hidden from n",
    ),
    "unsupported",
)
history(
    "a virtual table named like one of its own",
    sql("drop table urls", "create virtual table urls using fts5(url, last_visit_time, hidden)"),
    "unsupported",
)
history(
    "the tables of another program",
    sql("drop table urls", "drop table downloads", "drop table visits", "create table a(b)"),
    "unsupported",
)
history(
    "triggers on everything",
    sql(
        "create trigger t after insert on urls begin delete from urls; end",
        "create trigger u after update on visits begin select load_extension('x'); end",
    ),
)
history(
    "a column computed from another",
    sql(
        "drop table urls",
        "create table urls (id, url as (last_visit_time), last_visit_time, hidden)",
        "insert into urls (id, last_visit_time, hidden) values "
        + ",".join(f"({i}, 1, 0)" for i in range(5)),
    ),
    "unsupported",
)


def beside(suffix: str, harm: Callable[[Path], None]) -> Callable[[Path], None]:
    return lambda path: harm(path.with_name(path.name + suffix))


JOURNAL = bytes.fromhex("d9d505f920a163d7") + struct.pack(">IIIII", 0xFFFFFFFF, 7, 9999, 512, 4096)
WAL = struct.pack(">IIIIIIII", 0x377F0682, 3007000, 4096, 1, 2, 3, 4, 5)
history("a journal of noise", beside("-journal", holding(NOISE)))
history(
    "a hot journal that promises pages",
    beside("-journal", holding(JOURNAL.ljust(512, b"\0") + NOISE)),
)
history("a WAL of noise", beside("-wal", holding(NOISE)))
history("a WAL whose sums are wrong", beside("-wal", holding(WAL + NOISE)))
history("an empty WAL", beside("-wal", holding(b"")))
history("an orphan index of a WAL", beside("-shm", holding(NOISE)))
history("a FIFO for a WAL", beside("-wal", fifo), "unsupported")
history("a folder for a journal", beside("-journal", folder), "unsupported")
history("a link out of the root for a WAL", beside("-wal", link(f"{OUT}dev/zero")), "outside-root")
history("a WAL of five gigabytes of nothing", beside("-wal", sparse))
history("a journal of five gigabytes of nothing", beside("-journal", sparse))


def rows(
    name: str, harm: Callable[[Path], None], more: dict[str, int | None], *told: tuple[str, str]
) -> None:
    home(name, lambda d: harm(d.chrome), *told, more=more)


def added(file: str, table: str, count: int, **values: object) -> Callable[[Path], None]:
    def harm(profile: Path) -> None:
        with database(profile / file) as made:
            made.add(table, count, **values)  # type: ignore[arg-type]

    return harm


for name, date in {
    "negative": -(1 << 62),
    "of the year 60000": 1_830_000_000_000_000_000,
    "texts": "yesterday",
    "blobs": b"\xff" * 9,
    "not numbers": float("inf"),
}.items():
    rows(
        f"dates: {name}",
        added("History", "urls", 2, last_visit_time=date),
        {"visited-page": 2},
    )
rows(
    "hosts that move the cursor",
    added("Login Data", "logins", 2, origin_url=f"https://{IN_A_HOST}/", blacklisted_by_user=0),
    {"password": 2},
)
rows(
    "hosts that are no UTF-8",
    added("Login Data", "logins", 1, origin_url=b"https://\xff\xfe/", blacklisted_by_user=0),
    {"password": 1},
)
rows(
    "an address of ten megabytes",
    added("History", "urls", 1, url="https://a.fr/" + "x" * 10_000_000, last_visit_time=1),
    {"visited-page": 1},
    ("History", "too-big"),
)
rows(
    "a cookie of ten megabytes",
    added("Network/Cookies", "cookies", 1, value=CANARY * 800_000, is_persistent=1),
    {"cookie": 1},
)
rows(
    "numbers in the place of texts",
    added("Web Data", "autofill", 1, name=1.5, value=b"\0"),
    {"form-entry": None},
)

# Settings of Chrome ---------------------------------------------------------------------------


def settings(
    name: str,
    content: bytes | object,
    *told: tuple[str, str],
    more: dict[str, int | None] | None = None,
) -> None:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    home(f"settings: {name}", lambda d: put(d.chrome / "Preferences", data), *told, more=more)


BAD, MUCH = ("Preferences", "damaged"), ("Preferences", "too-big")
settings("a million lists in each other", b'{"a":' + b"[" * 999_000, BAD)
settings("four million values", b'{"a":[' + b"0," * 4_000_000 + b"0]}", MUCH)
settings("a number of a million digits", b'{"a":%s}' % (b"9" * 1_000_000), BAD)
settings("a list", b"[]", BAD)
settings("cut short", b'{"profile": {"a', BAD)
settings("UTF-16", '{"a": 1}'.encode("utf-16"))
settings("half a sign", b'{"profile": {"name": "\\ud800"}}')
settings(
    "every value of another sort",
    {
        "profile": [],
        "extensions": 1,
        "account_info": {"a": 1},
        "browser": None,
        "credentials_enable_service": "no",
    },
)
settings("no number", b'{"profile": {"content_settings": NaN}, "extensions": Infinity}')
EXTENSION = {"location": 1, "state": 1, "first_install_time": "9" * 400, "manifest": {"name": EVIL}}
settings(
    "an extension whose name moves the cursor",
    {"extensions": {"settings": {"a" * 32: EXTENSION}}},
    more={"extension": 1},
)
settings(
    "an extension in another home",
    {
        "extensions": {
            "settings": {"a" * 32: {"location": 4, "state": 1, "path": "../../../../../../../etc"}}
        }
    },
    more={"extension": 1},
)
settings(
    "an account with markup",
    {"account_info": [{"email": f"{EVIL}@a.fr", "gaia": EVIL}]},
    more={"browser-account": None},
)
SPAM = {
    "profile": {
        "content_settings": {
            "exceptions": {
                "notifications": {
                    f"https://{IN_A_HOST}:443,*": {"setting": 1, "last_modified": "-9e999"}
                }
            }
        }
    }
}
settings("permissions of a host that moves the cursor", SPAM, more={"notification-permission": 1})
home(
    "Local State: noise",
    lambda d: put(d.chrome.parent / "Local State", NOISE),
    ("Local State", "damaged"),
)
home(
    "Local State: ten thousand profiles that are not there",
    lambda d: put(
        d.chrome.parent / "Local State",
        json.dumps(
            {
                "profile": {
                    "info_cache": {f"Profile {i}/../../x": {"name": EVIL} for i in range(10_000)}
                }
            }
        ).encode(),
    ),
)
home(
    "Local State: profiles named like a way out",
    lambda d: put(
        d.chrome.parent / "Local State",
        b'{"profile": {"info_cache": {"../../../../../etc": {}, "/etc": {}, "..": {}, "": {}}}}',
    ),
)

# Sessions and site data -----------------------------------------------------------------------


def session(name: str, content: bytes, reason: str) -> None:
    home(
        f"session: {name}",
        lambda d: put(d.chrome / "Sessions/Session_1", content),
        ("Sessions", reason),
    )


session("noise", NOISE, "damaged")
session("encrypted", snss_files.file(version=5), "encrypted")
session("of the future", snss_files.file(version=99), "unsupported")
session(
    "a million commands", snss_files.file(*[snss_files.command(200, b"")] * 1_000_000), "too-big"
)
PAGES = [snss_files.page("https://a.fr/", index=i) for i in range(4000)]
PRUNED = snss_files.command(24, struct.pack("<iii", 11, 1, 1))
session("lists pruned again and again", snss_files.file(*PAGES, *[PRUNED] * 3000), "too-big")


def storage(name: str, file: str, content: bytes, reason: str) -> None:
    home(
        f"storage: {name}",
        lambda d: put(d.chrome / "Local Storage/leveldb" / file, content),
        ("Local Storage", reason),
    )


storage("a log of noise", "000002.log", b"\1\2\3\4\xff\xff\7" + NOISE * 2, "damaged")
storage("a table of noise", "000003.ldb", NOISE, "damaged")
storage("a manifest that is not there", "CURRENT", b"../../../../etc/passwd\n", "damaged")
BLOCK = leveldb_files.varint(31 << 20) + b"\xfe\1\0" * 10
storage(
    "a block that grows",
    "000004.ldb",
    BLOCK
    + b"\1"
    + bytes(4)
    + (b"\0\0\0" + leveldb_files.varint(len(BLOCK))).ljust(40, b"\0")
    + leveldb_files.MAGIC,
    "damaged",
)

# Firefox --------------------------------------------------------------------------------------


def fox(
    name: str,
    file: str,
    content: bytes,
    *told: tuple[str, str],
    more: dict[str, int | None] | None = None,
) -> None:
    home(f"Firefox: {name}", lambda d: put(d.firefox / file, content), *told, more=more)


TABS = ("sessionstore", "damaged")
STORE = "sessionstore.jsonlz4"
fox(
    "a session that says it has 4 GB",
    STORE,
    b"mozLz40\0" + b"\xff" * 4 + NOISE,
    ("sessionstore", "too-big"),
)
fox(
    "a session that says it has 60 MB",
    STORE,
    b"mozLz40\0" + (60 << 20).to_bytes(4, "little") + NOISE,
    TABS,
)
fox(
    "a session of 200 MB packed",
    STORE,
    jsonlz4(b'{"windows":"%s"}' % bytes(200 << 20)),
    ("sessionstore", "too-big"),
)
fox("a session of a million levels", STORE, jsonlz4(b'{"windows":' + b"[" * 999_000), TABS)
fox(
    "a session of four million windows",
    STORE,
    jsonlz4(b'{"windows":[' + b"{}," * 4_000_000 + b"{}]}"),
    ("sessionstore", "too-big"),
)
fox("a session of texts", STORE, jsonlz4(b'{"windows":[{"tabs":[{"entries":[{"url":7}]}]}]}'), TABS)
LOGIN = {
    "guid": "x",
    "hostname": f"https://{IN_A_HOST}",
    "timeCreated": 10**400,
    "timeLastUsed": 1.5,
}
fox(
    "a login of the year 10 to the 397",
    "logins.json",
    json.dumps({"logins": [LOGIN, LOGIN, 7, None]}).encode(),
    more={"password": -1},
)
fox(
    "a login without a number",
    "logins.json",
    b'{"logins":[{"hostname":"https://a.fr","guid":[],"timeCreated":NaN},{"hostname":"https://b.fr","timeCreated":-Infinity}]}',
)
fox("settings without an end", "prefs.js", b'user_pref("a", "' + b"\\x" * 2_000_000)
fox("settings of spaces", "prefs.js", b"user_pref(" * 100_000 + b" " * 1_000_000)
fox(
    "an addon whose name moves the cursor",
    "extensions.json",
    json.dumps(
        {
            "addons": [
                {
                    "id": EVIL,
                    "type": "extension",
                    "active": True,
                    "installDate": 10**400,
                    "defaultLocale": {"name": EVIL},
                }
            ]
        }
    ).encode(),
    more={"extension": 1},
)
fox("addons of another sort", "extensions.json", b'{"addons": {"a": [[[[]]]]}}')


def listed(name: str, text: bytes, *told: tuple[str, str]) -> None:
    home(f"profiles.ini: {name}", lambda d: put(d.firefox.parent / "profiles.ini", text), *told)


INI = b"".join(
    b"[Profile%d]\nIsRelative=1\nPath=%b\n" % pair
    for pair in enumerate((b"abcd1234.default-release", b"b.other"))
)
listed("the same profile ten thousand times", INI * 5_000)
listed(
    "ten thousand profiles that are not there",
    INI + b"".join(b"[Profile%d]\nPath=x%d\nIsRelative=1\n" % (i, i) for i in range(10_000)),
    ("profiles.ini", "too-big"),
)
listed(
    "a path out of the root",
    INI + b"[Profile2]\nIsRelative=1\nPath=../../../../../../../../etc\n",
    (".config/mozilla/firefox", "outside-root"),
)
listed("a path of another computer", INI + b"[Profile2]\nIsRelative=0\nPath=/etc\n")
listed("names that are no UTF-8", INI + b"[Profile2]\nIsRelative=1\nPath=\xff\xfe\x1b[2J\n")
listed("zeros", INI + b"\0" * 1000, ("profiles.ini", "damaged"))
listed("noise", NOISE, ("profiles.ini", "damaged"))

# Folders --------------------------------------------------------------------------------------

home(
    "a profile of mode 000",
    lambda d: closed(d.firefox),
    ordinary=((".config/mozilla/firefox", "denied"),),
)
home(
    "a data folder of mode 000",
    lambda d: closed(d.chrome.parent),
    ordinary=((".config/google-chrome", "denied"), ("Last Version", "denied")),
)
home(
    "downloads of mode 000",
    lambda d: closed(d.home / "Downloads"),
    ordinary=(("downloads", "denied"), ("Downloads", "denied")),
)


def ten_thousand(disk: Disk) -> None:
    for number in range(10_000):
        (disk.chrome.parent / f"Profile {number + 2}").mkdir()


home("ten thousand empty profiles", ten_thousand, (".config/google-chrome", "too-big"))


def named(path: str) -> Harm:
    return lambda disk: left(disk.home, path)


home(
    "a file whose name moves the cursor",
    named(f"Downloads/Attestation{IN_A_NAME}.pdf"),
    more={"left-file": 1},
)
home(
    "a file whose name is no UTF-8",
    named("Downloads/Attestation\udcff\udcfe.pdf"),
    more={"left-file": 1},
)
home(
    "a list of passwords whose name is markup",
    named("Downloads/passwords[bold]<b>.csv"),
    more={"left-file": 1, "password-file": 1},
)
home(
    "a profile whose name moves the cursor",
    lambda d: put(d.chrome.parent / f"Profile 2{IN_A_NAME}/Preferences", b"{}"),
    more={"saving-offered": 1, "clear-on-exit": 1},
)
home(
    "a download of five gigabytes",
    lambda d: sparse(d.home / "Downloads/disk.iso"),
    more={"left-file": 1, "risky-file": None},
)


def no_files(disk: Disk) -> None:
    fifo(disk.home / "Downloads/a.pdf")
    bound(disk.home / "Downloads/b.pdf")
    link("/dev/zero")(disk.home / "Downloads/c.pdf")


home(
    "a FIFO, a socket and devices among downloads",
    no_files,
)
home("downloads that lead in a circle", lambda d: link("..")(d.home / "Downloads/again"))


def deep(disk: Disk) -> None:
    here = Path.cwd()
    os.chdir(disk.home / "Downloads")
    for _ in range(400):
        Path("d" * 50).mkdir()
        os.chdir("d" * 50)
    Path("x.pdf").touch()
    os.chdir(here)


home("folders in each other without an end", deep, ("downloads", "too-big"))
home(
    "downloads that lie out of the root",
    lambda d: put(d.home / ".config/user-dirs.dirs", b'XDG_DOWNLOAD_DIR="$HOME/../../../../etc"\n'),
    ("downloads", "outside-root"),
)
home(
    "recent documents of spaces",
    lambda d: put(d.home / ".local/share/recently-used.xbel", b"<bookmark " + b" " * 10_000_000),
    more={"left-file": -1},
)
home(
    "recent documents with entities",
    lambda d: put(
        d.home / ".local/share/recently-used.xbel",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><bookmark href="file:///&a;"'
        b' modified="60000-01-01T00:00:00Z"/>',
    ),
)
home(
    "recent documents of five gigabytes",
    lambda d: sparse(d.home / ".local/share/recently-used.xbel"),
    ("recent", "too-big"),
)

# Networks, rules for passwords, policies --------------------------------------------------------

NM = "etc/NetworkManager/system-connections"


def network(
    name: str,
    path: str,
    content: bytes,
    *told: tuple[str, str],
    more: dict[str, int | None] | None = None,
) -> None:
    home(f"Wi-Fi: {name}", lambda d: put(d.root / path, content), *told, more=more)


WIFI = b"[connection]\ntype=wifi\n[wifi]\nssid="
network(
    "a name that moves the cursor",
    f"{NM}/x",
    WIFI + EVIL.replace("\r", "").encode(),
    more={"wifi-network": 1},
)
network(
    "a name of all bytes",
    f"{NM}/x",
    WIFI + b"".join(b"%d;" % i for i in range(256)),
    more={"wifi-network": 1},
)
network("noise", f"{NM}/x", NOISE, ("NetworkManager", "damaged"))
network("two megabytes", f"{NM}/x", WIFI + b"x" * 2_000_000, ("NetworkManager", "too-big"))
network("five gigabytes of nothing", f"{NM}/x", b"", ("NetworkManager", "damaged"))
network(
    "a file of wpa_supplicant without an end",
    "etc/wpa_supplicant/w.conf",
    b"network={\n" + b'ssid=P"\\' * 100_000,
)
network(
    "a name whose escape is no octal number",
    "etc/wpa_supplicant/w.conf",
    b'network={\nssid=P"\\9"\nkey_mgmt=NONE\n}\n',
    more={"wifi-network": 1},
)
network("a file of iwd that is noise", "var/lib/iwd/x.psk", NOISE)
home("Wi-Fi: a FIFO", lambda d: fifo(d.root / NM / "x"), ("NetworkManager", "unsupported"))
home(
    "Wi-Fi: a link out of the root",
    lambda d: link(f"{OUT}etc/passwd")(d.root / NM / "x"),
    ("NetworkManager", "outside-root"),
)


def rule(name: str, harm: Callable[[Path], None], *told: tuple[str, str]) -> None:
    home(f"PAM: {name}", lambda d: harm(d.root / "etc/pam.d/passwd"), *told)


rule("it includes itself", holding(b"@include passwd\n"), ("PAM", "unsupported"))
rule(
    "it includes a file out of the root",
    holding(b"@include ../../../../etc/passwd\n"),
    ("PAM", "unsupported"),
)
rule("a FIFO", fifo, ("PAM", "unsupported"))
rule("noise", holding(NOISE), ("PAM", "not-recorded"))
rule("five gigabytes of nothing", sparse, ("PAM", "too-big"))
POLICY = "etc/opt/chrome/policies/managed/x.json"


def no_policy(disk: Disk) -> None:
    put(disk.root / POLICY, b"")
    link(f"{OUT}dev/zero")(disk.root / POLICY)


home("policies: noise", lambda d: put(d.root / POLICY, NOISE), ("policies", "damaged"))
home(
    "policies: a million lists in each other",
    lambda d: put(d.root / POLICY, b'{"a":' + b"[" * 999_000),
    ("policies", "damaged"),
)
home(
    "policies: a link out of the root",
    no_policy,
    ("policies", "outside-root"),
)

# Safari -----------------------------------------------------------------------------------------


def safari(
    name: str,
    file: str,
    harm: Callable[[Path], None],
    *told: tuple[str, str],
    more: dict[str, int | None] | None = None,
) -> None:
    home(f"Safari: {name}", lambda d: harm(d.safari / file), *told, system="macos", more=more)


DOWNLOADS = "Safari/Downloads.plist"
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'
LIST = ("Downloads.plist", "damaged")
ENTITIES = b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 10))
safari("a list of noise", DOWNLOADS, holding(b"bplist00" + NOISE), LIST)
safari(
    "entities in entities",
    DOWNLOADS,
    holding(HEAD + b"<!DOCTYPE x [" + ENTITIES + b"]><plist><dict><key>&a9;</key></dict></plist>"),
    LIST,
)
safari(
    "a comment of fifteen megabytes",
    DOWNLOADS,
    holding(HEAD + b"<!--" + b">" * 15_000_000 + b"--><plist><dict/></plist>"),
    LIST,
)
safari(
    "a hundred thousand lists in each other",
    DOWNLOADS,
    holding(HEAD + b"<plist><dict><key>DownloadHistory</key>" + b"<array>" * 100_000),
    LIST,
)
OVERLAP = b"".join(b"\xaf\x12" + (50_000).to_bytes(4, "big") for _ in range(10_000)) + bytes(50_000)
PLACES = b"".join((8 + 6 * i).to_bytes(4, "big") for i in range(10_000))
TRAILER = b"\0" * 6 + b"\4\1" + struct.pack(">QQQ", 10_000, 0, 8 + len(OVERLAP))
safari(
    "ten thousand lists over the same bytes",
    DOWNLOADS,
    holding(b"bplist00" + OVERLAP + PLACES + TRAILER),
    LIST,
)
safari(
    "downloads of another sort",
    DOWNLOADS,
    holding(plistlib.dumps({"DownloadHistory": [1, [], {"DownloadEntryDateAddedKey": 7}]})),
    more={"download-record": -1},
)
home(
    "Safari: the login settings in an encoding that nobody knows",
    lambda d: put(
        d.root / "Library/Preferences/com.apple.loginwindow.plist",
        HEAD.replace(b"UTF-8", b"x-none") + b"<plist><dict/></plist>",
    ),
    ("automatic log-in", "damaged"),
    system="macos",
)
COOKIES = "Containers/com.apple.Safari/Data/Library/Cookies/Cookies.binarycookies"
safari("cookies of noise", COOKIES, holding(b"cook" + NOISE), ("Cookies.binarycookies", "damaged"))
safari(
    "four billion pages of cookies",
    COOKIES,
    over(4, b"\xff\xff\xff\xff"),
    ("Cookies.binarycookies", "damaged"),
)
safari("cookies of five gigabytes", COOKIES, sparse, ("Cookies.binarycookies", "too-big"))
safari("a history cut short", "Safari/History.db", cut(5000), ("History.db", "damaged"))
safari("a history that is a FIFO", "Safari/History.db", fifo, ("History.db", "unsupported"))
safari(
    "tabs whose folders lie in each other",
    "Containers/com.apple.Safari/Data/Library/Safari/SafariTabs.db",
    sql("update bookmarks set parent = id"),
)
ORIGIN = "Containers/com.apple.Safari/Data/Library/WebKit/WebsiteData/Default/hash/hash/origin"
safari("an origin of noise", ORIGIN, holding(NOISE), ("WebsiteData", "damaged"))

# The bin of Windows -----------------------------------------------------------------------------


def windows(name: str, content: bytes, more: dict[str, int | None] | None = None) -> None:
    home(
        f"bin: {name}",
        lambda d: put(d.root / f"$Recycle.Bin/{SID}/$IABC.pdf", content),
        system="windows",
        more=more,
    )


windows("noise", NOISE)
windows("a name of four billion signs", struct.pack("<QQQI", 2, 1, 0, 0xFFFFFFFF) + b"a\0" * 99)
windows(
    "a name that moves the cursor",
    struct.pack("<QQQI", 2, 1, 0, len(EVIL) + 5) + f"{EVIL}.pdf\0".encode("utf-16-le"),
)
windows("half a sign", struct.pack("<QQQI", 2, 1, 0, 4) + b"\0\xd8.\0p\0\0\0")
