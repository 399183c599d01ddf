"""Real browsers under the keeper's policies: they know and obey those that our list names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browsers.test_protections import CHROMIUM, FIREFOX

from .checking import check
from .chromium import Chromium
from .demands import need_browser
from .firefox import Firefox, create_profile
from .ruling import ruled
from .test_addons import a_disk, findings
from .waiting import wait_until
from .workshop import Workshop

pytestmark = pytest.mark.real

#: Asks the page of policies which it knows: their names, each with what it says against it.
_KNOWN = """import('chrome://resources/js/cr.js').then(cr => new Promise(done => {
    cr.addWebUiListener('policies-updated', (names, values) => done(JSON.stringify(values)));
    cr.sendWithPromise('listenPoliciesUpdates').catch(() => 0);
}))"""
_ENFORCED = """chrome.settingsPrivate.getAllPrefs().then(every => Object.fromEntries(every
    .filter(pref => pref.enforcement === 'ENFORCED').map(pref => [pref.key, pref.value])))"""
#: What these policies make of the browser's settings.
_SETTINGS = {
    "credentials_enable_service": False,
    "autofill.profile_enabled": False,
    "autofill.credit_card_enabled": False,
    "session.restore_on_startup": 5,
}


def subjects(disk: Path) -> set[str]:
    """What the report says is missing."""
    return {finding["subject"] for finding in findings(check(disk), "browser-policy")}


def test_chromium_knows_and_obeys_every_policy_of_the_list(workshop: Workshop) -> None:
    need_browser("chromium")
    disk, home = a_disk(workshop, "ruled chromium")
    more = {
        "ExtensionSettings": {"*": {"installation_mode": "blocked"}},
        "AutofillSettings": [{"url_pattern": "*", "blocked_types": ["all"]}],
    }
    shop = ruled(workshop, disk, "chromium", CHROMIUM | more)
    browser = Chromium(home, "Default", shop)
    wait_until("a tab", lambda: bool(browser.devtools.pages()), 60)
    tab = browser.first_tab()
    tab.go("chrome://policy/")
    told = json.loads(str(tab.script(_KNOWN)))
    groups = told["policyGroups"].values()
    known = {name: row for group in groups for name, row in group["policies"].items()}
    wrong = {name: known.get(name, {"error": "unknown"}).get("error") for name in CHROMIUM | more}
    assert set(wrong.values()) == {None}, wrong
    tab.go("chrome://settings/content/notifications")
    tab.wait_for("window.chrome && chrome.settingsPrivate", 60)
    enforced = tab.script(_ENFORCED)
    assert isinstance(enforced, dict)
    assert {name: enforced.get(name) for name in _SETTINGS} == _SETTINGS
    browser.close()
    assert subjects(disk) == set()


def test_firefox_knows_and_obeys_every_policy_of_the_list(workshop: Workshop) -> None:
    need_browser("firefox")
    disk, home = a_disk(workshop, "ruled firefox")
    create_profile(home, "usage", workshop)
    browser = Firefox(home, "usage", ruled(workshop, disk, "firefox", FIREFOX))
    active = browser.marionette.in_browser("return Services.policies.getActivePolicies();")
    locked = browser.marionette.in_browser(
        """return given[0].filter(name => Services.prefs.prefIsLocked(name) &&
            Services.prefs.getBoolPref(name) === given[1][name]);""",
        *(list(FIREFOX_PREFERENCES), FIREFOX_PREFERENCES),
    )
    browser.close()
    assert isinstance(active, dict)
    assert set(active) == set(FIREFOX)
    assert isinstance(locked, list)
    assert set(locked) == set(FIREFOX_PREFERENCES)
    assert subjects(disk) == set()


#: What these policies lock of the preferences.
FIREFOX_PREFERENCES = {
    "privacy.sanitize.sanitizeOnShutdown": True,
    "signon.rememberSignons": False,
    "extensions.formautofill.addresses.enabled": False,
    "extensions.formautofill.creditCards.enabled": False,
    "browser.formfill.enable": False,
    "identity.fxaccounts.enabled": False,
    "xpinstall.enabled": False,
}


def test_the_addresses_that_advice_names_open(workshop: Workshop) -> None:
    need_browser("firefox")
    need_browser("chromium")
    _, home = a_disk(workshop, "addresses")
    create_profile(home, "usage", workshop)
    firefox = Firefox(home, "usage", workshop)
    for address in ("about:addons", "about:policies"):
        firefox.marionette.command("WebDriver:Navigate", url=address)
        assert firefox.marionette.command("WebDriver:GetCurrentURL")["value"] == address
    firefox.kill()
    chromium = Chromium(home, "Default", workshop)
    wait_until("a tab", lambda: bool(chromium.devtools.pages()), 60)
    for address, title in (
        ("chrome://extensions/", "Extensions"),
        ("chrome://policy/", "Policies"),
    ):
        chromium.first_tab().go(address)
        assert chromium.first_tab().script("document.title") == title
    chromium.kill()
