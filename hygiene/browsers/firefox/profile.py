"""A profile of Firefox, LibreWolf, Tor Browser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hygiene.browsers.account import Account, shown
from hygiene.browsers.exit_clearing import ExitClearing
from hygiene.browsers.firefox import (
    account,
    account_pages,
    autofill,
    cache,
    cookie_names,
    cookies,
    exit_clearing,
    forms,
    logins,
    places,
    preferences,
    restore,
    sessions,
    storage,
)
from hygiene.browsers.reading import ReadableProfile
from hygiene.browsers.tally import Tally
from hygiene.services.traces import Cookies, Pages, Paths, Survival


@dataclass(slots=True)
class FirefoxProfile(ReadableProfile):
    """Answers from the databases, JSON files and folders of Firefox."""

    def passwords(self) -> Tally:
        """Logins of `logins.json` and `logins.db`, each once."""
        return self.once("passwords", lambda: logins.passwords(self))

    def never_saved_sites(self) -> Tally:
        """Sites with the permission `login-saving` denied."""
        return self.once("never", lambda: logins.never_saved_sites(self))

    def saving_offered(self) -> Tally:
        """One unless the preference or a policy says no."""
        return self.once("offered", lambda: preferences.saving_offered(self))

    def payment_cards(self) -> Tally:
        """Cards of `autofill-profiles.json`."""
        return self.once("cards", lambda: autofill.payment_cards(self))

    def ibans(self) -> Tally:
        """Firefox keeps none."""
        return Tally()

    def addresses(self) -> Tally:
        """Addresses of `autofill-profiles.json`."""
        return self.once("addresses", lambda: autofill.addresses(self))

    def form_entries(self) -> Tally:
        """Rows of `moz_formhistory`."""
        return self.once("forms", lambda: forms.form_entries(self))

    def visited_pages(self) -> Tally:
        """Rows of `moz_places` that were visited."""
        return self.once("pages", lambda: places.visited_pages(self))

    def download_records(self) -> Tally:
        """Places annotated with the file they were saved to."""
        return self.once("downloads", lambda: places.download_records(self))

    def cookies(self) -> Tally:
        """Rows of `moz_cookies` and the session file's cookies."""
        return self.once("cookies", lambda: cookies.cookies(self))

    def open_tabs(self) -> Tally:
        """Tabs of the current session file."""
        return self.once("tabs", lambda: sessions.open_tabs(self))

    def site_storage(self) -> Tally:
        """Origins of the storage folders."""
        return self.once("storage", lambda: storage.site_storage(self))

    def cached_files(self) -> Tally:
        """Files below the cache folder."""
        return self.once("cache", lambda: cache.cached_files(self))

    def account(self) -> Account:
        """The account of `signedInUser.json`."""
        return self.once("account", lambda: shown(account.account(self), self.clock))

    def exit_clearing(self) -> ExitClearing:
        """The settings, the policies, and how it was closed last time."""
        return self.once("exit clearing", lambda: exit_clearing.exit_clearing(self))

    def cookie_traces(self, wanted: Callable[[str], bool]) -> Cookies:
        """Rows of `moz_cookies` and the session file's cookies."""
        return cookie_names.cookie_traces(self, wanted)

    def pages_of(self, asked: Sequence[Paths]) -> Pages:
        """Rows of `moz_places` that were visited."""
        return account_pages.pages_of(self, asked)

    def session_survives(self) -> Survival:
        """By the setting that opens the last windows again, or after a crash."""
        return self.once("survival", lambda: restore.session_survives(self))
