"""Hostile JSON and session files, through the whole command: told by name, in time, in bounds."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import lz4.block
import pytest

from tests.browsers.databases import database
from tests.browsers.profiles import MORNING, micro, webkit
from tests.command import Measured, kinds, measured, unseen
from tests.roots import FakeRoot

pytestmark = pytest.mark.fault

MIB = 1 << 20
LEVELS = 1_000_000
#: How much more memory (MiB) than for the same home unharmed: 40 was measured (2026), 430 without
#: the limit of values.
MOST_MORE = 100

EVERYTHING = {
    "password": 5,
    "saving-offered": 2,
    "visited-page": 9,
    "open-tab": 2,
    "cookie": 1,
    "clear-on-exit": 2,
}


class File(NamedTuple):
    """One file: where it lies, how the report calls it, what goes with it."""

    path: str
    source: str
    lost: dict[str, int]
    untold: set[tuple[str, str]]


CHROME, FIREFOX = ".config/google-chrome", ".config/mozilla/firefox/abcd1234.default-release"
PREFERENCES = File(
    f"{CHROME}/Default/Preferences",
    "Preferences",
    {"saving-offered": 1, "clear-on-exit": 1},
    {
        ("saved-passwords", "saving-offered"),
        ("browser-account", "browser-account"),
        ("clear-on-exit", "clear-on-exit"),
        ("extensions", "extension"),
        ("notification-spam", "notification-permission"),
    },
)
LOCAL_STATE = File(
    f"{CHROME}/Local State", "Local State", {}, {("browser-account", "browser-account")}
)
LOGINS = File(
    f"{FIREFOX}/logins.json",
    "logins.json",
    {"password": 2},
    {
        ("saved-passwords", "password"),
        ("saved-passwords", "never-saved-site"),
        ("look-alike-sites", "look-alike-site"),
    },
)
SESSION = File(
    f"{FIREFOX}/sessionstore-backups/recovery.jsonlz4",
    "sessionstore",
    {"open-tab": 2, "cookie": 1},
    {
        ("browsing-data", "open-tab"),
        ("browsing-data", "cookie"),
        ("open-sessions", "open-session"),
        ("open-sessions", "trusted-device"),
        ("open-sessions", "visited-service"),
    },
)


def check(home: Path) -> Measured:
    """Look at `home`; a minute is too long."""
    return measured("check", "--root", home, "--format", "json")


def jsonlz4(content: bytes) -> bytes:
    block: bytes = lz4.block.compress(content, store_size=False)
    return b"mozLz40\0" + len(content).to_bytes(4, "little") + block


def tab(page: str) -> dict[str, object]:
    return {"entries": [{"url": page}], "index": 1, "lastAccessed": 1_795_000_000_000}


STATE = {
    "windows": [{"tabs": [tab("https://a.example/"), tab("https://b.example/")]}],
    "cookies": [{"host": "a.example", "name": "sid", "value": "canari-secret"}],
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one profile of Chrome and one of Firefox."""
    root = FakeRoot(tmp_path_factory.mktemp("json") / "home", disk=False)
    chrome, firefox = root.home().chromium("chrome").path, root.home().firefox().path
    (chrome / "Preferences").write_text("{}")
    with database(chrome / "Login Data") as made:
        made.create("logins")
        made.add("logins", 3, blacklisted_by_user=0)
    with database(chrome / "History") as made:
        made.create("urls", "visits", "downloads")
        made.add("urls", 5, last_visit_time=webkit(MORNING))
    rows = [{"guid": str(i), "hostname": f"https://f{i}.example"} for i in range(2)]
    (firefox / "logins.json").write_text(json.dumps({"logins": rows}))
    with database(firefox / "places.sqlite") as made:
        made.create("moz_places", "moz_historyvisits", "moz_annos", "moz_anno_attributes")
        made.add("moz_places", 4, visit_count=1, last_visit_date=micro(MORNING))
    session = root.folder / SESSION.path
    session.parent.mkdir()
    session.write_bytes(jsonlz4(json.dumps(STATE).encode()))
    return root.folder


@pytest.fixture(scope="module")
def usual(whole: Path) -> int:
    """The memory that the unharmed home takes, which is read whole."""
    ran, peak = check(whole)
    assert kinds(ran.report) == EVERYTHING
    assert unseen(ran.report) == set()
    return peak


Harm = Callable[[Path], None]


def large(start: bytes) -> Harm:
    """Put 200 MB in the place of a file, of which only the start is on the disk."""

    def harm(path: Path) -> None:
        path.write_bytes(start)
        os.truncate(path, 200 * MIB)

    return harm


def written(make: Callable[[], bytes]) -> Harm:
    """Put what `make` makes, when it is wanted, in the place of a file."""

    def harm(path: Path) -> None:
        path.write_bytes(make())

    return harm


def nested() -> bytes:
    return b'{"a":' * LEVELS + b"1" + b"}" * LEVELS


def many() -> bytes:
    return b"[" + b"[]," * 5_000_000 + b"1]"


def told(home: Path, file: File, harm: Harm, reason: str, usual: int) -> None:
    harm(home / file.path)
    ran, peak = check(home)
    assert (ran.code, ran.err) == (1, "")
    assert unseen(ran.report) == {(*what, file.source, reason) for what in file.untold}
    left = {kind: count - file.lost.get(kind, 0) for kind, count in EVERYTHING.items()}
    assert kinds(ran.report) == {kind: count for kind, count in left.items() if count}
    assert peak < usual + MOST_MORE
    assert "canari" not in ran.out


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "home"))


@pytest.mark.parametrize("file", [PREFERENCES, LOCAL_STATE, LOGINS], ids=lambda file: file.source)
@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        pytest.param(written(lambda: b"[" * LEVELS), "damaged", id="a million levels, open"),
        pytest.param(written(nested), "damaged", id="a million levels"),
        pytest.param(written(lambda: b'{"x":%s}' % many()), "too-big", id="five million values"),
        pytest.param(written(lambda: b'{"x":%s}' % (b"9" * LEVELS)), "damaged", id="a long number"),
        pytest.param(large(b'{"logins": ["'), "too-big", id="200 MB"),
    ],
)
def test_hostile_json_costs_its_own_numbers_only(
    home: Path, usual: int, file: File, harm: Harm, reason: str
) -> None:
    told(home, file, harm, reason, usual)


GOOD = jsonlz4(json.dumps(STATE).encode())


def claiming(size: int) -> Harm:
    return written(lambda: GOOD[:8] + size.to_bytes(4, "little") + GOOD[12:])


def windows(make: Callable[[], bytes]) -> Harm:
    return written(lambda: jsonlz4(b'{"windows":[],"x":%s}' % make()))


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        pytest.param(written(bytes), "damaged", id="empty"),
        pytest.param(written(lambda: b"mozLz41\0" + GOOD[8:]), "damaged", id="other first signs"),
        pytest.param(written(lambda: GOOD[:-9]), "damaged", id="cut"),
        pytest.param(written(lambda: GOOD[:12] + b"\xff" * 99), "damaged", id="no LZ4"),
        pytest.param(claiming(0xFFFFFFFF), "too-big", id="4 GB, it says"),
        pytest.param(claiming(60 * MIB), "damaged", id="60 MB, it says"),
        pytest.param(claiming(9), "damaged", id="less than there is, it says"),
        pytest.param(written(lambda: jsonlz4(b"[" * LEVELS)), "damaged", id="levels, open"),
        pytest.param(windows(nested), "damaged", id="a million levels"),
        pytest.param(windows(many), "too-big", id="five million values"),
        pytest.param(windows(lambda: b'"%s"' % bytes(200 * MIB)), "too-big", id="200 MB packed"),
        pytest.param(large(GOOD), "too-big", id="200 MB"),
    ],
)
def test_a_hostile_session_file_costs_its_own_numbers_only(
    home: Path, usual: int, harm: Harm, reason: str
) -> None:
    told(home, SESSION, harm, reason, usual)
