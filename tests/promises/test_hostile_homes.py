"""Whatever a home holds: it is told in time, in bounds, and every other number stays right."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hygiene.config.options import Options
from hygiene.inspection import inspect
from hygiene.model import Report
from hygiene.render import render
from tests.command import unseen
from tests.promises.hostile_homes import HOMES, Hostile
from tests.promises.sound import CANARY, SYSTEMS, Disk
from tests.roots import NOW
from tests.unprivileged import open_folder, unprivileged

pytestmark = pytest.mark.fault

#: Seconds: what one hostile home may take; a sound one takes a half (2026, two cores).
LONGEST = 20
TIMEOUT = 15.0
#: Signs that may move the cursor or turn the direction of writing.
DANGEROUS = frozenset("\x1b\x9b\x07\r\u202e\u2066")


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
    printed = "".join(_printed(report, checks, form) for form in ("terminal", "markdown", "jsonl"))
    return {"json": json.loads(render("json", report, checks, "en")), "printed": printed}


def _printed(report: Report, checks: Any, form: str) -> str:  # noqa: ANN401 - as inspect has them
    return render(form, report, checks, "en")


@pytest.mark.parametrize("who", ["root", "an ordinary user"])
@pytest.mark.parametrize("name", HOMES)
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
    assert CANARY not in seen["printed"] + json.dumps(report)
    assert not DANGEROUS & set(seen["printed"])
    _only_what_is_told(row, before, report, ordinary=who != "root")


def _only_what_is_told(
    row: Hostile, before: Mapping[str, Any], report: Mapping[str, Any], *, ordinary: bool
) -> None:
    known = {(source, reason) for _, _, source, reason in unseen(before)}
    told = {(source, reason) for _, _, source, reason in unseen(report)} - known
    wanted = row.ordinary if ordinary and row.ordinary is not None else row.told
    assert told == wanted
    gaps = _gaps(report) - _gaps(before)
    was, now = _numbers(before), _numbers(report)
    grown: dict[str, int] = {}
    for place in was.keys() | now.keys():
        check, kind, user, profile = place
        more = now.get(place, 0) - was.get(place, 0)
        # What is not seen may be told of a kind or of a check, of a profile, a home, or all.
        excused = any(
            gap in gaps
            for gap in (
                *((check, k, user, p) for k in (kind, None) for p in (profile, None)),
                (check, kind, None, None),
            )
        )
        if excused:
            assert more <= 0 or kind in row.more, place
        else:
            grown[kind] = grown.get(kind, 0) + more
    grown = {kind: more for kind, more in grown.items() if more}
    for kind, more in row.more.items():
        got = grown.pop(kind, 0)
        assert more in (None, got), (kind, got)
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
