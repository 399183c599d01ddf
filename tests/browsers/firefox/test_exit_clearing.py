"""What Firefox clears at its close, by setting or by policy, and what makes it vain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hygiene.browsers.exit_clearing import WANTED, ExitClearing
from hygiene.browsers.firefox.exit_names import JOINED, MIGRATED, MIGRATED_HALFWAY, NEW, OLD
from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook, NotHere, Reason
from tests.browsers.profiles import firefox

ON = "privacy.sanitize.sanitizeOnShutdown"
PAGE = "browser.startup.page"
LOCKED_ALL = {"SanitizeOnShutdown": True}


def of(
    folder: Path,
    settings: dict[str, object] | None = None,
    policies: dict[str, Any] | None = None,
    browser: str = "firefox",
) -> Profile:
    lines = [f'user_pref("{n}", {json.dumps(v)});\n' for n, v in (settings or {}).items()]
    (folder / "prefs.js").write_text("// Mozilla User Preferences\n" + "".join(lines))
    if policies is not None:
        place = folder.parent.parent / "etc/firefox/policies"
        place.mkdir(parents=True)
        (place / "policies.json").write_text(json.dumps({"policies": policies}))
    profile = firefox(folder)
    profile.installation.browser = browser
    return profile


def cleared(folder: Path, *given: Any, **more: Any) -> frozenset[str]:  # noqa: ANN401
    return of(folder, *given, **more).exit_clearing().cleared


def test_out_of_the_box_nothing_is_cleared(folder: Path) -> None:
    assert of(folder, {PAGE: 3}).exit_clearing() == ExitClearing()


def test_the_first_close_takes_over_the_boxes_of_before(folder: Path) -> None:
    assert of(folder, {ON: True}).exit_clearing() == ExitClearing(WANTED)
    assert cleared(folder, {ON: True, OLD["cache"]: False}) == WANTED - {"cache"}
    assert cleared(folder, {ON: True, OLD["cache"]: True, NEW["cache"]: False}) == WANTED


def test_then_forms_stay_unless_their_box_is_ticked(folder: Path) -> None:
    settings: dict[str, object] = {ON: True, MIGRATED: True}
    assert of(folder, settings).exit_clearing().defeats == ("types",)
    assert cleared(folder, settings | {NEW["forms"]: True}) == WANTED
    assert cleared(folder, settings | {OLD["cookies"]: False}) == WANTED - {"forms"}


def test_downloads_go_with_the_history(folder: Path) -> None:
    settings = {ON: True, MIGRATED: True, NEW["history"]: False}
    assert cleared(folder, settings) == {"cookies", "cache"}


@pytest.mark.parametrize(
    ("joined", "kept"), [(True, set()), (False, WANTED - {"cookies", "cache"})]
)
def test_for_a_time_history_and_forms_were_one_box(
    folder: Path, joined: bool, kept: set[str]
) -> None:
    settings = {ON: True, MIGRATED_HALFWAY: True, JOINED: joined}
    assert cleared(folder, settings) == WANTED - kept


def test_before_2022_cookies_alone_could_live_until_the_close(folder: Path) -> None:
    assert cleared(folder, {"network.cookie.lifetimePolicy": 2}) == {"cookies"}


def test_tabs_come_back_only_where_the_history_stays(folder: Path) -> None:
    assert of(folder, {ON: True, PAGE: 3}).exit_clearing().defeats == ()
    settings: dict[str, object] = {ON: True, PAGE: 3, OLD["history"]: False}
    assert of(folder, settings).exit_clearing().defeats == ("restore", "types")


def test_the_account_brings_back_what_is_cleared(folder: Path) -> None:
    account = {"accountData": {"uid": "1", "email": "a@b.fr", "verified": True}}
    (folder / "signedInUser.json").write_text(json.dumps(account))
    settings: dict[str, object] = {ON: True, "services.sync.username": "a@b.fr"}
    assert of(folder, settings).exit_clearing().defeats == ("sync",)


@pytest.mark.parametrize(
    ("stages", "defeats"),
    [
        ({"profile-after-change": True, "final-ui-startup": True}, ("crash",)),
        ({"profile-after-change": True, "profile-before-change": True}, ()),
    ],
)
def test_a_close_that_did_not_happen_defeats_it(
    folder: Path, stages: dict[str, bool], defeats: tuple[str, ...]
) -> None:
    (folder / "sessionCheckpoints.json").write_text(json.dumps(stages))
    assert of(folder, {ON: True}).exit_clearing().defeats == defeats


def test_checkpoints_that_cannot_be_read_are_a_gap(folder: Path) -> None:
    (folder / "sessionCheckpoints.json").write_text("{")
    found = of(folder, {ON: True}).exit_clearing()
    assert [(c.reason, c.source) for c in found.unseen] == [
        (Reason.DAMAGED, "sessionCheckpoints.json")
    ]


def test_with_private_windows_only_nothing_is_written(folder: Path) -> None:
    assert cleared(folder, {"browser.privatebrowsing.autostart": True}) == WANTED


@pytest.mark.parametrize(("value", "expected"), [(2, WANTED), (1, frozenset()), (0, WANTED)])
def test_the_keeper_decides_on_private_windows(
    folder: Path, value: int, expected: frozenset[str]
) -> None:
    settings = {"browser.privatebrowsing.autostart": True}
    assert cleared(folder, settings, {"PrivateBrowsingModeAvailability": value}) == expected


@pytest.mark.parametrize(
    ("policy", "settings", "expected"),
    [
        (True, {}, WANTED),
        (True, {ON: False, OLD["cache"]: False}, WANTED),
        (False, {ON: True}, frozenset()),
        ({"Cookies": True}, {}, {"cookies"}),
        ({"Cookies": True, "History": True}, {NEW["cache"]: True}, WANTED - {"cache", "forms"}),
        ({"Cookies": True, "Locked": True}, {ON: False}, {"cookies"}),
        ({"Cookies": True, "Locked": False}, {ON: False}, frozenset()),
        ({"Cookies": True, "Locked": False}, {OLD["cache"]: True}, {"cookies", "cache"}),
        # What is not named may be changed as soon as `Locked` is given.
        ({"Cookies": True, "Locked": True}, {OLD["cache"]: True}, {"cookies", "cache"}),
    ],
)
def test_the_keeper_says_what_goes(
    folder: Path, policy: object, settings: dict[str, object], expected: set[str]
) -> None:
    assert cleared(folder, settings, {"SanitizeOnShutdown": policy}) == expected


@pytest.mark.parametrize(
    ("policy", "settings", "expected"),
    [
        (True, {ON: False}, WANTED),
        (False, {ON: True}, frozenset()),
        ({}, {MIGRATED: True}, WANTED - {"forms"}),
        ({"FormData": True}, {MIGRATED: True}, WANTED),
        ({"Cache": False}, {NEW["cache"]: True}, WANTED - {"cache"}),
        ({"BrowsingHistoryAndDownloads": False}, {}, {"cookies", "cache", "forms"}),
    ],
)
def test_the_newer_policy_leaves_the_rest_to_people(
    folder: Path, policy: object, settings: dict[str, object], expected: set[str]
) -> None:
    both = {"ClearOnShutdown": policy, "SanitizeOnShutdown": {"Cookies": False}}
    assert cleared(folder, settings, both) == expected


@pytest.mark.parametrize(
    ("start", "page", "restored"),
    [
        ("previous-session", None, True),
        ("previous-session", 1, False),
        ("homepage", None, False),
        ("homepage-locked", 3, False),
    ],
)
def test_the_keeper_says_what_the_start_opens(
    folder: Path, start: str, page: int | None, restored: bool
) -> None:
    settings: dict[str, object] = {} if page is None else {PAGE: page}
    policies = {"SanitizeOnShutdown": {"Cookies": True}, "Homepage": {"StartPage": start}}
    found = of(folder, settings, policies).exit_clearing()
    assert found.defeats == (("restore", "types") if restored else ("types",))


def test_librewolf_clears_cookies_and_cache_out_of_the_box(folder: Path) -> None:
    assert cleared(folder, browser="librewolf") == {"cookies", "cache"}


def test_tor_browser_writes_nothing_out_of_the_box(folder: Path) -> None:
    assert cleared(folder, browser="tor-browser") == WANTED


def test_a_profile_that_was_never_started_is_not_asked(folder: Path) -> None:
    with pytest.raises(NotHere):
        firefox(folder).exit_clearing()


def test_a_policy_that_cannot_be_read_is_told(folder: Path) -> None:
    profile = of(folder, {ON: True}, {})
    (folder.parent.parent / "etc/firefox/policies/policies.json").write_text("{")
    with pytest.raises(CannotLook) as cause:
        profile.exit_clearing()
    assert (cause.value.reason, cause.value.source) == (Reason.DAMAGED, "policies")
