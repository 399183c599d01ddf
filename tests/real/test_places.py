"""The files that real browsers wrote, in the folders of every browser on every system."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hygiene.browsers.discovery.catalogue import Place, places
from hygiene.machine import Platform
from tests.roots import STAR, FakeRoot

from .checking import check
from .homes import CLOSED, Home
from .truth import Truth

pytestmark = pytest.mark.real

#: Where the real browsers kept their data in the home that is copied from.
_DATA = {"chromium": ".config/chromium", "firefox": ".config/mozilla/firefox"}
CLOSED_HOMES = [pytest.param((name, CLOSED), id=name) for name in _DATA]


@pytest.mark.parametrize("platform", ["linux", "windows", "macos"])
@pytest.mark.parametrize("home", CLOSED_HOMES, indirect=True)
def test_every_count_is_the_same_wherever_the_browser_lies(
    home: Home, platform: Platform, tmp_path: Path
) -> None:
    for number, group in enumerate(_groups(home.browser, platform)):
        disk = FakeRoot(tmp_path / str(number), platform)
        alice = disk.home("Zoé Ça va").path
        for place in group:
            _install(home, alice / place.data.replace("*", STAR), platform)
        checked = check(disk.folder)
        # Where Opera and Arc keep their own account, nobody has published. What is nobody's (the
        # computer's session, its registry) is no question of where a browser lies.
        gaps = [
            gap
            for gap in checked.unreadable
            if gap["user"] and gap["kind"] not in ("browser-account", "browser-policy")
        ]
        assert not gaps
        for place in group:
            for profile, truth in home.truths.items():
                folder = _folder(home, profile, platform)
                found = checked.truth(truth, place.browser.id, folder)
                assert not _expected(truth, place).differences(found), (place, profile)


def _expected(truth: Truth, place: Place) -> Truth:
    """The same numbers, but for the offer that some browsers ship switched off."""
    if place.browser.offers_to_save:
        return truth
    return replace(truth, counts={**truth.counts, "saving-offered": 0})


def _groups(family: str, platform: Platform) -> Iterator[list[Place]]:
    """The places of a family's browsers, each browser at most once in a group."""
    of_browser: dict[str, list[Place]] = defaultdict(list)
    for place in places(platform):
        if place.browser.family == family:
            of_browser[place.browser.id].append(place)
    for number in range(max(map(len, of_browser.values()))):
        yield [found[number] for found in of_browser.values() if len(found) > number]


def _folder(home: Home, profile: str, platform: Platform) -> str:
    return f"Profiles/{profile}" if home.browser == "firefox" and platform != "linux" else profile


def _install(home: Home, data: Path, platform: Platform) -> None:
    source = home.folder / _DATA[home.browser]
    if home.browser == "chromium":
        shutil.copytree(source, data, symlinks=True, dirs_exist_ok=True)
        if platform == "windows":  # there, the cookies are kept one folder deeper
            for profile in home.truths:
                (data / profile / "Network").mkdir(exist_ok=True)
                (data / profile / "Cookies").rename(data / profile / "Network" / "Cookies")
        return
    data.mkdir(parents=True)
    text = (source / "profiles.ini").read_text(encoding="utf-8")
    for profile in home.truths:
        shutil.copytree(source / profile, data / _folder(home, profile, platform), symlinks=True)
        where = re.escape(f"Path={profile}")
        text = re.sub(where, f"Path={_folder(home, profile, platform)}", text)
    (data / "profiles.ini").write_text(text, encoding="utf-8")
