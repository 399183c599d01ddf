"""Real browsers are closed or killed: the check says of their clearing what then happened."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from .checking import Checked, check
from .chromium import DATA_FOLDER, Chromium
from .demands import need_browser
from .firefox import Firefox, create_profile
from .ruling import ruled
from .waiting import wait_until
from .workshop import Workshop

pytestmark = pytest.mark.real

PAGES = tuple(f"https://mon.ecole.test/fermeture-{i}" for i in (1, 2))
LIST = [
    "browsing_history",
    "download_history",
    "cookies_and_other_site_data",
    "cached_images_and_files",
    "autofill",
]
SANITIZE = "privacy.sanitize.sanitizeOnShutdown"
MIGRATED = "privacy.sanitize.clearOnShutdown.hasMigratedToNewPrefs3"
KEEP_HISTORY = {"privacy.clearOnShutdown.history": False}
RESTORE = {"browser.startup.page": 3}
OFF = (None,)


def causes(checked: Checked) -> tuple[str | None, ...]:
    """By what clearing is defeated: nothing where it is right, None alone where it is off."""
    return tuple(finding["subject"] for finding in _findings(checked, "clear-on-exit"))


def pages_left(checked: Checked) -> int:
    """How many pages of the history are still there."""
    return sum(finding["count"] for finding in _findings(checked, "visited-page"))


def _findings(checked: Checked, kind: str) -> list[dict[str, Any]]:
    every = [f for c in checked.report["checks"] for f in c["findings"]]
    return [finding for finding in every if finding["kind"] == kind]


@pytest.mark.parametrize(
    ("preferences", "expected", "left", "restored"),
    [
        pytest.param({}, OFF, 2, False, id="off"),
        pytest.param({SANITIZE: True}, (), 0, False, id="on"),
        pytest.param({SANITIZE: True} | RESTORE, (), 0, False, id="tabs went with the history"),
        pytest.param({SANITIZE: True, MIGRATED: True}, ("types",), 0, False, id="forms stay"),
        pytest.param(
            {SANITIZE: True} | RESTORE | KEEP_HISTORY,
            ("restore", "types"),
            2,
            True,
            id="tabs come back",
        ),
    ],
)
def test_firefox_does_at_its_close_what_the_check_says(
    workshop: Workshop,
    request: pytest.FixtureRequest,
    preferences: Mapping[str, object],
    expected: tuple[str | None, ...],
    left: int,
    restored: bool,
) -> None:
    need_browser("firefox")
    home = workshop.folder / f"close {request.node.callspec.id}"
    browser = _visited_in_firefox(home, workshop, preferences)
    browser.close()
    checked = check(home)
    assert (causes(checked), pages_left(checked)) == (expected, left)
    again = Firefox(home, "usage", workshop, preferences)
    try:
        time.sleep(2)
        shown = again.marionette.in_browser(
            'return Services.wm.getMostRecentWindow("navigator:browser")'
            ".gBrowser.tabs.map(tab => tab.linkedBrowser.currentURI.spec)"
        )
    finally:
        again.kill()
    assert isinstance(shown, list)
    assert any(page in shown for page in PAGES) == restored


def test_a_killed_firefox_has_not_cleared(workshop: Workshop) -> None:
    need_browser("firefox")
    home = workshop.folder / "killed firefox"
    _visited_in_firefox(home, workshop, {SANITIZE: True}).kill()
    checked = check(home)
    assert (causes(checked), pages_left(checked)) == (("crash",), 2)


def _visited_in_firefox(
    home: Path, workshop: Workshop, preferences: Mapping[str, object]
) -> Firefox:
    home.mkdir()
    create_profile(home, "usage", workshop)
    browser = Firefox(home, "usage", workshop, preferences)
    for page in PAGES:
        browser.marionette.command("WebDriver:Navigate", url=page)
    return browser


@pytest.mark.parametrize(
    ("settings", "expected", "restored"),
    [
        pytest.param({}, OFF, False, id="off"),
        pytest.param({"cookies": 4}, ("types",), False, id="cookies only"),
        pytest.param({"cookies": 4, "restore": 1}, ("restore", "types"), True, id="tabs too"),
    ],
)
def test_chromium_does_at_its_close_what_the_check_says(
    workshop: Workshop,
    request: pytest.FixtureRequest,
    settings: Mapping[str, int],
    expected: tuple[str | None, ...],
    restored: bool,
) -> None:
    need_browser("chromium")
    disk = workshop.folder / f"chromium {request.node.callspec.id}"
    home = _home_of_chromium(disk, settings)
    _visited_in_chromium(home, workshop).close()
    checked = check(disk)
    assert (causes(checked), pages_left(checked)) == (expected, len(PAGES))
    assert _tabs_at_the_start(home, workshop) == restored


@pytest.mark.parametrize(
    ("policy", "expected", "left", "restored"),
    [
        pytest.param({}, (), 0, False, id="right"),
        pytest.param({"RestoreOnStartup": 1}, ("restore",), 0, True, id="tabs come back"),
        pytest.param(
            {"ClearBrowsingDataOnExitList": LIST[1:]}, ("types",), 2, False, id="pages stay"
        ),
    ],
)
def test_chromium_obeys_the_keeper_as_the_check_says(
    workshop: Workshop,
    request: pytest.FixtureRequest,
    policy: Mapping[str, object],
    expected: tuple[str, ...],
    left: int,
    restored: bool,
) -> None:
    need_browser("chromium")
    disk = workshop.folder / f"kept {request.node.callspec.id}"
    home = _home_of_chromium(disk, {})
    shop = ruled(workshop, disk, "chromium", {"ClearBrowsingDataOnExitList": LIST} | dict(policy))
    _visited_in_chromium(home, shop).close()
    checked = check(disk)
    assert (causes(checked), pages_left(checked)) == (expected, left)
    assert _tabs_at_the_start(home, shop) == restored


def test_a_killed_chromium_has_not_cleared_and_does_at_its_next_close(workshop: Workshop) -> None:
    need_browser("chromium")
    disk = workshop.folder / "killed chromium"
    home = _home_of_chromium(disk, {})
    shop = ruled(workshop, disk, "chromium", {"ClearBrowsingDataOnExitList": LIST})
    browser = _visited_in_chromium(home, shop)
    # pages reach the disk after 8 to 11 seconds
    wait_until("pages on the disk", lambda: pages_left(check(disk)) == len(PAGES), 40)
    browser.kill()
    assert causes(check(disk)) == ("crash",)
    Chromium(home, "Default", shop).close()
    checked = check(disk)
    assert (causes(checked), pages_left(checked)) == ((), 0)


def test_a_chromium_killed_at_once_is_seen_by_its_lock(workshop: Workshop) -> None:
    need_browser("chromium")
    disk = workshop.folder / "killed at once"
    home = _home_of_chromium(disk, {"cookies": 4})
    _visited_in_chromium(home, workshop).kill()
    assert causes(check(disk)) == ("crash", "types")


def _home_of_chromium(disk: Path, settings: Mapping[str, int]) -> Path:
    """A home on a disk of its own, so that policies may lie on it."""
    (disk / "etc").mkdir(parents=True)
    (disk / "etc/passwd").write_text("")
    home = disk / "home/alice"
    profile = home / DATA_FOLDER / "Default"
    profile.mkdir(parents=True)
    chosen: dict[str, object] = {}
    if "cookies" in settings:
        chosen["profile"] = {"default_content_setting_values": {"cookies": settings["cookies"]}}
    if "restore" in settings:
        chosen["session"] = {"restore_on_startup": settings["restore"]}
    (profile / "Preferences").write_text(json.dumps(chosen))
    return home


def _visited_in_chromium(home: Path, workshop: Workshop) -> Chromium:
    browser = Chromium(home, "Default", workshop)
    wait_until("a tab", lambda: bool(browser.devtools.pages()))
    tab = browser.first_tab()
    for page in PAGES:
        tab.go(page)
    return browser


def _tabs_at_the_start(home: Path, workshop: Workshop) -> bool:
    browser = Chromium(home, "Default", workshop)
    try:
        time.sleep(2)
        return any(tab["url"] in PAGES for tab in browser.devtools.pages())
    finally:
        browser.kill()
