"""The two browser families as the builder of homes sees them: the same five gestures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from . import oracle
from .chromium import CACHE_FOLDER, DATA_FOLDER, Chromium
from .chromium_driver import PASSWORD_PAGE, ChromiumDriver
from .chromium_rows import insert_rows
from .fill import Driver, fill
from .firefox import Firefox, create_profile, find_profile
from .firefox_driver import FirefoxDriver
from .plan import FIRST_DAY, OTHER_PERSON, Plan
from .process import BrowserProcess
from .truth import Truth, chromium_truth, firefox_truth, unused_truth
from .workshop import Workshop


class RunningBrowser(Protocol):
    """A browser that was started and can be ended in two ways."""

    @property
    def process(self) -> BrowserProcess:
        """Its processes."""

    @property
    def profile_folder(self) -> Path:
        """Where its profile lies."""

    def close(self) -> None:
        """Leave by the menu, and wait for the last process."""

    def kill(self) -> None:
        """Kill -9."""


class Family(Protocol):
    """One browser family."""

    name: str

    def prepare(self, home: Path, workshop: Workshop) -> None:
        """Make the profiles, all closed, that a home begins with."""

    def start(self, home: Path, workshop: Workshop) -> tuple[RunningBrowser, Driver]:
        """Start the browser on its main profile."""

    def truths(self, home: Path, runs: Sequence[Plan], *, closed_cleanly: bool) -> dict[str, Truth]:
        """Return the truth of each profile after these runs of the main one."""

    def read(self, home: Path, profile: str) -> Truth:
        """Ask the oracle what a profile holds."""

    def cache_files(self, home: Path, profile: str) -> list[Path]:
        """Return the files of a profile's cache."""


class ChromiumFamily:
    """Chromium: a profile that is used, and one of another person, closed."""

    name = "chromium"
    _main, _other = "Default", "Profile 1"

    def prepare(self, home: Path, workshop: Workshop) -> None:
        """Let another person use her profile, make the main one, then insert the rows."""
        theirs = Chromium(home, self._other, workshop)
        fill(ChromiumDriver(theirs), OTHER_PERSON)
        theirs.close()
        ours = Chromium(home, self._main, workshop)
        ours.first_tab().go(PASSWORD_PAGE)
        ours.close()
        insert_rows(theirs.profile_folder, OTHER_PERSON)
        insert_rows(ours.profile_folder, FIRST_DAY)

    def start(self, home: Path, workshop: Workshop) -> tuple[RunningBrowser, Driver]:
        """Start the browser on its main profile."""
        browser = Chromium(home, self._main, workshop)
        return browser, ChromiumDriver(browser)

    def truths(self, home: Path, runs: Sequence[Plan], *, closed_cleanly: bool) -> dict[str, Truth]:
        """Return the truth of each profile after these runs of the main one."""
        making = Plan()  # the run that made the profile was closed with one tab
        return {
            self._main: chromium_truth([making, *runs], closed_cleanly=closed_cleanly),
            self._other: chromium_truth([OTHER_PERSON], closed_cleanly=True),
        }

    def read(self, home: Path, profile: str) -> Truth:
        """Ask the oracle what a profile holds."""
        return oracle.read_chromium(home / DATA_FOLDER / profile)

    def cache_files(self, home: Path, profile: str) -> list[Path]:
        """Return the files of a profile's cache; none of them lies in the profile."""
        cache = home / CACHE_FOLDER / profile
        assert not (home / DATA_FOLDER / profile / "Cache").exists()
        return oracle.files_below(cache / "Cache", cache / "Code Cache")


class FirefoxFamily:
    """Firefox: a profile that is used, and one that was made and never started."""

    name = "firefox"
    _main, _unused = "usage", "vide"

    def prepare(self, home: Path, workshop: Workshop) -> None:
        """Let Firefox make both profiles."""
        for profile in (self._main, self._unused):
            create_profile(home, profile, workshop)

    def start(self, home: Path, workshop: Workshop) -> tuple[RunningBrowser, Driver]:
        """Start the browser on its main profile."""
        browser = Firefox(home, self._main, workshop)
        return browser, FirefoxDriver(browser)

    def truths(self, home: Path, runs: Sequence[Plan], *, closed_cleanly: bool) -> dict[str, Truth]:
        """Return the truth of each profile; a clean close changes none of the numbers."""
        del closed_cleanly
        return {
            find_profile(home, self._main).name: firefox_truth(runs),
            find_profile(home, self._unused).name: unused_truth(),
        }

    def read(self, home: Path, profile: str) -> Truth:
        """Ask the oracle what a profile holds."""
        folder = find_profile(home, profile.rpartition(".")[2])
        if profile.endswith(f".{self._unused}"):
            assert not (folder / "prefs.js").exists()
            return unused_truth()
        return oracle.read_firefox(folder)

    def cache_files(self, home: Path, profile: str) -> list[Path]:
        """Return the files of a profile's cache; none of them lies in the profile."""
        return oracle.files_below(home / ".cache/mozilla/firefox" / profile / "cache2")


FAMILIES: dict[str, Family] = {
    family.name: family for family in (ChromiumFamily(), FirefoxFamily())
}
