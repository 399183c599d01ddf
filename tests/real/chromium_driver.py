"""The hands of a person in a running Chromium."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from .chromium import Chromium
from .devtools import Tab
from .plan import Card, Plan
from .waiting import wait_for_file

PASSWORD_PAGE = "chrome://password-manager/passwords"
_SETTINGS_PAGE = "chrome://settings/content/notifications"
_ANSWERED = """import('chrome://resources/js/cr.js')
    .then(cr => cr.sendWithPromise('getExceptionList', 'notifications')).then(() => 1)"""
_CLEAR = """import('chrome://resources/js/cr.js')
    .then(cr => cr.sendWithPromise('initializeClearBrowsingData')
        .then(() => cr.sendWithPromise('clearBrowsingData', %s, 4))).then(() => 1)"""
"""4 stands for "all time" (components/browsing_data/core/browsing_data_utils.h)."""
BASIC = ("browsing_history", "cookies", "cache")
"""What is ticked when the dialog opens."""
_BOXES = (*BASIC, "download_history", "form_data", "site_settings", "hosted_apps_data")
_LOADED = "document.readyState === 'complete'"


class ChromiumDriver:
    """Implements `fill.Driver` in the first tab."""

    def __init__(self, browser: Chromium) -> None:
        """Take hold of the tab the browser started with."""
        self._devtools = browser.devtools
        self._tab = browser.first_tab()
        self._downloads: Path = browser.downloads

    def keep(self, plan: Plan) -> None:
        """Save what the plan keeps, as the settings pages do (they are in no history)."""
        tab = self._tab
        tab.go(_SETTINGS_PAGE)
        tab.wait_for("window.chrome && chrome.settingsPrivate && chrome.autofillPrivate")
        set_preference = "chrome.settingsPrivate.setPref"
        tab.call(set_preference, "download.default_directory", str(self._downloads))
        if not plan.saving_offered:
            tab.call(set_preference, "credentials_enable_service", False)
        for i, street in enumerate(plan.addresses):
            tab.call("chrome.autofillPrivate.saveAddress", _address(f"Alice Martin {i}", street))
        for card in plan.cards:
            tab.call("chrome.autofillPrivate.saveCreditCard", _card(card))
        for iban in plan.ibans:
            tab.call("chrome.autofillPrivate.saveIban", {"value": iban, "nickname": ""})
        for host in plan.notifications:
            # a first question must be answered: a message to a handler that is not ready
            # ends the whole browser (156: measured)
            tab.script(_ANSWERED)
            wish = [f"https://{host}:443", "", "notifications", "allow", False]
            tab.call("chrome.send", "setCategoryPermissionForPattern", wish)
        tab.go(PASSWORD_PAGE)
        tab.wait_for("window.chrome && chrome.passwordsPrivate")
        for login in plan.logins:
            known = {"url": f"https://{login.host}/login", "username": login.user, "note": ""}
            secret = {"password": login.secret, "useAccountStore": False}
            tab.call("chrome.passwordsPrivate.addPassword", known | secret)

    def go(self, url: str, *, lands_on: str | None = None) -> None:
        """Open an address and wait for its page."""
        self._tab.go(url, lands_on=lands_on)

    def call(self, function: str, *arguments: str) -> object:
        """Call a JavaScript function in the page, and await its promise."""
        return self._tab.call(function, *arguments)

    def type_and_send(self, value: str) -> None:
        """Type into the page's form and send it with Enter."""
        tab = self._tab
        tab.script("document.getElementById('champ').focus()")
        tab.command("Input.insertText", text=value)
        enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
        tab.command("Input.dispatchKeyEvent", type="keyDown", text="\r", **enter)
        tab.command("Input.dispatchKeyEvent", type="keyUp", **enter)
        tab.wait_for(f"location.pathname === '/ok' && {_LOADED}")

    def restore_tabs(self) -> None:
        """Choose "continue where you left off"."""
        self._tab.go(_SETTINGS_PAGE)
        self._tab.wait_for("window.chrome && chrome.settingsPrivate")
        self._tab.call("chrome.settingsPrivate.setPref", "session.restore_on_startup", 1)

    def open_tab(self, url: str, *, then_close: bool = False) -> None:
        """Open an address in a tab of its own."""
        tab: Tab = self._devtools.open_tab(url)
        tab.wait_for(f"location.href === '{url}' && {_LOADED}")
        if then_close:
            tab.close()

    def download(self, url: str) -> None:
        """Ask for a file, and wait until it has arrived."""
        self._tab.command("Page.navigate", url=url)
        wait_for_file(self._downloads / url.rpartition("/")[2])

    def clear(self, boxes: Sequence[str] = _BOXES) -> None:
        """Clear as the browser's own dialog does: all time, every box but passwords.

        (With passwords, this message ends a headless Chromium 156. Sent from the dialog's own page
        it is lost now and then: that page speaks to the browser at the same time.)
        """
        self._tab.go(_SETTINGS_PAGE)
        self._tab.script(_CLEAR % json.dumps([f"browser.clear_data.{box}" for box in boxes]))


def _address(name: str, street: str) -> dict[str, object]:
    fields = {
        "NAME_FULL": name,
        "ADDRESS_HOME_STREET_ADDRESS": street,
        "ADDRESS_HOME_CITY": "Paris",
        "ADDRESS_HOME_ZIP": "75001",
        "ADDRESS_HOME_COUNTRY": "FR",
    }
    return {"fields": [{"type": kind, "value": value} for kind, value in fields.items()]}


def _card(card: Card) -> dict[str, str]:
    return {
        "name": card.holder,
        "cardNumber": card.number,
        "cvc": card.code,
        "nickname": "",
        "expirationMonth": "12",
        "expirationYear": "2035",
    }
