"""Make a running browser leave what a plan says: the part that is the same in every browser."""

from __future__ import annotations

from typing import Protocol

from .plan import Plan
from .website import COOKIE_HEADER

_SET_COOKIE = f"(wish => fetch('/biscuit', {{headers: {{'{COOKIE_HEADER}': wish}}}}).then(() => 1))"
_SET_LOCAL_STORAGE = "(value => localStorage.setItem('jeton', value))"
_SET_INDEXED_DB = """(value => new Promise((done, fail) => {
    const opening = indexedDB.open('app', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('s');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
        const writing = opening.result.transaction('s', 'readwrite', {durability: 'strict'});
        writing.objectStore('s').put({token: value}, 'k');
        writing.oncomplete = () => { opening.result.close(); done(1); };
    };
}))"""
_START_WORKER = """(() => navigator.serviceWorker.register('/sw.js')
    .then(() => navigator.serviceWorker.ready).then(() => 1))"""


class Driver(Protocol):
    """What the hands of a person do in the first tab of a browser."""

    def keep(self, plan: Plan) -> None:
        """Save passwords, cards, addresses and permissions through the browser's own interfaces."""

    def go(self, url: str, *, lands_on: str | None = None) -> None:
        """Open an address and wait for its page."""

    def call(self, function: str, *arguments: str) -> object:
        """Call a JavaScript function in the page, and await its promise."""

    def type_and_send(self, value: str) -> None:
        """Type into the page's form and send it with Enter."""

    def restore_tabs(self) -> None:
        """Ask the browser, in its settings, to open the last tabs again at its start."""

    def open_tab(self, url: str, *, then_close: bool = False) -> None:
        """Open an address in a tab of its own."""

    def download(self, url: str) -> None:
        """Ask for a file, and wait until it has arrived."""

    def clear(self) -> None:
        """Clear as the browser's own dialog does: all time, every box but passwords."""


def fill(driver: Driver, plan: Plan) -> None:
    """Leave everything in the plan that this browser can make itself."""
    driver.keep(plan)
    _browse(driver, plan)
    for host, value in plan.forms:
        driver.go(f"https://{host}/formulaire")
        driver.type_and_send(value)
    for url in plan.closed:
        driver.open_tab(url, then_close=True)
    for url in plan.left_open:
        driver.open_tab(url)
    for host, name in plan.downloads:
        driver.download(f"https://{host}/dl/{name}")


def _browse(driver: Driver, plan: Plan) -> None:
    """Open the pages; on the first of each host, scripts of the page set cookies and storage."""
    met = set()
    for url in plan.pages:
        driver.go(url)
        host = url.split("/")[2]
        if host not in met:
            met.add(host)
            _run_scripts_of(host, driver, plan)
    for url in plan.redirects:
        driver.go(url, lands_on=url.replace("/vers/", "/arrivee/"))
    for url in plan.cached:
        driver.go(url)


def _run_scripts_of(host: str, driver: Driver, plan: Plan) -> None:
    for cookie in plan.cookies:
        if cookie.host == host:
            lifetime = f"; Max-Age={cookie.seconds}" if cookie.seconds else ""
            driver.call(_SET_COOKIE, f"{cookie.name}={cookie.value}{lifetime}")
    for function, wishes in (
        (_SET_LOCAL_STORAGE, plan.local_storage),
        (_SET_INDEXED_DB, plan.indexed_db),
    ):
        for where, value in wishes:
            if where == host:
                driver.call(function, value)
    if host in plan.service_workers:
        driver.call(_START_WORKER)
