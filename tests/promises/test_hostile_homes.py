"""Whatever a home holds: it is told in time, in bounds, and every other number stays right."""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hygiene.config.options import Options
from hygiene.inspection import inspect
from hygiene.render import FORMATS, render
from tests.command import measured, unseen
from tests.promises.hostile import HOMES, Hostile
from tests.promises.sound import CANARY, SYSTEMS, WORK, Disk
from tests.roots import NOW
from tests.unprivileged import open_folder, unprivileged

pytestmark = pytest.mark.fault

#: Seconds: what one hostile home may take; a sound one takes a half (2026, two cores).
LONGEST = 20
TIMEOUT = 15.0
#: MiB resident.
MOST_MEMORY = 256
#: The profiles beside those that are harmed.
BESIDE = frozenset({"Profile 1", "b.other", f"Profiles/{WORK}"})
#: Those that most want the memory, and one of each sort: looked at by the real command.
COMMANDED = (
    "Login Data: noise",
    "Preferences: five gigabytes of nothing",
    "places.sqlite: five gigabytes of nothing",
    "History: a WAL of five gigabytes of nothing",
    "an address of ten megabytes",
    "settings: four million values",
    "Firefox: a session of 200 MB packed",
    "Firefox: a session of four million windows",
    "session: a million commands",
    "storage: a block that grows",
    "ten thousand empty profiles",
    "ten thousand profiles of Chrome that were used",
    "folders in each other without an end",
    "recent documents of spaces",
    "Wi-Fi: a name that moves the cursor",
    "PAM: five gigabytes of nothing",
    "Safari: a comment of fifteen megabytes",
    "Safari: ten thousand lists over the same bytes",
    "Safari: a hundred thousand lists in each other",
    "bin: a name of four billion signs",
)
#: Signs that may move the cursor or turn the direction of writing.
DANGEROUS = frozenset("\x1b\x9b\x07\r\u202e\u2066")
#: What a Markdown document never has that is not ours: tags, links, tables, quoted code.
ACTIVE = re.compile(r"<(?!https://)|(?<!\\)[\[\]|`]")
#: Homes whose report shows a name that is full of markup.
MARKED = (
    "settings: an extension whose name moves the cursor",
    "Firefox: an addon whose name moves the cursor",
    "Wi-Fi: a name that moves the cursor",
)


@pytest.fixture(scope="module")
def sound() -> Iterator[Mapping[str, tuple[Disk, dict[str, Any]]]]:
    """A sound disk of each system, and its report."""
    with open_folder() as place:
        disks = {system: make(place / system) for system, make in SYSTEMS.items()}
        # Also so that all is imported: an ordinary user may be unable to read our Python.
        yield {system: (disk, looked(disk)["json"]) for system, disk in disks.items()}


def looked(disk: Disk) -> dict[str, Any]:
    """The reports on a disk: as JSON, and what is printed."""
    asked = Options(lang="en", root=disk.root, timeout=TIMEOUT, names=True)
    report, checks = inspect(asked, now=NOW)
    told = {form: render(form, report, checks, "en", verbose=True) for form in FORMATS}
    return {**told, "json": json.loads(told["json"])}


def _looks() -> Iterator[tuple[str, str]]:
    """Every home as an ordinary user; as root those where root's rights open more."""
    more = ("FIFO", "socket", "device", "link", "folder", "dates", "name")
    for name, row in HOMES.items():
        yield name, "an ordinary user"
        if row.ordinary is not None or any(word in name for word in more):
            yield name, "root"


@pytest.mark.parametrize(("name", "who"), list(_looks()))
def test_a_hostile_home_is_told_and_costs_only_what_is_told(
    sound: Mapping[str, tuple[Disk, dict[str, Any]]], name: str, who: str
) -> None:
    row = HOMES[name]
    if who == "root" and os.geteuid() != 0:
        pytest.skip("not root")
    model, before = sound[row.system]
    with open_folder() as place:
        disk = _copy(model, place / "disk")
        row.harm(disk)
        begun = time.monotonic()
        try:
            seen = looked(disk) if who == "root" else unprivileged(partial(looked, disk))
        finally:
            _opened(disk)
        assert time.monotonic() - begun < LONGEST
    report = seen["json"]
    assert [c["id"] for c in report["checks"] if c["outcome"] == "failed"] == []
    assert all(source for _, _, source, _ in unseen(report))
    printed = "".join(seen[form] for form in FORMATS if form != "json")
    assert CANARY not in printed + json.dumps(report)
    assert not DANGEROUS & set(printed)
    assert ACTIVE.findall(seen["markdown"]) == []
    _only_what_is_told(row, before, report, ordinary=who != "root")


@pytest.mark.parametrize("name", MARKED)
def test_markup_is_shown_as_it_was_written_and_never_obeyed(tmp_path: Path, name: str) -> None:
    disk = SYSTEMS["linux"](tmp_path / "disk")
    HOMES[name].harm(disk)
    seen = looked(disk)
    screen, document = ("".join(seen[form].split()) for form in ("terminal", "markdown"))
    assert "[boldred]x[/]<script>alert(1)</script>|**`" in screen
    assert r"\[boldred\]x\[/\]&lt;script&gt;alert(1)&lt;/script&gt;\|\*\*\`" in document
    assert ACTIVE.findall(seen["markdown"]) == []


@pytest.mark.parametrize("name", COMMANDED)
def test_the_command_ends_in_time_in_bounds_and_without_a_word_of_its_own(
    tmp_path: Path, name: str
) -> None:
    row = HOMES[name]
    disk = SYSTEMS[row.system](tmp_path / "disk")
    row.harm(disk)
    words = ("check", "--root", disk.root, "--format", "json", "--timeout", str(TIMEOUT))
    ran, peak = measured(*words)
    assert ran.code in (0, 1, 3)
    assert ran.err == ""
    assert row.told <= {(source, reason) for _, _, source, reason in unseen(ran.report)}
    assert CANARY not in ran.out
    assert peak < MOST_MEMORY


def test_files_that_come_go_and_grow_during_the_look_break_nothing(
    sound: Mapping[str, tuple[Disk, dict[str, Any]]],
) -> None:
    model, before = sound["linux"]
    beside = {place: n for place, n in _numbers(before).items() if place[3] in BESIDE}
    with open_folder() as place:
        disk = _copy(model, place / "disk")
        over = threading.Event()
        other = threading.Thread(target=_restless, args=(disk, over))
        other.start()
        try:
            reports = [looked(disk)["json"] for _ in range(3)]
        finally:
            over.set()
            other.join()
    for report in reports:
        assert [c["id"] for c in report["checks"] if c["outcome"] == "failed"] == []
        numbers = _numbers(report)
        assert {place: numbers.get(place) for place in beside} == beside


def _restless(disk: Disk, over: threading.Event) -> None:
    """Cut, grow, remove and bring back the files of a profile, again and again."""
    files = [disk.chrome / n for n in ("History", "Login Data", "Preferences", "Network/Cookies")]
    files += [disk.firefox / n for n in ("places.sqlite", "logins.json", "sessionstore.jsonlz4")]
    files += [disk.home / "Downloads/Attestation.pdf", disk.chrome / "Sessions/Session_1"]
    whole = {file: file.read_bytes() for file in files}
    while not over.is_set():
        for file, content in whole.items():
            file.write_bytes(content[: len(content) // 2])
            file.write_bytes(content * 3)
            file.unlink()
            file.write_bytes(content)


def _only_what_is_told(
    row: Hostile, before: Mapping[str, Any], report: Mapping[str, Any], *, ordinary: bool
) -> None:
    known = {(source, reason) for _, _, source, reason in unseen(before)}
    told = {(source, reason) for _, _, source, reason in unseen(report)} - known
    wanted = row.ordinary if ordinary and row.ordinary is not None else row.told
    assert told == wanted
    denied = any(reason == "denied" for _, reason in told)
    gaps = _gaps(report) - _gaps(before)
    was, now = _numbers(before), _numbers(report)
    grown: dict[str, int] = {}
    for place in was.keys() | now.keys():
        check, kind, user, profile = place
        more = now.get(place, 0) - was.get(place, 0)
        # What is not seen may be told of a kind or of a check, of a profile, a home, or all.
        # Of the profile beside the hostile one only itself, unless its folder is closed too.
        above = {profile} if profile in BESIDE and not denied else {profile, None}
        excused = any(
            (check, k, u, p) in gaps for k in (kind, None) for u in (user, None) for p in above
        )
        if excused:
            assert more <= 0 or kind in row.more, place
        else:
            grown[kind or ""] = grown.get(kind or "", 0) + more
    grown = {kind: more for kind, more in grown.items() if more}
    for kind, wanted_more in row.more.items():
        got = grown.pop(kind, 0)
        assert wanted_more in (None, got), (kind, got)
    assert grown == {}


Place = tuple[str, str | None, str | None, str | None]


def _numbers(report: Mapping[str, Any]) -> dict[Place, int]:
    found: dict[Place, int] = {}
    for check in report["checks"]:
        for finding in check["findings"]:
            place = check["id"], finding["kind"], finding["user"], finding["profile"]
            found[place] = found.get(place, 0) + finding["count"]
    return found


def _gaps(report: Mapping[str, Any]) -> set[Place]:
    return {
        (check["id"], gap["kind"], gap["user"], gap["profile"])
        for check in report["checks"]
        for gap in check["unreadable"]
    }


def _copy(model: Disk, root: Path) -> Disk:
    shutil.copytree(model.root, root, symlinks=True)
    return Disk(
        root,
        *(root / path.relative_to(model.root) if path != Path() else path for path in model[1:]),
    )


def _opened(disk: Disk) -> None:
    """Give back what `mode 000` took: an ordinary user could not delete it."""
    for path in (disk.home / "Downloads", disk.chrome.parent, disk.firefox):
        if path.is_absolute() and path.exists():
            path.chmod(0o755)
