"""The hands of a person in a running Firefox."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .firefox import Firefox
from .plan import Login, Plan
from .waiting import wait_for_file, wait_until

_LOGINS = """
const Login = Components.Constructor("@mozilla.org/login-manager/loginInfo;1",
    Ci.nsILoginInfo, "init");
for (const [host, user, secret] of given[0]) {
    const site = "https://" + host;
    await Services.logins.addLoginAsync(new Login(site, site, null, user, secret, "u", "p"));
}
for (const [place, user, secret] of given[1]) await Services.logins.addLoginAsync(
    new Login("chrome://" + place, null, "the browser's own", user, secret, "", ""));
for (const host of given[2]) Services.logins.setLoginSavingEnabled("https://" + host, false);
"""
_AUTOFILL = """
const {formAutofillStorage: storage} =
    ChromeUtils.importESModule("resource://autofill/FormAutofillStorage.sys.mjs");
await storage.initialize();
for (const [i, street] of given[0].entries()) await storage.addresses.add({
    "name": "Alice Martin " + i, "street-address": street, "address-level2": "Paris",
    "postal-code": "75001", "country": "FR"});
for (const [holder, number] of given[1]) await storage.creditCards.add({
    "cc-name": holder, "cc-number": number, "cc-exp-month": 12, "cc-exp-year": 2035});
"""
_PERMISSIONS = """
for (const host of given[0]) Services.perms.addFromPrincipal(
    Services.scriptSecurityManager.createContentPrincipalFromOrigin("https://" + host),
    "desktop-notification", Services.perms.ALLOW_ACTION);
if (!given[1]) Services.prefs.setBoolPref("signon.rememberSignons", false);
"""
_SHOWN_FILES = """
const window = Services.wm.getMostRecentWindow("navigator:browser");
return window.gBrowser.tabs.filter(tab => !tab.hasAttribute("busy") &&
    tab.linkedBrowser.currentURI.spec.startsWith("file:")).length;
"""
_CLEAR = """
const {Sanitizer} = ChromeUtils.importESModule("resource:///modules/Sanitizer.sys.mjs");
await Sanitizer.sanitize(["cache", "cookiesAndStorage", "browsingHistoryAndDownloads",
    "formdata", "siteSettings"], {ignoreTimespan: true});
"""
_ENTER = "\ue007"
"""The code of the key in WebDriver (https://www.w3.org/TR/webdriver2/#keyboard-actions)."""


class FirefoxDriver:
    """Implements `fill.Driver` in the first tab."""

    def __init__(self, browser: Firefox) -> None:
        """Take hold of the tab the browser started with."""
        self._firefox = browser.marionette
        self._first: str = self._firefox.command("WebDriver:GetWindowHandle")["value"]
        self._downloads: Path = browser.downloads

    def keep(self, plan: Plan) -> None:
        """Save what the plan keeps, as the browser's own dialogs do (IBANs and CVCs it has not)."""
        logins, own_logins = _rows(plan.logins), _rows(plan.own_logins)
        self._firefox.in_browser(_LOGINS, logins, own_logins, plan.never_saved)
        cards = [(card.holder, card.number) for card in plan.cards]
        self._firefox.in_browser(_AUTOFILL, plan.addresses, cards)
        self._firefox.in_browser(_PERMISSIONS, plan.notifications, plan.saving_offered)

    def go(self, url: str, *, lands_on: str | None = None) -> None:
        """Open an address and wait for its page.

        Raises:
            AssertionError: the browser ended somewhere else.
        """
        self._firefox.command("WebDriver:Navigate", url=url)
        assert self._address() == (lands_on or url)

    def call(self, function: str, *arguments: str) -> object:
        """Call a JavaScript function in the page, and await its promise."""
        return self._firefox.in_page(f"return await ({function})(...given);", *arguments)

    def type_and_send(self, value: str) -> None:
        """Type into the page's form and send it with Enter."""
        found = self._firefox.command("WebDriver:FindElement", using="css selector", value="#champ")
        (element,) = found["value"].values()
        self._firefox.command("WebDriver:ElementSendKeys", id=element, text=value + _ENTER)
        wait_until("the form sent", lambda: "/ok?" in self._address())

    def restore_tabs(self) -> None:
        """Tick "open previous windows and tabs"; only a run without `user.js` remembers it."""
        self._firefox.in_browser('Services.prefs.setIntPref("browser.startup.page", 3);')

    def open_tab(self, url: str, *, then_close: bool = False) -> None:
        """Open an address in a tab of its own."""
        handle = self._firefox.command("WebDriver:NewWindow", type="tab")["handle"]
        self._firefox.command("WebDriver:SwitchToWindow", handle=handle)
        self.go(url)
        if then_close:
            self._firefox.command("WebDriver:CloseWindow")
        self._firefox.command("WebDriver:SwitchToWindow", handle=self._first)

    def download(self, url: str) -> None:
        """Ask for a file, and wait until it has arrived; a PDF is then shown in a tab."""
        before = self._shown_files()
        self._firefox.in_page("location.href = given[0];", url)
        wait_for_file(self._downloads / url.rpartition("/")[2])
        if url.endswith(".pdf"):
            wait_until("the PDF in its tab", lambda: self._shown_files() > before)

    def clear(self) -> None:
        """Clear as the browser's own dialog does: all time, every box (none is for passwords)."""
        self._firefox.in_browser(_CLEAR)

    def _address(self) -> str:
        address: str = self._firefox.command("WebDriver:GetCurrentURL")["value"]
        return address

    def _shown_files(self) -> int:
        number = self._firefox.in_browser(_SHOWN_FILES)
        assert isinstance(number, int)
        return number


def _rows(logins: Iterable[Login]) -> list[tuple[str, str, str]]:
    return [(login.host, login.user, login.secret) for login in logins]
