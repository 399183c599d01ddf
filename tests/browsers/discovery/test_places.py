"""Each browser is found in each place where some system keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hygiene.browsers.discovery.catalogue import places
from hygiene.machine import Platform
from tests.browsers.discovery.found import folders, only
from tests.roots import STAR, FakeRoot, make

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
