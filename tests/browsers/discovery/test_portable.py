"""Browsers that are carried along: in a home, on a stick as the root, on one plugged in here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hygiene.browsers.discovery import installations, unseen_places
from hygiene.browsers.discovery.catalogue import PORTABLE, places, portable_places
from hygiene.browsers.profile import Installation
from hygiene.clock import Clock, Deadline
from hygiene.errors import Reason
from hygiene.filesystem import open_tree
from hygiene.machine import Machine, Platform
from hygiene.machine.homes import live_machine
from tests.roots import STAR, FakeRoot, make
from tests.unprivileged import open_folder, unprivileged


def told(found: tuple[Installation, ...]) -> list[tuple[str, str, str, list[str]]]:
    return [(i.browser, i.install, i.data, [p.folder for p in i.profiles]) for i in found]


STICK = (
    "PortableApps/FirefoxPortable/Data/profile/places.sqlite",
    "GoogleChromePortable/Data/profile/Local State",
    "GoogleChromePortable/Data/profile/Default/History",
    "Opera/profile/data/History",
    "librewolf-151.0/Profiles/Default/places.sqlite",
)
ON_STICK = [
    ("firefox", "portable", "PortableApps/FirefoxPortable/Data/profile", ["."]),
    ("librewolf", "portable", "librewolf-151.0", ["Profiles/Default"]),
    ("chrome", "portable", "GoogleChromePortable/Data/profile", ["Default"]),
    ("opera", "portable", "Opera/profile/data", ["."]),
]


@pytest.mark.parametrize("platform", ["linux", "windows", "macos"])
def test_each_is_found_wherever_it_was_unpacked(tmp_path: Path, platform: Platform) -> None:
    root = FakeRoot(tmp_path, platform)
    for place in portable_places(platform):
        mark = "Local State" if place.browser.family == "chromium" else "Profiles/a/prefs.js"
        make(root.home().path, f"{place.data.replace('*', STAR)}/{mark}")
    found = {(i.browser, i.install) for i in root.installations()}
    assert found == {(place.browser.id, PORTABLE) for place in portable_places(platform)}
    assert len(root.installations()) == len(portable_places(platform))


def test_one_in_the_downloads_is_one_more_browser_of_the_home(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path, "windows")
    root.home().chromium("chrome")
    make(root.home().path, "Downloads/GoogleChromePortable/Data/profile/Default/History")
    assert [i.install for i in root.installations()] == ["native", "portable"]


def test_a_firefox_that_is_its_own_profile_has_its_cache_in_it(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path, "windows")
    below = "Desktop/FirefoxPortable/Data/profile"
    make(root.home().path, f"{below}/prefs.js", f"{below}/cache2/entries/A")
    (installation,) = root.installations()
    (profile,) = installation.profiles
    assert profile.path == f"Users/alice/{below}"
    assert profile.cached_files().count == 1


def test_a_stick_may_be_the_root(tmp_path: Path) -> None:
    stick = tmp_path / "CLE ZOE"
    make(stick, *STICK)
    root = FakeRoot(tmp_path / "none")
    root.folder = stick
    machine = root.machine()
    assert (machine.platform, [home.user for home in machine.homes]) == ("windows", ["CLE ZOE"])
    assert told(installations(machine, {})) == ON_STICK


def test_a_stick_with_one_program_is_known_too(tmp_path: Path) -> None:
    make(tmp_path / "e", "FirefoxPortableESR/Data/profile/prefs.js")
    root = FakeRoot(tmp_path / "none")
    root.folder = tmp_path / "e"
    assert [i.browser for i in installations(root.machine(), {})] == ["firefox"]


class TestPluggedIn:
    def machine(self, home: Path, *sticks: Path) -> Machine:
        home.mkdir(exist_ok=True)
        machine = live_machine(
            deadline=Deadline.after(60),
            clock=Clock(datetime.now(UTC)),
            environ={"HOME": str(home)},
        )
        assert machine.system is not None
        system = machine.system
        mounted = [(system, ""), *((system, str(stick).strip("/")) for stick in sticks)]
        machine.once("volumes", lambda: mounted)
        return machine

    def test_its_browsers_are_those_of_the_person(self, tmp_path: Path) -> None:
        make(tmp_path / "stick", *STICK, "Tor Browser/Browser/TorBrowser/Data/Browser/profiles.ini")
        machine = self.machine(tmp_path / "home", tmp_path / "stick")
        found = installations(machine, {})
        assert [each for each in told(found) if each[0] != "tor-browser"] == ON_STICK
        assert "tor-browser" in {each.browser for each in found}
        assert {each.home.user for each in found} == {machine.homes[0].user}
        assert all(each.running() is False for each in found)

    def test_one_that_holds_the_home_is_not_counted_twice(self, tmp_path: Path) -> None:
        make(tmp_path, "FirefoxPortable/Data/profile/prefs.js")
        assert len(installations(self.machine(tmp_path, tmp_path), {})) == 1

    def test_what_is_on_it_cannot_lead_away(self, tmp_path: Path) -> None:
        make(tmp_path, "elsewhere/profile/prefs.js", "stick/FirefoxPortable/")
        (tmp_path / "stick/FirefoxPortable/Data").symlink_to(tmp_path / "elsewhere")
        machine = self.machine(tmp_path / "home", tmp_path / "stick")
        assert not any(each.profiles for each in installations(machine, {}))
        assert [cause.reason for _, cause in unseen_places(machine, {})] == [Reason.OUTSIDE_ROOT]

    def test_one_that_was_pulled_out_and_a_mounted_file_are_nothing(self, tmp_path: Path) -> None:
        make(tmp_path, "hosts")
        machine = self.machine(tmp_path / "home", tmp_path / "gone", tmp_path / "hosts")
        assert installations(machine, {}) == ()
        assert unseen_places(machine, {}) == ()

    @pytest.mark.parametrize("closed", ["media", "media/stick"])
    def test_one_that_cannot_be_entered_is_told(self, closed: str) -> None:
        with open_folder() as folder:
            make(folder, "media/stick/", "home/")
            (folder / closed).chmod(0)

            def look() -> list[str]:
                machine = self.machine(folder / "home", folder / "media/stick")
                return [str(cause.reason) for _, cause in unseen_places(machine, {})]

            assert unprivileged(look) == ["denied"]

    def test_a_mounted_disk_has_no_other_volumes(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path / "root")
        root.home()
        machine = root.machine()
        machine.once("volumes", lambda: [(open_tree(tmp_path / "stick"), "")])
        make(tmp_path / "stick", *STICK)
        assert installations(machine, {}) == (), "it is nobody's here"


def test_no_place_is_both_installed_and_carried_along() -> None:
    for platform in ("linux", "windows", "macos"):
        carried = {place.data for place in portable_places(platform)}
        assert not carried & {place.data for place in places(platform)}
