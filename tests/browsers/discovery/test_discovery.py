"""Where browsers keep their data: each is found wherever it may be, and nothing twice."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hygiene.browsers.discovery import installations, unseen_places
from hygiene.browsers.discovery.catalogue import browser_name, browsers, places
from hygiene.browsers.profile import Installation
from hygiene.clock import Clock, Deadline
from hygiene.errors import Reason
from hygiene.machine import Machine, Platform
from hygiene.machine.homes import live_machine
from tests.roots import STAR, FakeRoot, make
from tests.unprivileged import open_folder, unprivileged

LOCAL, ROAMING = "AppData/Local", "AppData/Roaming"
SUPPORT = "Library/Application Support"
#: Typed out from the measured table of places, not from the catalogue: a row that gets lost there
#: is missed here.
CHROMIUM_PLACES: list[tuple[Platform, str, str, str]] = [
    ("linux", "chrome", "native", ".config/google-chrome"),
    ("linux", "chrome-beta", "native", ".config/google-chrome-beta"),
    ("linux", "chrome-dev", "native", ".config/google-chrome-unstable"),
    ("linux", "chrome", "flatpak", ".var/app/com.google.Chrome/config/google-chrome"),
    ("windows", "chrome", "native", f"{LOCAL}/Google/Chrome/User Data"),
    ("windows", "chrome", "native", f"{LOCAL}/Google/Chrome/continuousUpdates/User Data"),
    ("windows", "chrome-beta", "native", f"{LOCAL}/Google/Chrome Beta/User Data"),
    ("windows", "chrome-dev", "native", f"{LOCAL}/Google/Chrome Dev/User Data"),
    ("windows", "chrome-canary", "native", f"{LOCAL}/Google/Chrome SxS/User Data"),
    ("macos", "chrome", "native", f"{SUPPORT}/Google/Chrome"),
    ("macos", "chrome-beta", "native", f"{SUPPORT}/Google/Chrome Beta"),
    ("macos", "chrome-dev", "native", f"{SUPPORT}/Google/Chrome Dev"),
    ("macos", "chrome-canary", "native", f"{SUPPORT}/Google/Chrome Canary"),
    ("linux", "chromium", "native", ".config/chromium"),
    ("linux", "chromium", "snap", "snap/chromium/common/chromium"),
    ("linux", "chromium", "flatpak", ".var/app/org.chromium.Chromium/config/chromium"),
    (
        "linux",
        "chromium",
        "flatpak",
        ".var/app/io.github.ungoogled_software.ungoogled_chromium/config/chromium",
    ),
    ("windows", "chromium", "native", f"{LOCAL}/Chromium/User Data"),
    ("macos", "chromium", "native", f"{SUPPORT}/Chromium"),
    ("linux", "edge", "native", ".config/microsoft-edge"),
    ("linux", "edge-beta", "native", ".config/microsoft-edge-beta"),
    ("linux", "edge-dev", "native", ".config/microsoft-edge-dev"),
    ("linux", "edge", "flatpak", ".var/app/com.microsoft.Edge/config/microsoft-edge"),
    ("windows", "edge", "native", f"{LOCAL}/Microsoft/Edge/User Data"),
    ("windows", "edge-beta", "native", f"{LOCAL}/Microsoft/Edge Beta/User Data"),
    ("windows", "edge-dev", "native", f"{LOCAL}/Microsoft/Edge Dev/User Data"),
    ("windows", "edge-canary", "native", f"{LOCAL}/Microsoft/Edge SxS/User Data"),
    ("macos", "edge", "native", f"{SUPPORT}/Microsoft Edge"),
    ("macos", "edge-beta", "native", f"{SUPPORT}/Microsoft Edge Beta"),
    ("macos", "edge-dev", "native", f"{SUPPORT}/Microsoft Edge Dev"),
    ("macos", "edge-canary", "native", f"{SUPPORT}/Microsoft Edge Canary"),
    ("linux", "brave", "native", ".config/BraveSoftware/Brave-Browser"),
    ("linux", "brave-beta", "native", ".config/BraveSoftware/Brave-Browser-Beta"),
    ("linux", "brave-nightly", "native", ".config/BraveSoftware/Brave-Browser-Nightly"),
    ("linux", "brave", "snap", "snap/brave/501/.config/BraveSoftware/Brave-Browser"),
    (
        "linux",
        "brave",
        "flatpak",
        ".var/app/com.brave.Browser/config/BraveSoftware/Brave-Browser",
    ),
    ("windows", "brave", "native", f"{LOCAL}/BraveSoftware/Brave-Browser/User Data"),
    ("windows", "brave", "native", f"{ROAMING}/BraveSoftware/Brave-Browser/User Data"),
    ("windows", "brave-beta", "native", f"{LOCAL}/BraveSoftware/Brave-Browser-Beta/User Data"),
    (
        "windows",
        "brave-nightly",
        "native",
        f"{LOCAL}/BraveSoftware/Brave-Browser-Nightly/User Data",
    ),
    ("macos", "brave", "native", f"{SUPPORT}/BraveSoftware/Brave-Browser"),
    ("macos", "brave-beta", "native", f"{SUPPORT}/BraveSoftware/Brave-Browser-Beta"),
    ("macos", "brave-nightly", "native", f"{SUPPORT}/BraveSoftware/Brave-Browser-Nightly"),
    ("linux", "opera", "native", ".config/opera"),
    ("linux", "opera-beta", "native", ".config/opera-beta"),
    ("linux", "opera-developer", "native", ".config/opera-developer"),
    ("linux", "opera", "snap", "snap/opera/312/.config/opera"),
    ("linux", "opera-beta", "snap", "snap/opera-beta/60/.config/opera-beta"),
    ("linux", "opera-developer", "snap", "snap/opera-developer/7/.config/opera-developer"),
    ("linux", "opera", "flatpak", ".var/app/com.opera.Opera/config/opera"),
    ("windows", "opera", "native", f"{ROAMING}/Opera Software/Opera Stable"),
    ("windows", "opera-beta", "native", f"{ROAMING}/Opera Software/Opera Next"),
    ("windows", "opera-developer", "native", f"{ROAMING}/Opera Software/Opera Developer"),
    ("macos", "opera", "native", f"{SUPPORT}/com.operasoftware.Opera"),
    ("macos", "opera-beta", "native", f"{SUPPORT}/com.operasoftware.OperaNext"),
    ("macos", "opera-developer", "native", f"{SUPPORT}/com.operasoftware.OperaDeveloper"),
    ("windows", "opera-gx", "native", f"{ROAMING}/Opera Software/Opera GX Stable"),
    ("macos", "opera-gx", "native", f"{SUPPORT}/com.operasoftware.OperaGX"),
    ("linux", "vivaldi", "native", ".config/vivaldi"),
    ("linux", "vivaldi-snapshot", "native", ".config/vivaldi-snapshot"),
    ("linux", "vivaldi", "snap", "snap/vivaldi/72/.config/vivaldi"),
    ("linux", "vivaldi", "flatpak", ".var/app/com.vivaldi.Vivaldi/config/vivaldi"),
    ("windows", "vivaldi", "native", f"{LOCAL}/Vivaldi/User Data"),
    ("macos", "vivaldi", "native", f"{SUPPORT}/Vivaldi"),
    (
        "windows",
        "arc",
        "store",
        f"{LOCAL}/Packages/TheBrowserCompany.Arc_ttt1ap7aakyb4/LocalCache/Local/Arc/User Data",
    ),
    ("macos", "arc", "native", f"{SUPPORT}/Arc/User Data"),
]
FIREFOX_PLACES: list[tuple[Platform, str, str, str]] = [
    ("linux", "firefox", "native", ".config/mozilla/firefox"),
    ("linux", "firefox", "native", ".mozilla/firefox"),
    ("linux", "firefox", "native", ".mozilla/firefox-esr"),
    ("linux", "firefox", "snap", "snap/firefox/common/.mozilla/firefox"),
    ("linux", "firefox", "snap", "snap/firefox/common/.config/mozilla/firefox"),
    ("linux", "firefox", "flatpak", ".var/app/org.mozilla.firefox/.mozilla/firefox"),
    ("linux", "firefox", "flatpak", ".var/app/org.mozilla.firefox/.config/mozilla/firefox"),
    ("windows", "firefox", "native", f"{ROAMING}/Mozilla/Firefox"),
    (
        "windows",
        "firefox",
        "store",
        f"{LOCAL}/Packages/Mozilla.Firefox_n80bbvh6b1yt2/LocalCache/Roaming/Mozilla/Firefox",
    ),
    ("macos", "firefox", "native", f"{SUPPORT}/Firefox"),
    ("linux", "librewolf", "native", ".librewolf"),
    ("linux", "librewolf", "native", ".config/librewolf/librewolf"),
    ("linux", "librewolf", "flatpak", ".var/app/io.gitlab.librewolf-community/.librewolf"),
    ("linux", "librewolf", "snap", "snap/librewolf/common/.librewolf"),
    ("windows", "librewolf", "native", f"{ROAMING}/librewolf"),
    ("macos", "librewolf", "native", f"{SUPPORT}/librewolf"),
    (
        "linux",
        "tor-browser",
        "native",
        ".local/share/torbrowser/tbb/x86_64/tor-browser/Browser/TorBrowser/Data/Browser",
    ),
    (
        "linux",
        "tor-browser",
        "portable",
        "Bureau/tor-browser_fr/Browser/TorBrowser/Data/Browser",
    ),
    (
        "windows",
        "tor-browser",
        "portable",
        "Desktop/Tor Browser/Browser/TorBrowser/Data/Browser",
    ),
    ("macos", "tor-browser", "native", f"{SUPPORT}/TorBrowser-Data/Browser"),
]


def only(found: tuple[Installation, ...]) -> Installation:
    assert len(found) == 1, [(i.browser, i.data) for i in found]
    return found[0]


def folders(installation: Installation) -> list[str]:
    return [profile.folder for profile in installation.profiles]


@pytest.mark.parametrize(("platform", "browser", "install", "data"), CHROMIUM_PLACES)
def test_each_chromium_is_found_in_its_place(
    tmp_path: Path, platform: Platform, browser: str, install: str, data: str
) -> None:
    root = FakeRoot(tmp_path, platform)
    make(root.home().path, f"{data}/Local State", f"{data}/Profile 1/Preferences")
    found = only(root.installations())
    assert (found.browser, found.family, found.install) == (browser, "chromium", install)
    assert folders(found) == ["Profile 1"]
    assert found.unseen is None


@pytest.mark.parametrize(("platform", "browser", "install", "data"), FIREFOX_PLACES)
def test_each_firefox_is_found_in_its_place(
    tmp_path: Path, platform: Platform, browser: str, install: str, data: str
) -> None:
    root = FakeRoot(tmp_path, platform)
    make(root.home().path, f"{data}/Profiles/x.default/prefs.js", f"{data}/y.old/places.sqlite")
    found = only(root.installations())
    assert (found.browser, found.family, found.install) == (browser, "firefox", install)
    assert folders(found) == ["Profiles/x.default", "y.old"]


#: What makes a profile of each family, below its data folder.
MARKS = {
    "chromium": "Default/Preferences",
    "firefox": "Default/prefs.js",
    "safari": "Safari/History.db",
}


@pytest.mark.parametrize("platform", ["linux", "windows", "macos"])
def test_each_place_of_the_catalogue_is_found(tmp_path: Path, platform: Platform) -> None:
    root = FakeRoot(tmp_path, platform)
    for place in places(platform):
        mark = MARKS[place.browser.family]
        make(root.home().path, f"{place.data.replace('*', STAR)}/{mark}")
    found = root.installations()
    wanted = [(each.browser.id, each.install) for each in places(platform)]
    assert [(each.browser, each.install) for each in found] == wanted
    for each in found:
        assert folders(each) == ["." if each.family == "safari" else "Default"]


def test_every_browser_has_a_name_for_people() -> None:
    assert browser_name("chrome") == "Chrome"
    assert browser_name("edge") == "Microsoft Edge"
    assert browser_name("opera-gx") == "Opera GX"
    assert browser_name("not-in-it") == "not-in-it"
    names = [browser.name for browser in browsers().values()]
    assert len(set(names)) == len(names)


def test_every_row_of_the_catalogue_has_the_words_of_the_report() -> None:
    installs = {"native", "snap", "flatpak", "store", "portable"}
    for platform in ("linux", "windows", "macos"):
        rows = places(platform)
        assert {row.install for row in rows} <= installs
        assert len({row.data for row in rows}) == len(rows)
        assert all(not row.data.startswith("/") and "\\" not in row.data for row in rows)
    assert {browser.family for browser in browsers().values()} == {
        *("chromium", "firefox", "safari")
    }
    for browser in browsers().values():
        assert all(name == name.casefold() for name in browser.processes)


def test_two_users_have_their_own_browsers(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path, "windows")
    root.home("alice").chromium("edge")
    root.home("Bob").firefox()
    found = [(i.home.user, i.browser, i.data) for i in root.installations()]
    assert found == [
        ("Bob", "firefox", "Users/Bob/AppData/Roaming/Mozilla/Firefox"),
        ("alice", "edge", "Users/alice/AppData/Local/Microsoft/Edge/User Data"),
    ]


def test_accents_and_spaces_are_names_like_others(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "clé de Zoé", "macos")
    made = root.home("Zoé d'Été").chromium("chrome", "Profil été 1")
    root.home("Zoé d'Été").firefox(profile="é à.défaut")
    chrome, firefox = root.installations()
    assert chrome.home.user == "Zoé d'Été"
    assert chrome.tree.is_file(chrome.profiles[0].at("Preferences"))
    assert root.folder / chrome.profiles[0].path == made.path
    assert folders(firefox) == ["Profiles/é à.défaut"]


@pytest.mark.parametrize("platform", ["windows", "macos"])
def test_letters_may_differ_in_case_where_the_system_ignores_it(
    tmp_path: Path, platform: Platform
) -> None:
    data = {
        "windows": "APPDATA/local/google/CHROME/user data",
        "macos": "library/APPLICATION SUPPORT/google/chrome",
    }[platform]
    above = tmp_path / "users" / "alice"
    make(tmp_path, "WINDOWS/" if platform == "windows" else "SYSTEM/")
    make(above, f"{data}/DEFAULT/preferences", f"{data}/profile 2/network/cookies")
    found = only(FakeRootAsItIs(tmp_path).installations())
    assert found.home.machine.platform == platform
    assert folders(found) == ["DEFAULT", "profile 2"]


def test_letters_count_on_linux(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    make(root.home().path, ".config/Google-Chrome/Default/Preferences")
    assert root.installations() == ()


class FakeRootAsItIs(FakeRoot):
    """A root to which nothing is added."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder


class TestChromium:
    def test_profiles_are_known_by_their_files(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        data = root.home().data("chrome")
        make(
            data,
            "Default/Preferences",
            "Profile 1/History",  # forgotten by Local State
            "Profile 2/Login Data",  # its Preferences were damaged and removed
            "Profile 3/Web Data",
            "Profile 4/Cookies",
            "Profile 5/Network/Cookies",
            "Profile 6/Network/Trust Tokens",
            "Guest Profile/Preferences",
            "System Profile/Preferences",
            "Crashpad/settings.dat",
            "Safe Browsing/ChromeExtMalware.store",
            "Profile 7",
            "Profile 8/History/LOG",
        )
        assert folders(only(root.installations())) == [
            "Default",
            "Guest Profile",
            "Profile 1",
            "Profile 2",
            "Profile 3",
            "Profile 4",
            "Profile 5",
        ]

    def test_the_system_profile_counts_if_it_holds_data(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        make(root.home().data("chrome"), "System Profile/Preferences", "System Profile/History")
        assert folders(only(root.installations())) == ["System Profile"]

    def test_old_copies_that_chrome_keeps_are_found(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path, "windows")
        make(
            root.home().data("chrome"),
            "Default/Preferences",
            "Snapshots/120.0.6099.71/Default/History",
            "Snapshots/120.0.6099.71/Profile 1/Login Data",
            "Snapshots/120.0.6099.71/Local State",
            "Snapshots/121.0.6167.85/Default/History",
        )
        assert folders(only(root.installations())) == [
            "Default",
            "Snapshots/120.0.6099.71/Default",
            "Snapshots/120.0.6099.71/Profile 1",
            "Snapshots/121.0.6167.85/Default",
        ]

    def test_opera_has_three_shapes_at_once(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path, "windows")
        make(
            root.home().data("opera-gx"),
            "History",
            "Local State",
            "Default/Preferences",
            "_side_profiles/1a2b/Preferences",
            "_side_profiles/3c4d/Default/Preferences",
            "_side_profiles/empty/",
        )
        found = only(root.installations())
        assert folders(found) == [
            ".",
            "Default",
            "_side_profiles/1a2b",
            "_side_profiles/3c4d/Default",
        ]
        assert [profile.cache for profile in found.profiles] == [
            "Users/alice/AppData/Local/Opera Software/Opera GX Stable",
            "Users/alice/AppData/Local/Opera Software/Opera GX Stable/Default",
            "Users/alice/AppData/Local/Opera Software/Opera GX Stable/_side_profiles/1a2b",
            "Users/alice/AppData/Local/Opera Software/Opera GX Stable/_side_profiles/3c4d/Default",
        ]
        assert found.profiles[0].at("History") == f"{found.data}/History"

    def test_a_data_folder_without_profiles_is_still_an_installation(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        make(root.home().data("chrome"), "Local State")
        assert folders(only(root.installations())) == []

    def test_what_other_programs_put_there_is_no_browser(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        make(root.home().data("chrome"), "NativeMessagingHosts/keepass.json")
        make(root.home().data("chromium"))
        make(root.home().path, ".config/vivaldi")
        assert root.installations() == ()

    def test_the_cache_lies_where_the_system_has_caches(self, tmp_path: Path) -> None:
        systems: tuple[Platform, ...] = ("linux", "macos", "windows")
        linux, mac, windows = (FakeRoot(tmp_path / system, system) for system in systems)
        for root in (linux, mac, windows):
            root.home().chromium("brave", "Profile 1")
        assert [only(root.installations()).profiles[0].cache for root in (linux, mac, windows)] == [
            "home/alice/.cache/BraveSoftware/Brave-Browser/Profile 1",
            "Users/alice/Library/Caches/BraveSoftware/Brave-Browser/Profile 1",
            None,
        ]

    def test_a_snap_revision_counts_once(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        snap = root.home().path / "snap/brave"
        make(snap, "501/.config/BraveSoftware/Brave-Browser/Default/Preferences", "common/")
        (snap / "current").symlink_to("501")
        found = only(root.installations())
        assert found.data == "home/alice/snap/brave/501/.config/BraveSoftware/Brave-Browser"
        cache = "home/alice/snap/brave/common/.cache/BraveSoftware/Brave-Browser"
        assert found.cache == cache
        make(snap, "500/.config/BraveSoftware/Brave-Browser/Default/Preferences")
        assert len(root.installations()) == 2  # the copy of before the update is another

    def test_a_profile_under_two_names_counts_once(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        data = root.home().chromium("chrome", "Profile 1").path.parent
        (data / "Default").symlink_to("Profile 1")
        (data / "Profile 2").symlink_to("../../.config/google-chrome/Profile 1")
        (root.home().path / ".config/chromium").symlink_to("google-chrome")
        assert folders(only(root.installations())) == ["Profile 1"]

    def test_a_link_inside_the_root_is_followed(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        make(root.folder, "srv/big disk/Default/Preferences")
        (root.home().path / ".config/google-chrome").symlink_to("/srv/big disk")
        found = only(root.installations())
        assert folders(found) == ["Default"]
        assert found.tree.is_file(found.profiles[0].at("Preferences"))

    def test_a_link_that_leaves_the_root_is_not_followed_but_told(self, tmp_path: Path) -> None:
        make(tmp_path, "elsewhere/Default/Preferences")
        root = FakeRoot(tmp_path / "disk")
        config = root.home().path / ".config"
        (config / "google-chrome").symlink_to("../../../../elsewhere")
        data = root.home().chromium("chromium").path.parent
        (data / "Profile 9").symlink_to("../../../../../elsewhere/Default")
        chrome, chromium = root.installations()
        assert (chrome.browser, folders(chrome)) == ("chrome", [])
        assert chrome.unseen is not None
        assert chrome.unseen.reason is Reason.OUTSIDE_ROOT
        assert chrome.unseen.source == ".config/google-chrome"
        assert folders(chromium) == ["Default"]
        assert chromium.unseen is not None
        assert chromium.unseen.reason is Reason.OUTSIDE_ROOT

    def test_the_links_of_a_running_browser_are_no_profiles(self, tmp_path: Path) -> None:
        home = FakeRoot(tmp_path / "alice", disk=False)
        data = home.home().chromium("chromium").path.parent
        (data / "SingletonSocket").symlink_to("/tmp/org.chromium.Chromium.x/SingletonSocket")
        (data / "SingletonLock").symlink_to("host-123")
        (data / "SingletonCookie").symlink_to("712041138040527723")
        assert only(home.installations()).unseen is None

    def test_a_link_that_goes_in_circles_ends(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        data = root.home().chromium("chromium").path.parent
        (data / "Profile 1").symlink_to("Profile 2")
        (data / "Profile 2").symlink_to("Profile 1")
        (data.parent / "google-chrome").symlink_to("google-chrome")
        chrome, chromium = root.installations()
        assert chrome.unseen is not None
        assert chrome.unseen.reason is Reason.UNSUPPORTED
        assert folders(chromium) == ["Default"]

    def test_a_fifo_in_the_place_of_a_file_or_folder_stops_nothing(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        data = root.home().chromium("chrome").path.parent
        os.mkfifo(data / "Profile 1")
        (data / "Profile 2").mkdir()
        os.mkfifo(data / "Profile 2" / "History")
        os.mkfifo(root.home().path / ".config/chromium")
        os.mkfifo(root.home().data("firefox") / "profiles.ini")
        chrome, firefox = root.installations()
        assert folders(chrome) == ["Default", "Profile 2"]
        assert firefox.unseen is not None
        assert firefox.unseen.reason is Reason.UNSUPPORTED
        assert firefox.unseen.source == "profiles.ini"

    def test_too_many_entries_are_told(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        data = root.home().chromium("chrome").path.parent
        for number in range(10_050):
            (data / f"{number}").touch()
        found = only(root.installations())
        assert found.unseen is not None
        assert found.unseen.reason is Reason.TOO_BIG


class TestFirefox:
    def test_listed_profiles_and_orphans_are_found_once(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        home = root.home()
        listed = home.firefox(profile="aaaa.default").path
        home.list_profile("./aaaa.default/")
        home.list_profile("Profiles/../aaaa.default")
        make(
            listed.parent,
            "bbbb.old/places.sqlite",
            "cccc/logins.json",
            "dddd/key4.db",
            "eeee/cookies.sqlite",
            "Profiles/ffff/prefs.js",
            "Crash Reports/events",
            "Profile Groups/x.sqlite",
        )
        found = only(root.installations())
        assert folders(found) == [
            "Profiles/ffff",
            "aaaa.default",
            "bbbb.old",
            "cccc",
            "dddd",
            "eeee",
        ]
        assert found.unseen is None

    def test_the_old_and_the_new_place_are_both_looked_at(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        home = root.home()
        home.firefox(profile="new.default-esr")
        make(home.path, ".mozilla/firefox/old.default-esr/places.sqlite")
        found = root.installations()
        assert [(i.data, folders(i)) for i in found] == [
            ("home/alice/.config/mozilla/firefox", ["new.default-esr"]),
            ("home/alice/.mozilla/firefox", ["old.default-esr"]),
        ]
        assert [p.cache for i in found for p in i.profiles] == [
            "home/alice/.cache/mozilla/firefox/new.default-esr",
            "home/alice/.cache/mozilla/firefox/old.default-esr",
        ]

    def test_the_new_place_as_a_link_to_the_old_counts_once(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        make(root.home().path, ".mozilla/firefox/old.default-esr/places.sqlite", ".config/mozilla/")
        (root.home().path / ".config/mozilla/firefox").symlink_to("../../.mozilla/firefox")
        assert folders(only(root.installations())) == ["old.default-esr"]

    def test_the_cache_is_named_as_the_profile(self, tmp_path: Path) -> None:
        windows, mac = FakeRoot(tmp_path / "w", "windows"), FakeRoot(tmp_path / "m", "macos")
        for root in (windows, mac):
            root.home().firefox(profile="x.default")
        assert [only(root.installations()).profiles[0].cache for root in (windows, mac)] == [
            "Users/alice/AppData/Local/Mozilla/Firefox/Profiles/x.default",
            "Users/alice/Library/Caches/Firefox/Profiles/x.default",
        ]

    def test_the_cache_of_the_store_form_lies_in_the_same_package(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path, "windows")
        made = root.home().firefox(install="store")
        cache = only(root.installations()).profiles[0].cache
        assert cache is not None
        assert root.folder / cache == made.cache
        assert f"Mozilla.Firefox_{STAR}" in cache

    def test_a_profile_elsewhere_on_the_disk_is_found(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        make(root.folder, "srv/profile/places.sqlite")
        make(root.home().path, "autre profil/places.sqlite")
        root.home().list_profile("/srv/profile", relative=0)
        root.home().list_profile("../../../autre profil")
        root.home().list_profile("~/autre profil", relative=0)
        found = only(root.installations())
        assert folders(found) == ["../../../../../srv/profile", "../../../autre profil"]
        assert [profile.path for profile in found.profiles] == [
            "srv/profile",
            "home/alice/autre profil",
        ]
        assert found.profiles[0].cache is None

    @pytest.mark.parametrize("path", ["../../../../../etc", "../../../../../../../etc"])
    def test_a_profile_out_of_the_root_is_told_and_the_others_are_seen(
        self, tmp_path: Path, path: str
    ) -> None:
        home = FakeRoot(tmp_path / "alice", disk=False)
        home.home().list_profile(path)
        home.home().list_profile("/etc", relative=0)
        home.home().firefox(profile="x.default")
        found = only(home.installations())
        assert folders(found) == ["x.default"]
        assert found.unseen is not None
        assert found.unseen.reason is Reason.OUTSIDE_ROOT
        assert "etc" not in found.unseen.source + found.unseen.detail

    def test_a_copied_home_knows_its_data_folder_under_its_old_name(self, tmp_path: Path) -> None:
        home = FakeRoot(tmp_path / "copy", disk=False)
        home.home().firefox(profile="x.default", listed=False)
        home.home().list_profile("/home/alice/.config/mozilla/firefox/x.default", relative=0)
        found = only(home.installations())
        assert (folders(found), found.unseen) == (["x.default"], None)

    def test_windows_writes_paths_in_its_own_way(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path, "windows")
        make(root.folder, "Data/Profil/places.sqlite")
        home = root.home()
        home.firefox(profile="x.default", listed=False)
        home.list_profile("Profiles\\x.default")
        home.list_profile("C:\\data\\profil", relative=0)
        home.list_profile("D:\\Profil", relative=0)
        found = only(root.installations())
        assert [profile.path for profile in found.profiles] == [
            "data/profil",
            "Users/alice/AppData/Roaming/Mozilla/Firefox/Profiles/x.default",
        ]
        assert found.unseen is not None
        assert found.unseen.reason is Reason.OUTSIDE_ROOT

    def test_a_damaged_list_is_told_and_the_folders_are_seen(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        made = root.home().firefox(profile="x.default", listed=False)
        (made.path.parent / "profiles.ini").write_bytes(b"\x00\x93\xff[Profile0\nnonsense\n")
        found = only(root.installations())
        assert folders(found) == ["x.default"]
        assert found.unseen is not None
        assert found.unseen.reason is Reason.DAMAGED

    def test_a_huge_list_is_not_read(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        made = root.home().firefox(profile="x.default", listed=False)
        (made.path.parent / "profiles.ini").write_bytes(b";" * (2 << 20))
        found = only(root.installations())
        assert folders(found) == ["x.default"]
        assert found.unseen is not None
        assert found.unseen.reason is Reason.TOO_BIG

    def test_a_list_of_what_is_gone_is_an_installation_without_profiles(
        self, tmp_path: Path
    ) -> None:
        root = FakeRoot(tmp_path)
        root.home().list_profile("gone.default")
        found = only(root.installations())
        assert (folders(found), found.unseen) == ([], None)

    def test_crash_reports_alone_are_no_browser(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        make(root.home().data("firefox"), "Crash Reports/events/")
        assert root.installations() == ()


class TestDenied:
    def test_a_data_folder_that_cannot_be_listed_is_told(self) -> None:
        with open_folder() as folder:
            root = FakeRoot(folder)
            root.home().chromium("chrome").path.parent.chmod(0)
            root.home().chromium("chromium")

            def look() -> list[tuple[str, list[str], object]]:
                return [
                    (i.browser, folders(i), i.unseen and (str(i.unseen.reason), i.unseen.source))
                    for i in root.installations()
                ]

            assert unprivileged(look) == [
                ("chrome", [], ("denied", ".config/google-chrome")),
                ("chromium", ["Default"], None),
            ]

    @pytest.mark.parametrize(
        ("closed", "source"), [("home/bob", ""), ("home/bob/.config", ".config")]
    )
    def test_a_home_or_a_folder_on_the_way_that_is_closed_is_told(
        self, closed: str, source: str
    ) -> None:
        with open_folder() as folder:
            root = FakeRoot(folder)
            root.home("alice").chromium("chrome")
            root.home("bob").chromium("chrome")
            (folder / closed).chmod(0)

            def look() -> tuple[list[str], list[tuple[str, str, str]]]:
                machine = root.machine(users=["alice", "bob"])
                seen = [i.home.user for i in installations(machine, {})]
                missed = unseen_places(machine, {})
                return seen, [(h.user, str(c.reason), c.source) for h, c in missed]

            assert unprivileged(look) == (["alice"], [("bob", "denied", source)])

    def test_one_closed_profile_does_not_hide_the_others(self) -> None:
        with open_folder() as folder:
            root = FakeRoot(folder)
            root.home().chromium("chrome")
            root.home().chromium("chrome", "Profile 1").path.chmod(0)
            root.home().firefox(profile="open.default")
            root.home().firefox(profile="shut.default").path.chmod(0)

            def look() -> list[tuple[list[str], object]]:
                return [
                    (folders(i), i.unseen and str(i.unseen.reason)) for i in root.installations()
                ]

            assert unprivileged(look) == [(["Default"], "denied"), (["open.default"], "denied")]


class TestLive:
    def machine(self, home: Path) -> Machine:
        return live_machine(
            deadline=Deadline.after(60),
            clock=Clock(datetime.now(UTC)),
            environ={"HOME": str(home)},
        )

    def test_xdg_folders_are_looked_at_besides_the_usual(self, tmp_path: Path) -> None:
        make(tmp_path, ".config/google-chrome/Default/Preferences")
        make(tmp_path, "conf/chromium/Default/Preferences", "caches/")
        environ = {"XDG_CONFIG_HOME": f"{tmp_path}/conf", "XDG_CACHE_HOME": f"{tmp_path}/caches/"}
        found = installations(self.machine(tmp_path), environ)
        here = str(tmp_path).strip("/")
        assert [(i.browser, i.data, i.cache) for i in found] == [
            ("chrome", f"{here}/.config/google-chrome", f"{here}/caches/google-chrome"),
            ("chromium", f"{here}/conf/chromium", f"{here}/caches/chromium"),
        ]

    def test_an_xdg_folder_that_is_the_usual_one_counts_once(self, tmp_path: Path) -> None:
        make(tmp_path, ".config/google-chrome/Default/Preferences")
        environ = {"XDG_CONFIG_HOME": f"{tmp_path}/.config/"}
        assert len(installations(self.machine(tmp_path), environ)) == 1

    @pytest.mark.parametrize("value", ["", "conf", "/nowhere/at/all"])
    def test_an_xdg_folder_that_makes_no_sense_is_ignored(self, tmp_path: Path, value: str) -> None:
        make(tmp_path, ".config/google-chrome/Default/Preferences")
        environ = {"XDG_CONFIG_HOME": value}
        assert len(installations(self.machine(tmp_path), environ)) == 1

    @pytest.mark.skipif(os.geteuid() != 0, reason="gives a folder to somebody else")
    def test_root_does_not_believe_an_xdg_folder_of_somebody_else(self, tmp_path: Path) -> None:
        make(tmp_path, "conf/chromium/Default/Preferences")
        os.chown(tmp_path / "conf", 65534, 65534)
        environ = {"XDG_CONFIG_HOME": f"{tmp_path}/conf"}
        assert installations(self.machine(tmp_path), environ) == ()

    def test_the_environment_of_who_asks_says_nothing_about_a_copied_home(
        self, tmp_path: Path
    ) -> None:
        make(tmp_path, "conf/chromium/Default/Preferences")
        root = FakeRoot(tmp_path / "alice", disk=False)
        environ = {"XDG_CONFIG_HOME": f"{tmp_path}/conf"}
        assert installations(root.machine(), environ) == ()

    def test_an_own_link_to_another_disk_is_followed(self, tmp_path: Path) -> None:
        make(tmp_path, "disk/Default/Preferences", "alice/.config/")
        (tmp_path / "alice/.config/chromium").symlink_to(tmp_path / "disk")
        found = only(installations(self.machine(tmp_path / "alice"), {}))
        assert folders(found) == ["Default"]


def test_nothing_new_is_begun_after_the_deadline(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    root.home().chromium("chrome")
    machine = root.machine(seconds=0)
    assert installations(machine, {}) == ()
    assert [cause.reason for _, cause in unseen_places(machine, {})] == [Reason.TIME]


@pytest.mark.parametrize("platform", ["linux", "windows", "macos"])
def test_an_empty_home_costs_a_few_looks_whatever_the_catalogue_holds(
    tmp_path: Path, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = FakeRoot(tmp_path, platform)
    root.home()
    machine = root.machine()
    opened = []
    real = os.open

    def counted(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        opened.append(path)
        return real(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", counted)
    assert installations(machine, {}) == ()
    assert 0 < len(opened) < 25  # Linux 7, Windows 17, macOS 12; the catalogue has 20 to 50 rows
