"""Beside a browser that writes all the time, no number is ever wrong."""

from __future__ import annotations

import itertools
import threading
import time

import pytest

from .checking import check
from .families import FAMILIES
from .fill import Driver
from .homes import CLOSED, Home, Homes

pytestmark = pytest.mark.real

CHECKS = 8
"""At least."""
SECONDS = 90
"""At most, on a machine so slow that `busy` is often the answer."""
PAUSE = 0.2
"""Seconds between two pages: faster than any person."""


class Walk(threading.Thread):
    """Opens one page after the other until it is told to stop."""

    def __init__(self, driver: Driver) -> None:
        super().__init__(daemon=True)
        self._driver = driver
        self._enough = threading.Event()
        self.begun = 0

    def run(self) -> None:
        for number in itertools.count(1):
            if self._enough.is_set():
                return
            self.begun = number
            self._driver.go(f"https://forum.sante.test/promenade-{number}")
            self._enough.wait(PAUSE)

    def stop(self) -> None:
        self._enough.set()
        self.join()


@pytest.mark.parametrize("home", [("firefox", CLOSED)], indirect=True)
def test_counts_beside_a_browsing_firefox_are_of_one_moment_or_busy(
    home: Home, homes: Homes
) -> None:
    folder = homes.copy_of(home.folder, "firefox that browses")
    browser, driver = homes.start(FAMILIES["firefox"], folder)
    profile = browser.profile_folder.name
    truth = home.truths[profile]
    at_least = before = truth.counts["visited-page"]
    seen: set[int] = set()
    walk = Walk(driver)
    walk.start()
    try:
        end = time.monotonic() + SECONDS
        for number in itertools.count(1):
            if (number > CHECKS and len(seen) > 1) or time.monotonic() > end:
                break
            checked = check(folder)
            at_most = before + walk.begun
            if checked.unreadable:
                assert {item["reason"] for item in checked.unreadable} == {"busy"}
                continue
            now = checked.truth(truth, "firefox", profile)
            assert at_least <= now.counts["visited-page"] <= at_most
            assert now.counts["password"] == truth.counts["password"]
            at_least = now.counts["visited-page"]
            seen.add(at_least)
    finally:
        walk.stop()
        browser.kill()
    assert len(seen) > 1, "the browser did not write, or nothing could be read"
