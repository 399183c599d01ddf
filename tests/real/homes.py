"""Build homes in which a real browser was used, in each state a person may leave it in."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import time
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from .families import FAMILIES, Family, RunningBrowser
from .fill import Driver, fill
from .plan import FIRST_DAY, SECOND_DAY, Plan
from .truth import Truth
from .workshop import Workshop

RUNNING, SECOND_RUN, CLOSED, KILLED = "running", "second run", "closed", "killed"
STATES = (RUNNING, SECOND_RUN, CLOSED, KILLED)
_FLUSH_SECONDS = 75
"""Cookies reach Chromium's disk 20 to 30 seconds after they were set; a slow machine needs more."""


@dataclass(frozen=True, slots=True)
class Home:
    """One home, the truth of each of its profiles, and the browser if it still runs."""

    browser: str
    state: str
    folder: Path
    truths: dict[str, Truth]
    runs: tuple[Plan, ...]
    running: RunningBrowser | None = None

    @contextlib.contextmanager
    def still(self) -> Iterator[None]:
        """Keep the browser from moving, if it runs, for the length of the block."""
        with self.running.process.frozen() if self.running else contextlib.nullcontext():
            yield


class Homes:
    """Builds what is wanted, all at the same time."""

    def __init__(self, workshop: Workshop, wanted: Collection[tuple[str, str]]) -> None:
        """Remember what will be wanted, as pairs of browser and state; nothing starts yet."""
        self.workshop = workshop
        self._wanted = wanted
        self._threads = ThreadPoolExecutor(max_workers=8)
        self._lines: dict[tuple[str, str], Future[dict[str, Home]]] = {}
        self._bases: dict[str, Future[Path]] = {}

    def get(self, browser: str, state: str) -> Home:
        """Return one home, once everything in it lies on the disk."""
        for each, its_state in {*self._wanted, (browser, state)}:
            self._begin(each, its_state)
        return self._lines[browser, _line_of(state)].result()[state]

    def copy_of(self, home: Path, name: str) -> Path:
        """Return a copy of a home that stays as it is while the copy is used further."""
        copy = self.workshop.folder / name
        shutil.copytree(home, copy, symlinks=True)
        return copy

    def start(self, family: Family, home: Path) -> tuple[RunningBrowser, Driver]:
        """Start a browser on a home."""
        return family.start(home, self.workshop)

    def end(self) -> None:
        """Kill every browser that still runs, then wait for what is being built to fail."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.workshop.end()
        self._threads.shutdown()

    def _begin(self, browser: str, state: str) -> None:
        family = FAMILIES[browser]
        if browser not in self._bases:
            self._bases[browser] = self._threads.submit(self._make_base, family)
        line = _line_of(state)
        if (browser, line) not in self._lines:
            build = {RUNNING: self._keep_running, CLOSED: self._reopen, KILLED: self._kill}[line]
            self._lines[browser, line] = self._threads.submit(build, family)

    def _make_base(self, family: Family) -> Path:
        home = self.workshop.folder / f"{family.name} base"
        (home / "Downloads").mkdir(parents=True)
        family.prepare(home, self.workshop)
        return home

    def _use(self, family: Family, line: str) -> tuple[Path, RunningBrowser]:
        base = self._bases[family.name].result()
        home = self.copy_of(base, f"{family.name} {line}")
        browser, driver = self.start(family, home)
        fill(driver, FIRST_DAY)
        return home, browser

    def _keep_running(self, family: Family) -> dict[str, Home]:
        home, browser = self._use(family, RUNNING)
        return {RUNNING: _ready(family, RUNNING, home, [FIRST_DAY], browser)}

    def _kill(self, family: Family) -> dict[str, Home]:
        home, browser = self._use(family, KILLED)
        _ready(family, RUNNING, home, [FIRST_DAY], browser)
        browser.kill()
        return {KILLED: _ready(family, KILLED, home, [FIRST_DAY])}

    def _reopen(self, family: Family) -> dict[str, Home]:
        """Close the browser, keep a copy of that state, and use the original a second time."""
        home, browser = self._use(family, SECOND_RUN)
        browser.close()
        closed = self.copy_of(home, f"{family.name} {CLOSED}")
        browser, driver = self.start(family, home)
        fill(driver, SECOND_DAY)
        return {
            CLOSED: _ready(family, CLOSED, closed, [FIRST_DAY]),
            SECOND_RUN: _ready(family, SECOND_RUN, home, [FIRST_DAY, SECOND_DAY], browser),
        }


def _line_of(state: str) -> str:
    return CLOSED if state == SECOND_RUN else state


def _ready(
    family: Family,
    state: str,
    home: Path,
    runs: Sequence[Plan],
    running: RunningBrowser | None = None,
) -> Home:
    """Wait until the oracle sees the whole truth on the disk."""
    truths = family.truths(home, runs, closed_cleanly=state == CLOSED)
    end = time.monotonic() + (_FLUSH_SECONDS if running else 0)
    while missing := _missing(family, home, truths):
        if time.monotonic() > end:
            raise AssertionError(f"{family.name} {state}: truth against disk: {missing}")
        time.sleep(0.5)
    return Home(family.name, state, home, truths, tuple(runs), running)


def _missing(family: Family, home: Path, truths: dict[str, Truth]) -> dict[str, object]:
    found: dict[str, object] = {}
    for profile, truth in truths.items():
        try:
            found[profile] = truth.differences(family.read(home, profile))
        except (OSError, sqlite3.Error, ValueError) as error:  # torn, or not there yet
            found[profile] = repr(error)
    return {profile: what for profile, what in found.items() if what}
