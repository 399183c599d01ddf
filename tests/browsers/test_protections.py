"""Which protections of a public terminal are missing, by what each browser obeys."""

from __future__ import annotations

import json
import plistlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.policies import unpacked
from hygiene.browsers.profile import Installation
from hygiene.browsers.protections import meets
from hygiene.data import load
from hygiene.errors import CannotLook, NotHere, Reason
from tests.roots import FakeRoot

TABLE = load("hygiene.browsers", "protections.toml")
PROTECTIONS = [row["id"] for row in TABLE["protection"]]
CONTRADICTIONS = [row["id"] for row in TABLE["contradiction"]]
#: Chromium's words for everything that is asked of it.
CHROMIUM: dict[str, object] = {
    "ClearBrowsingDataOnExitList": [
        *("browsing_history", "download_history", "cookies_and_other_site_data"),
        *("cached_images_and_files", "autofill", "site_settings"),
    ],
    "RestoreOnStartup": 5,
    "PasswordManagerEnabled": False,
    "AutofillCreditCardEnabled": False,
    "AutofillAddressEnabled": False,
    "BrowserSignin": 0,
    "ExtensionInstallBlocklist": ["*"],
    "DefaultNotificationsSetting": 2,
    "BrowserAddPersonEnabled": False,
    "SafeBrowsingProtectionLevel": 1,
    "BackgroundModeEnabled": False,
}
EDGE: dict[str, object] = {
    **{n: v for n, v in CHROMIUM.items() if n != "ClearBrowsingDataOnExitList"},
    "ClearBrowsingDataOnExit": True,
    "BrowserAddProfileEnabled": False,
    "SmartScreenEnabled": True,
}
FIREFOX: dict[str, object] = {
    "SanitizeOnShutdown": True,
    "OfferToSaveLogins": False,
    "AutofillCreditCardEnabled": False,
    "AutofillAddressEnabled": False,
    "DisableFormHistory": True,
    "DisableFirefoxAccounts": True,
    "InstallAddonsPermission": {"Default": False},
    "Permissions": {"Notifications": {"BlockNewRequests": True}},
}


@pytest.fixture
def root(tmp_path: Path) -> FakeRoot:
    return FakeRoot(tmp_path / "disk")


def the_only_one(root: FakeRoot) -> Installation:
    (installation,) = root.installations()
    return installation


def chromium(
    root: FakeRoot, policies: Mapping[str, object], browser: str = "chromium"
) -> tuple[str, ...]:
    root.home().chromium(browser)
    name = browser.partition("-")[0]
    below = {"chromium": "chromium", "brave": "brave"}.get(name, f"opt/{name}")
    place = root.folder / f"etc/{below}/policies/managed"
    place.mkdir(parents=True, exist_ok=True)
    (place / "keeper.json").write_text(json.dumps(policies))
    return the_only_one(root).unprotected()


def firefox(root: FakeRoot, policies: Mapping[str, object]) -> tuple[str, ...]:
    root.home().firefox()
    place = root.folder / "etc/firefox/policies"
    place.mkdir(parents=True, exist_ok=True)
    (place / "policies.json").write_text(json.dumps({"policies": policies}))
    return the_only_one(root).unprotected()


@pytest.mark.parametrize("browser", ["chromium", "chrome", "chrome-beta", "brave", "edge"])
def test_without_policies_everything_is_missing(root: FakeRoot, browser: str) -> None:
    assert chromium(root, {}, browser) == tuple(PROTECTIONS)


def test_of_firefox_what_it_has_no_words_for_is_not_asked(root: FakeRoot) -> None:
    without = ("no-profiles-added", "dangerous-sites-blocked", "ends-with-its-windows")
    assert firefox(root, {}) == tuple(p for p in PROTECTIONS if p not in without)


@pytest.mark.parametrize("browser", ["chromium", "brave"])
def test_with_all_policies_nothing_is_missing_in_chromium(root: FakeRoot, browser: str) -> None:
    assert chromium(root, CHROMIUM, browser) == ()


def test_with_all_policies_nothing_is_missing_in_edge(root: FakeRoot) -> None:
    assert chromium(root, EDGE, "edge") == ()


def test_with_all_policies_nothing_is_missing_in_firefox(root: FakeRoot) -> None:
    assert firefox(root, FIREFOX) == ()


def test_chromium_s_own_words_mean_nothing_to_edge(root: FakeRoot) -> None:
    lacks = chromium(root, CHROMIUM, "edge")
    assert lacks == ("clear-on-exit", "no-profiles-added", "dangerous-sites-blocked")


@pytest.mark.parametrize("name", CHROMIUM)
def test_each_policy_of_chromium_is_needed(root: FakeRoot, name: str) -> None:
    assert len(chromium(root, {n: v for n, v in CHROMIUM.items() if n != name})) == 1


@pytest.mark.parametrize("name", [n for n in FIREFOX if n != "SanitizeOnShutdown"])
def test_each_policy_of_firefox_is_needed(root: FakeRoot, name: str) -> None:
    lacks = firefox(root, {n: v for n, v in FIREFOX.items() if n != name})
    more = ("account-brings-back",) if name == "DisableFirefoxAccounts" else ()
    assert len(lacks) == 1 + len(more)
    assert lacks[1:] == more


def test_where_firefox_keeps_its_history_it_may_bring_the_tabs_back(root: FakeRoot) -> None:
    rules = {n: v for n, v in FIREFOX.items() if n != "SanitizeOnShutdown"}
    assert firefox(root, rules) == ("clear-on-exit", "no-tabs-restored")


@pytest.mark.parametrize(
    ("types", "lacks"),
    [
        (["all"], ()),
        (["payments", "contact_info"], ()),
        (["payments"], ("no-entries-saved",)),
        ([], ("no-cards-saved", "no-entries-saved")),
    ],
)
def test_the_newer_policy_about_forms(
    root: FakeRoot, types: list[str], lacks: tuple[str, ...]
) -> None:
    rules = {name: value for name, value in CHROMIUM.items() if not name.startswith("Autofill")}
    settings = [{"url_pattern": "*", "blocked_types": types}]
    assert chromium(root, rules | {"AutofillSettings": settings}) == lacks


def test_a_list_that_leaves_something_out_does_not_clear(root: FakeRoot) -> None:
    short = CHROMIUM["ClearBrowsingDataOnExitList"][1:]  # type: ignore[index]
    assert chromium(root, {**CHROMIUM, "ClearBrowsingDataOnExitList": short}) == ("clear-on-exit",)


@pytest.mark.parametrize("locked", [True, False, None])
def test_what_firefox_lets_people_change_is_not_in_force(root: FakeRoot, locked: object) -> None:
    kinds = dict.fromkeys(("Cache", "Cookies", "FormData", "History"), True)
    value = kinds if locked is None else {**kinds, "Locked": locked}
    lacks = firefox(root, {**FIREFOX, "SanitizeOnShutdown": value})
    assert ("clear-on-exit" in lacks) == (locked is False)


@pytest.mark.parametrize(
    ("changed", "contradiction"),
    [
        ({"RestoreOnStartup": 1}, "tabs-brought-back"),
        ({"RestoreOnStartup": 6}, "tabs-brought-back"),
        ({"ForceEphemeralProfiles": True, "RestoreOnStartup": 1}, "tabs-brought-back"),
        ({"ForceEphemeralProfiles": True, "BrowserSignin": 1}, "account-brings-back"),
        ({"AllowDeletingBrowserHistory": False}, "clearing-forbidden"),
        ({"BackgroundModeEnabled": True}, "never-closed"),
        (
            {"ClearBrowsingDataOnExitList": [], "IncognitoModeAvailability": 1},
            "private-windows-forbidden",
        ),
    ],
)
def test_policies_of_chromium_that_contradict_each_other(
    root: FakeRoot, changed: dict[str, Any], contradiction: str
) -> None:
    assert [c for c in chromium(root, {**CHROMIUM, **changed}) if c in CONTRADICTIONS] == [
        contradiction
    ]


@pytest.mark.parametrize(
    ("version", "told"), [("114.0.1", True), ("115.0.1", False), ("", False), ("x", False)]
)
def test_until_114_the_list_was_vain_beside_an_account(
    root: FakeRoot, version: str, told: bool
) -> None:
    (root.home().data("chromium") / "Last Version").write_text(version)
    lacks = chromium(root, {**CHROMIUM, "BrowserSignin": 1})
    assert ("account-brings-back" in lacks) == told
    assert chromium(root, {**CHROMIUM, "BrowserSignin": 1, "SyncDisabled": True}) == (
        "no-browser-account",
    )


def test_edge_s_clearing_is_vain_beside_an_account(root: FakeRoot) -> None:
    lacks = chromium(root, {**EDGE, "BrowserSignin": 1}, "edge")
    assert lacks == ("no-browser-account", "account-brings-back")


@pytest.mark.parametrize(
    "rules", [{"DisablePrivateBrowsing": True}, {"PrivateBrowsingModeAvailability": 1}]
)
def test_private_windows_are_the_last_resort_in_firefox_too(
    root: FakeRoot, rules: dict[str, Any]
) -> None:
    assert "private-windows-forbidden" in firefox(root, rules)
    assert "private-windows-forbidden" not in firefox(root, rules | {"SanitizeOnShutdown": True})


def test_a_version_that_does_not_know_a_policy_is_not_protected_by_it(root: FakeRoot) -> None:
    (root.home().data("chromium") / "Last Version").write_text("88.0.4324.96")
    assert chromium(root, CHROMIUM) == ("clear-on-exit",)


def test_firefox_tells_its_version_in_its_profiles(root: FakeRoot) -> None:
    rules = {**FIREFOX, "OfferToSaveLogins": True, "PasswordManagerEnabled": False}
    ini = root.home().firefox().path / "compatibility.ini"
    ini.write_text("[Compatibility]\nLastVersion=68.0_2019/2019\n")
    assert "no-passwords-saved" in firefox(root, rules)
    ini.write_text("[Compatibility]\nLastVersion=153.7.0_2026/2026\n")
    assert firefox(root, rules) == ()


def test_a_version_that_cannot_be_read_is_told_by_the_name_of_its_file(root: FakeRoot) -> None:
    (root.home().data("chromium") / "Last Version").mkdir()
    with pytest.raises(CannotLook) as caught:
        chromium(root, CHROMIUM)
    assert (caught.value.source, caught.value.reason) == ("Last Version", Reason.UNSUPPORTED)


def test_opera_counts_its_versions_otherwise(root: FakeRoot) -> None:
    (root.home().data("opera") / "Last Version").write_text("12.0")
    assert chromium(root, CHROMIUM, "opera") == ()


def test_of_two_files_firefox_obeys_the_first_alone(root: FakeRoot) -> None:
    other = root.folder / "usr/lib/firefox-esr/distribution"
    other.mkdir(parents=True)
    (other / "policies.json").write_text(json.dumps({"policies": FIREFOX}))
    root.home().firefox()
    assert the_only_one(root).unprotected() == ()
    assert "clear-on-exit" in firefox(root, {})


def test_a_property_list_of_macos(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "disk", "macos")
    place = root.folder / "Library/Managed Preferences"
    place.mkdir()
    (place / "com.google.Chrome.plist").write_bytes(plistlib.dumps(CHROMIUM))
    root.home().chromium("chrome")
    assert the_only_one(root).unprotected() == ()


@pytest.mark.parametrize("enabled", [True, False])
def test_firefox_on_macos_reads_flat_names_where_it_is_told_to(
    tmp_path: Path, enabled: bool
) -> None:
    root = FakeRoot(tmp_path / "disk", "macos")
    place = root.folder / "Library/Managed Preferences"
    place.mkdir()
    flat = {k: v for k, v in FIREFOX.items() if not isinstance(v, dict)} | {
        "EnterprisePoliciesEnabled": enabled,
        "InstallAddonsPermission__Default": False,
        "Permissions__Notifications__BlockNewRequests": True,
    }
    (place / "org.mozilla.firefox.plist").write_bytes(plistlib.dumps(flat))
    root.home().firefox()
    assert (the_only_one(root).unprotected() == ()) == enabled


def test_on_macos_a_browser_ends_as_it_likes(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "disk", "macos")
    root.home().chromium("chrome")
    assert "ends-with-its-windows" not in the_only_one(root).unprotected()


def test_the_registry_of_a_windows_that_does_not_run_is_not_seen(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "disk", "windows")
    root.home().chromium("chrome")
    with pytest.raises(CannotLook) as cause:
        the_only_one(root).unprotected()
    assert (cause.value.reason, cause.value.source) == (Reason.UNSUPPORTED, "policies")


def test_a_copied_home_has_no_policies(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "alice", disk=False)
    root.home().chromium("chrome")
    with pytest.raises(NotHere):
        the_only_one(root).unprotected()


def test_where_no_policies_are_known_nothing_is_asked(root: FakeRoot) -> None:
    root.home().firefox("librewolf")
    with pytest.raises(NotHere):
        the_only_one(root).unprotected()


@pytest.mark.parametrize("text", ["", "{", "[1]", "\0"])
def test_policies_that_cannot_be_read_are_told(root: FakeRoot, text: str) -> None:
    chromium(root, {})
    (root.folder / "etc/chromium/policies/managed/keeper.json").write_text(text)
    with pytest.raises(CannotLook) as cause:
        the_only_one(root).unprotected()
    assert (cause.value.reason, cause.value.source) == (Reason.DAMAGED, "policies")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(wanted=ANYTHING, value=ANYTHING)
def test_values_of_any_shape_can_be_compared(wanted: object, value: object) -> None:
    assert meets(wanted, value) in (True, False)


@pytest.mark.parametrize(
    ("wanted", "value", "met"),
    [
        *((True, 1, True), (False, 0, True), (False, None, False), (True, "true", False)),
        *((["a"], ["b", "a"], True), (["a"], "a", False), (["a"], [["a"]], False)),
        *(({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}}, True), ({"a": True}, {}, False)),
        *((2, 2, True), (2, "2", False), (2, float("nan"), False)),
    ],
)
def test_at_least_what_is_wanted(wanted: object, value: object, met: bool) -> None:
    assert meets(wanted, value) == met


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('{"*": {"installation_mode": "blocked"}}', {"*": {"installation_mode": "blocked"}}),
        (["{", '"a": 1', "}"], {"a": 1}),
        (' ["*"]', ["*"]),
        *(("{broken", "{broken"), ("text", "text"), (7, 7), (["a", "b"], ["a", "b"]), ("", "")),
    ],
)
def test_the_registry_holds_objects_as_json(written: object, read: object) -> None:
    assert unpacked(written) == read


def test_the_list_is_dated_numbered_and_refers_to_what_is_in_it() -> None:
    assert isinstance(TABLE["version"], int)
    assert date.fromisoformat(TABLE["dated"]) >= date(2026, 11, 26)
    assert len({*PROTECTIONS, *CONTRADICTIONS}) == len(PROTECTIONS) + len(CONTRADICTIONS)
    words = {"in", "since", "before", "platforms", "policies", "unless", "given", "missing"}
    rows = [way for row in TABLE["protection"] for way in row["way"]]
    rows += [case for row in TABLE["contradiction"] for case in row["case"]]
    for row in rows:
        assert row.keys() <= words
        assert set(row["in"]) <= {"chromium", "edge", "firefox"}
        assert {row[name] for name in ("given", "missing") if name in row} <= set(PROTECTIONS)
        assert row.keys() & {"policies", "given"}
