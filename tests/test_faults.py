"""Whatever is wrong with one file is told of that file, and costs nothing else."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hygiene.commands import check as command
from hygiene.config.options import Options
from hygiene.errors import UsageError
from hygiene.inspection import inspect
from hygiene.render import render
from tests.browsers import everything
from tests.browsers.databases import database
from tests.browsers.profiles import MORNING, micro
from tests.command import Ran, hygiene, kinds, unseen
from tests.settings import surroundings
from tests.unprivileged import open_folder, unprivileged

pytestmark = pytest.mark.fault


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one Chrome and one Firefox profile that hold something of everything."""
    home = tmp_path_factory.mktemp("whole") / "home"
    chrome = home / ".config/google-chrome/Default"
    everything.chromium(chrome, "Cookies")
    firefox = home / ".mozilla/firefox/a.default"
    with database(firefox / "places.sqlite") as made:
        made.create("moz_places", "moz_historyvisits", "moz_annos", "moz_anno_attributes")
        made.add("moz_places", 8, visit_count=1, last_visit_date=micro(MORNING))
    (firefox.parent / "profiles.ini").write_text("[Profile0]\nIsRelative=1\nPath=a.default\n")
    return home


EVERYTHING = {
    "password": 3,
    "saving-offered": 1,
    "payment-card": 2,
    "address": 1,
    "form-entry": 4,
    "visited-page": 13,
    "download-record": 1,
    "cookie": 7,
    "clear-on-exit": 1,
}
#: What each file costs when it cannot be read: (check, kind) of the one entry for each.
OF_FILE = {
    "Login Data": {
        ("saved-passwords", "password"),
        ("saved-passwords", "never-saved-site"),
        ("identity-numbers", "identity-number"),
        ("look-alike-sites", "look-alike-site"),
    },
    "History": {
        ("browsing-data", "visited-page"),
        ("browsing-data", "download-record"),
        ("open-sessions", "visited-service"),
        ("look-alike-sites", "look-alike-site"),
    },
    "Cookies": {
        ("browsing-data", "cookie"),
        ("open-sessions", "open-session"),
        ("open-sessions", "trusted-device"),
        ("open-sessions", "visited-service"),
    },
    "Web Data": {
        ("saved-cards", "payment-card"),
        ("saved-cards", "iban"),
        ("saved-identity", "address"),
        ("saved-identity", "form-entry"),
        ("identity-numbers", "identity-number"),
    },
    "Preferences": {
        ("saved-passwords", "saving-offered"),
        ("browser-account", "browser-account"),
        ("clear-on-exit", "clear-on-exit"),
        ("notification-spam", "notification-permission"),
        ("extensions", "extension"),
    },
}
LOST = {
    "Login Data": {"password": 3},
    "History": {"visited-page": 5, "download-record": 1},
    "Cookies": {"cookie": 7},
    "Web Data": {"payment-card": 2, "address": 1, "form-entry": 4},
    "Preferences": {"saving-offered": 1, "clear-on-exit": 1},
}


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "home"))


def check(home: Path, *words: str) -> Ran:
    return hygiene("check", "--root", home, "--format", "json", *words)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garbage(path: Path) -> None:
    path.write_bytes(b"\x93garbage\0" * 1000)


def cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 if path.suffix or path.stat().st_size > 99 else 1)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def test_the_whole_home_is_read_whole(home: Path) -> None:
    ran = check(home)
    assert kinds(ran.report) == EVERYTHING
    assert unseen(ran.report) == set()


@pytest.mark.parametrize("name", OF_FILE)
@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (empty, "damaged"),
        (garbage, "damaged"),
        (cut, "damaged"),
        (folder, "unsupported"),
        (fifo, "unsupported"),
        (device, "outside-root"),
    ],
)
def test_one_bad_file_is_told_by_name_and_costs_only_itself(
    home: Path, name: str, harm: Callable[[Path], None], reason: str
) -> None:
    harm(home / ".config/google-chrome/Default" / name)
    ran = check(home)
    assert ran.code == 1
    assert {(c, k) for c, k, _, _ in unseen(ran.report)} == OF_FILE[name]
    assert {(s, r) for _, _, s, r in unseen(ran.report)} == {(name, reason)}
    left = {k: EVERYTHING[k] - LOST[name].get(k, 0) for k in EVERYTHING}
    assert kinds(ran.report) == {k: count for k, count in left.items() if count}
    assert "Traceback" not in ran.err


def test_a_bad_file_alone_is_exit_3_and_never_clean(tmp_path: Path) -> None:
    profile = tmp_path / "home/.config/google-chrome/Default"
    profile.mkdir(parents=True)
    (profile / "Preferences").write_text('{"credentials_enable_service": false}')
    assert check(tmp_path / "home").code == 0
    garbage(profile / "History")
    ran = check(tmp_path / "home")
    assert ran.code == 3
    outcomes = {c["id"]: c["outcome"] for c in ran.report["checks"]}
    assert outcomes["browsing-data"] == "unreadable"
    assert outcomes["saved-passwords"] == "clean"


def test_a_profile_that_nobody_may_enter_is_denied(whole: Path) -> None:
    with open_folder() as place:
        home = Path(shutil.copytree(whole, place / "home"))
        for path in [home, *home.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        (home / ".config/google-chrome/Default/History").chmod(0)
        (home / ".mozilla/firefox/a.default").chmod(0)
        report = unprivileged(partial(_report_of, home))
    told = {(s, r) for _, _, s, r in unseen(report)}
    assert ("History", "denied") in told
    assert {r for _, r in told} == {"denied"}
    assert kinds(report)["password"] == 3
    assert "visited-page" not in kinds(report)


def test_a_home_that_nobody_may_enter_is_told_once_a_check_and_never_clean() -> None:
    with open_folder() as place:
        home = place / "home"
        (home / ".config").mkdir(parents=True)
        home.chmod(0o755)
        (home / ".config").chmod(0)
        report = unprivileged(partial(_report_of, home))
    outcomes = {c["id"]: c["outcome"] for c in report["checks"]}
    # A copied home holds nothing of these.
    for check in ("wifi", "computer-session", "remote-access", "password-rules"):
        assert outcomes.pop(check) == "not-applicable"
    assert set(outcomes.values()) == {"unreadable"}
    told = unseen(report)
    assert {r for _, _, _, r in told} == {"denied"}
    # Files are looked for elsewhere too: they are told by the places that were missed.
    assert {check for check, kind, _, _ in told if kind is not None} == {
        *("left-files", "written-passwords", "risky-files", "desktop-accounts"),
    }
    assert sum(check == "desktop-accounts" for check, _, _, _ in told) == 1


@pytest.fixture(scope="module", autouse=True)
def _everything_imported(whole: Path) -> None:
    """An ordinary user may be unable to read the Python that root runs the tests with."""
    _report_of(whole)


def _report_of(home: Path) -> dict[str, Any]:
    options = Options(lang="en", root=home)
    report, checks = inspect(options, now=datetime.now(UTC))
    value: dict[str, Any] = json.loads(render("json", report, checks, "en"))
    return value


def test_with_since_what_has_no_date_is_never_called_clean(tmp_path: Path) -> None:
    profile = tmp_path / "home/.config/google-chrome/Default"
    with database(profile / "Login Data") as made:
        made.create("logins")
        made.add("logins", 1, blacklisted_by_user=0, date_created=0)
    ran = check(tmp_path / "home", "--since", "2h", "--only", "saved-passwords")
    assert ("saved-passwords", "password", "dates", "not-recorded") in unseen(ran.report)
    assert ran.report["checks"][0]["outcome"] == "unreadable"


def test_a_safari_of_another_version_is_never_called_clean(tmp_path: Path) -> None:
    (tmp_path / "System").mkdir()
    with database(tmp_path / "Users/zoe/Library/Safari/History.db") as made:
        made.execute("create table pages (address text)")
    ran = check(tmp_path, "--only", "browsing-data")
    assert ran.code == 3
    assert unseen(ran.report) == {("browsing-data", "visited-page", "History.db", "unsupported")}


def test_a_check_that_nobody_knows_is_told_with_file_and_line(tmp_path: Path) -> None:
    place = surroundings(tmp_path, system='[check]\n\nonly = ["nope"]\n')
    with pytest.raises(UsageError) as caught:
        command.run({"root": str(tmp_path)}, place)
    assert caught.value.values["line"] == "3"
    assert caught.value.values["file"].endswith("config.toml")


@pytest.mark.parametrize("what", ["missing", "file", "empty", "binary"])
def test_a_root_that_is_no_home_and_no_disk_is_exit_2_in_one_line(
    tmp_path: Path, what: str
) -> None:
    root = tmp_path / "root"
    if what == "file":
        root.write_text("x")
    elif what != "missing":
        root.mkdir()
        if what == "binary":
            (root / "something.bin").write_bytes(b"\0")
    for lang in ("fr", "en"):
        ran = hygiene("check", "--root", root, "--lang", lang)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_with_a_platform_any_folder_is_accepted(tmp_path: Path) -> None:
    ran = hygiene("check", "--root", tmp_path, "--platform", "windows", "--format", "json")
    assert ran.code == 0
    assert ran.report["summary"]["partial"] is True
