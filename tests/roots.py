"""Machines made of folders, in two lines: a disk, its homes, the browsers used in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from hygiene.browsers.discovery import installations
from hygiene.browsers.discovery.catalogue import Place, places
from hygiene.browsers.profile import Installation
from hygiene.clock import Clock, Deadline
from hygiene.machine import Machine, Platform
from hygiene.machine.homes import offline_machine

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
#: What makes a folder the disk of a system, besides its homes; folders end in a slash.
_DISKS: dict[Platform, tuple[str, ...]] = {
    "linux": ("etc/passwd", "home/", "usr/", "var/"),
    "windows": ("Users/", "Windows/", "ProgramData/", "pagefile.sys"),
    "macos": ("Users/", "Library/", "System/", "private/"),
}
_HOMES: dict[Platform, tuple[str, ...]] = {
    "linux": (".bashrc", ".config/"),
    "windows": ("AppData/Local/", "AppData/Roaming/", "NTUSER.DAT"),
    "macos": ("Library/Application Support/", "Library/Caches/", "Library/Preferences/"),
}
#: What stands in the place of a `*` of the catalogue.
STAR = "42"


def make(below: Path, *paths: str) -> None:
    """Make folders (`a/b/`) and empty files (`a/b`) where there are none."""
    for path in paths:
        place = below / path
        if path.endswith("/"):
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.touch()


def place_of(browser: str, platform: Platform, install: str | None = None) -> Place:
    """The first place of a browser in the catalogue, installed so."""
    return next(
        place
        for place in places(platform)
        if place.browser.id == browser and install in (None, place.install)
    )


class FakeProfile:
    """One profile: `path` is its folder on this disk, `cache` where its cache lies."""

    def __init__(self, path: Path, cache: Path | None, marks: Sequence[str]) -> None:
        self.path = path
        self.cache = cache
        make(path, *marks)


class FakeSafari:
    """One profile of Safari: its files lie in several folders below the Library."""

    def __init__(self, library: Path, uuid: str | None) -> None:
        self.library = library
        self.open = library / "Safari"
        self.container = library / "Containers/com.apple.Safari/Data/Library"
        self.inside = self.container / "Safari"
        own = self.inside / f"Profiles/{uuid}"
        store = self.container / f"WebKit/WebsiteDataStore/{(uuid or '').lower()}"
        #: Where its history, its site data, its cookies and its cache are.
        self.history = self.open if uuid is None else own
        self.sites = store / "Origins" if uuid else self.container / "WebKit/WebsiteData/Default"
        self.cookies = (store if uuid else self.container) / "Cookies/Cookies.binarycookies"
        caches = self.container / "Caches/com.apple.Safari"
        self.cache = caches if uuid is None else store / "NetworkCache"
        make(self.container, "Preferences/")
        make(self.open, "Bookmarks.plist")
        self.history.mkdir(parents=True, exist_ok=True)


class FakeHome:
    """One home, with the browsers used in it."""

    def __init__(self, path: Path, platform: Platform) -> None:
        self.path = path
        self.platform = platform
        make(path, *_HOMES[platform])

    def data(self, browser: str, install: str | None = None) -> Path:
        """The data folder of a browser, which exists from then on."""
        folder = self.path / place_of(browser, self.platform, install).data.replace("*", STAR)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def chromium(
        self, browser: str = "chrome", profile: str = "Default", install: str | None = None
    ) -> FakeProfile:
        """A profile of a browser of Chromium's family."""
        data = self.data(browser, install)
        make(data, "Local State")
        if not (data / "Local State").stat().st_size:
            (data / "Local State").write_text("{}")
        return FakeProfile(data / profile, self._cache(browser, profile, install), ["Preferences"])

    def firefox(
        self,
        browser: str = "firefox",
        profile: str = "abcd1234.default-release",
        install: str | None = None,
        *,
        listed: bool = True,
    ) -> FakeProfile:
        """A profile of a browser of Firefox's family, in its list or forgotten by it."""
        data = self.data(browser, install)
        if self.platform != "linux":
            profile = f"Profiles/{profile}"
        if listed:
            self.list_profile(profile, browser, install)
        return FakeProfile(data / profile, self._cache(browser, profile, install), ["prefs.js"])

    def safari(self, uuid: str | None = None) -> FakeSafari:
        """The main profile of Safari, or the one of Safari 17 and later that has this UUID."""
        return FakeSafari(self.data("safari"), uuid)

    def list_profile(
        self, path: str, browser: str = "firefox", install: str | None = None, relative: int = 1
    ) -> None:
        """Add a path to `profiles.ini`."""
        file = self.data(browser, install) / "profiles.ini"
        text = file.read_text("utf-8") if file.exists() else "[General]\nVersion=2\n"
        number = text.count("Path=")
        text += f"\n[Profile{number}]\nName=n{number}\nIsRelative={relative}\nPath={path}\n"
        file.write_text(text, "utf-8")

    def _cache(self, browser: str, profile: str, install: str | None) -> Path | None:
        place = place_of(browser, self.platform, install)
        if place.cache is None:
            return None
        if place.cache.startswith("./"):
            return self.data(browser, install) / place.cache / profile
        return self.path / place.cache.replace("*", STAR) / profile


class FakeRoot:
    """A disk of one system below `folder`, or a copied home that is `folder` itself."""

    def __init__(self, folder: Path, platform: Platform = "linux", *, disk: bool = True) -> None:
        self.folder = folder
        self.platform = platform
        self._disk = disk
        make(folder, *(_DISKS[platform] if disk else _HOMES[platform]))

    def home(self, name: str = "alice") -> FakeHome:
        """The home of `name`; the copied home is called as its folder whatever the name."""
        above = self.folder / ("home" if self.platform == "linux" else "Users")
        return FakeHome(above / name if self._disk else self.folder, self.platform)

    def machine(
        self,
        *,
        platform: Platform | None = None,
        users: Sequence[str] = (),
        clock: Clock | None = None,
        seconds: float = 60,
    ) -> Machine:
        """What `--root` sees here."""
        return offline_machine(
            self.folder,
            platform=platform,
            users=users,
            deadline=Deadline.after(seconds),
            clock=clock or Clock(NOW),
        )

    def installations(self) -> tuple[Installation, ...]:
        """The browsers that are found here."""
        return installations(self.machine(), {})
