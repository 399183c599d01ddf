"""Real browsers with extensions of people and of the keeper, and with granted notifications."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .addons import READS_ALL, READS_ONE, pack, unpacked, update_server, xpi
from .checking import Checked, check
from .chromium import DATA_FOLDER, Chromium
from .chromium_driver import ChromiumDriver
from .demands import need_browser, need_command
from .devtools import Tab
from .firefox import Firefox, create_profile
from .firefox_driver import FirefoxDriver
from .plan import ADS, FORUM, Plan
from .ruling import ruled
from .waiting import wait_until
from .workshop import Workshop

pytestmark = pytest.mark.real

_PAGE = "chrome://extensions/"
_LISTED = (
    "chrome.developerPrivate.getExtensionsInfo()"
    ".then(every => every.map(one => one.id + ' ' + one.state))"
)
_IN_FIREFOX = """
const {AddonManager} = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
"""


def added(checked: Checked) -> dict[str, tuple[str, ...]]:
    """The names of the extensions by weight."""
    return {f["severity"]: tuple(f["names"]) for f in findings(checked, "extension")}


def findings(checked: Checked, kind: str) -> list[dict[str, Any]]:
    """What a report says of one kind."""
    every = [f for c in checked.report["checks"] for f in c["findings"]]
    return [finding for finding in every if finding["kind"] == kind]


def a_disk(workshop: Workshop, name: str) -> tuple[Path, Path]:
    """A disk and a home on it."""
    disk = workshop.folder / name
    (disk / "etc").mkdir(parents=True)
    (disk / "etc/passwd").write_text("")
    home = disk / "home/alice"
    home.mkdir(parents=True)
    return disk, home


def extensions_page(browser: Chromium) -> Tab:
    """The page of extensions, with what developers see."""
    wait_until("a tab", lambda: bool(browser.devtools.pages()), 60)
    tab = browser.first_tab()
    tab.go(_PAGE)
    tab.wait_for("window.chrome && chrome.developerPrivate", 60)
    more = "chrome.developerPrivate.updateProfileConfiguration"
    tab.call(more, {"inDeveloperMode": True})
    return tab


def test_chromium_with_extensions_of_people_and_of_the_keeper(workshop: Workshop) -> None:
    need_browser("chromium")
    need_command("openssl")
    disk, home = a_disk(workshop, "extensions of chromium")
    made = workshop.folder / "made for chromium"
    reader = unpacked(made / "reader", "", READS_ALL, en="Reader", fr="Lectrice")
    small = unpacked(made / "small", "Petite", READS_ONE)
    held = unpacked(made / "held", "Retenue", READS_ALL)
    off = unpacked(made / "off", "Éteinte", READS_ALL)
    kept = unpacked(made / "kept", "Du poste", READS_ALL)
    kept_id = pack(kept)
    with update_server(kept.with_suffix(".crx"), kept_id, READS_ALL["version"]) as address:
        rules = {
            "ExtensionInstallForcelist": [f"{kept_id};{address}"],
            "NotificationsAllowedForUrls": ["https://intranet.exemple.test"],
        }
        shop = ruled(workshop, disk, "chromium", rules)
        browser = Chromium(home, "Default", shop, background=True)
        tab = extensions_page(browser)
        load = [
            browser.devtools.command("Extensions.loadUnpacked", path=str(folder))["id"]
            for folder in (reader, small, held, off)
        ]
        change = "chrome.developerPrivate.updateExtensionConfiguration"
        tab.call(change, {"extensionId": load[2], "hostAccess": "ON_CLICK"})
        tab.script(f"chrome.management.setEnabled('{load[3]}', false)")
        installed = f"{kept_id} ENABLED"
        wait_until("the keeper's", lambda: installed in str(tab.script(_LISTED)), 90)
        assert f"{load[3]} DISABLED" in str(tab.script(_LISTED))
        ChromiumDriver(browser).keep(Plan(notifications=(FORUM, ADS)))
        browser.close()
    assert (home / DATA_FOLDER / "Default/Extensions" / kept_id).is_dir()

    checked = check(disk)
    reading, others = findings(checked, "extension")
    assert (reading["severity"], reading["count"], reading["facts"]) == (
        "medium",
        1,
        {"reads_all": True, "disabled": 1},
    )
    assert (others["severity"], others["count"]) == ("low", 2)
    assert all(finding["first"] is not None for finding in (reading, others))
    (granted,) = findings(checked, "notification-permission")
    assert (granted["count"], granted["names"]) == (2, sorted((FORUM, ADS)))
    assert granted["first"] is not None
    assert "Du poste" not in checked.text
    assert "intranet" not in checked.text
    # An unpacked extension lies where the person put it: this computer, not that disk.
    names = _names_of_the_live_home(home)
    assert names == {"medium": ["Reader"], "low": ["Petite", "Retenue"]}


def _names_of_the_live_home(home: Path) -> dict[str, list[str]]:
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("HYGIENE_", "XDG_"))}
    words = ("check", "--only", "extensions", "--format", "json", "--exit-zero", "--names")
    done = subprocess.run(
        [sys.executable, "-m", "hygiene", *words],
        env=ours | {"HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    (found,) = json.loads(done.stdout)["checks"]
    return {f["severity"]: f["names"] for f in found["findings"]}


def test_a_grant_is_vain_where_the_keeper_blocks_all(workshop: Workshop) -> None:
    need_browser("chromium")
    disk, home = a_disk(workshop, "blocked notifications")
    first = Chromium(home, "Default", workshop)
    wait_until("a tab", lambda: bool(first.devtools.pages()), 60)
    ChromiumDriver(first).keep(Plan(notifications=(FORUM,)))
    first.close()
    assert findings(check(disk), "notification-permission")
    shop = ruled(workshop, disk, "chromium", {"DefaultNotificationsSetting": 2})
    browser = Chromium(home, "Default", shop)
    wait_until("a tab", lambda: bool(browser.devtools.pages()), 60)
    tab = browser.first_tab()
    tab.go(f"https://{FORUM}/avis")
    assert tab.script("Notification.permission") == "denied"
    browser.close()
    assert findings(check(disk), "notification-permission") == []


def test_firefox_with_extensions_of_people_and_of_the_keeper(workshop: Workshop) -> None:
    need_browser("firefox")
    disk, home = a_disk(workshop, "extensions of firefox")
    made = workshop.folder / "made for firefox"
    made.mkdir()
    all_pages = {"manifest_version": 2, "version": "1", "permissions": ["tabs", "<all_urls>"]}
    theme = {"manifest_version": 2, "version": "1", "theme": {"colors": {"frame": "#fff"}}}
    kept = xpi(made / "kept.xpi", "Duposte", all_pages)
    by_policy = {"installation_mode": "force_installed", "install_url": f"file://{kept}"}
    rules = {
        "ExtensionSettings": {"duposte@canari.test": by_policy},
        "Permissions": {"Notifications": {"Allow": ["https://intranet.exemple.test"]}},
    }
    create_profile(home, "usage", workshop)
    shop = ruled(workshop, disk, "firefox", rules)
    # What nobody signed may be added to the ESR where this preference says so.
    browser = Firefox(home, "usage", shop, {"xpinstall.signatures.required": False})
    for path in (
        xpi(made / "a.xpi", "Lectrice", all_pages),
        xpi(made / "b.xpi", "Petite", READS_ONE),
        xpi(made / "c.xpi", "Eteinte", all_pages),
        xpi(made / "d.xpi", "Habit", theme),
    ):
        browser.marionette.command("Addon:Install", path=str(path), temporary=False)
    FirefoxDriver(browser).keep(Plan(notifications=(FORUM, ADS)))
    off = 'await (await AddonManager.getAddonByID("eteinte@canari.test")).disable();'
    browser.marionette.in_browser(_IN_FIREFOX + off)
    there = 'return !!(await AddonManager.getAddonByID("duposte@canari.test"))?.isActive;'
    wait_until("the keeper's", lambda: bool(browser.marionette.in_browser(_IN_FIREFOX + there)), 90)
    browser.close()

    checked = check(disk)
    assert added(checked) == {"medium": ("Lectrice",), "low": ("Petite",)}
    reading = next(f for f in findings(checked, "extension") if f["severity"] == "medium")
    assert reading["facts"] == {"reads_all": True, "disabled": 1}
    assert reading["first"] is not None
    (granted,) = findings(checked, "notification-permission")
    assert (granted["count"], granted["names"]) == (2, sorted((FORUM, ADS)))
    assert "intranet" not in checked.text
