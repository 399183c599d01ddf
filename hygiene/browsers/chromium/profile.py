"""A profile of Chromium, Chrome, Edge, Brave, Opera, Vivaldi, Arc."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hygiene.browsers.account import Account, shown
from hygiene.browsers.chromium import (
    account,
    account_pages,
    cache,
    cards,
    cookie_names,
    cookies,
    exit_clearing,
    forms,
    history,
    logins,
    preferences,
    restore,
    storage,
    tabs,
)
from hygiene.browsers.exit_clearing import ExitClearing
from hygiene.browsers.reading import ReadableProfile
from hygiene.browsers.tally import Tally
from hygiene.services.traces import Cookies, Pages, Paths, Survival


@dataclass(slots=True)
class ChromiumProfile(ReadableProfile):
    """Answers from the databases and folders of Chromium."""

    def passwords(self) -> Tally:
        """Rows of `logins` that are no "never"."""
        return self.once("passwords", lambda: logins.passwords(self))

    def never_saved_sites(self) -> Tally:
        """Rows of `logins` that are a "never"."""
        return self.once("never", lambda: logins.never_saved_sites(self))

    def saving_offered(self) -> Tally:
        """One unless the preference or a policy says no."""
        return self.once("offered", lambda: preferences.saving_offered(self))

    def payment_cards(self) -> Tally:
        """Rows of `credit_cards` and `masked_credit_cards`."""
        return self.once("cards", lambda: cards.payment_cards(self))

    def ibans(self) -> Tally:
        """Rows of `local_ibans` and `masked_ibans`."""
        return self.once("ibans", lambda: cards.ibans(self))

    def addresses(self) -> Tally:
        """Rows of `addresses`, or of the tables that held them before."""
        return self.once("addresses", lambda: forms.addresses(self))

    def form_entries(self) -> Tally:
        """Rows of `autofill`."""
        return self.once("forms", lambda: forms.form_entries(self))

    def visited_pages(self) -> Tally:
        """Rows of `urls`."""
        return self.once("pages", lambda: history.visited_pages(self))

    def download_records(self) -> Tally:
        """Rows of `downloads`."""
        return self.once("downloads", lambda: history.download_records(self))

    def cookies(self) -> Tally:
        """Rows of `cookies`, wherever the system keeps them."""
        return self.once("cookies", lambda: cookies.cookies(self))

    def open_tabs(self) -> Tally:
        """Tabs alive at the end of the newest session."""
        return self.once("tabs", lambda: tabs.open_tabs(self))

    def site_storage(self) -> Tally:
        """Origins of the storage folders."""
        return self.once("storage", lambda: storage.site_storage(self))

    def cached_files(self) -> Tally:
        """Files below the cache folders."""
        return self.once("cache", lambda: cache.cached_files(self))

    def account(self) -> Account:
        """The primary account of `Preferences` and `Local State`."""
        return self.once("account", lambda: shown(account.account(self), self.clock))

    def exit_clearing(self) -> ExitClearing:
        """The settings, the policies, and how it was closed last time."""
        return self.once("exit clearing", lambda: exit_clearing.exit_clearing(self))

    def cookie_traces(self, wanted: Callable[[str], bool]) -> Cookies:
        """Rows of `cookies`, session cookies included."""
        return cookie_names.cookie_traces(self, wanted)

    def pages_of(self, asked: Sequence[Paths]) -> Pages:
        """Rows of `urls`."""
        return account_pages.pages_of(self, asked)

    def session_survives(self) -> Survival:
        """By the setting that continues where one left off."""
        return self.once("survival", lambda: restore.session_survives(self))
