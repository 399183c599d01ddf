"""What a check sees of a browser: its installations, and their profiles."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hygiene.browsers.account import Account
from hygiene.browsers.exit_clearing import ExitClearing
from hygiene.browsers.tally import Tally
from hygiene.clock import Clock, Deadline
from hygiene.errors import CannotLook, NotHere
from hygiene.filesystem.tree import Tree
from hygiene.machine import Home, Remembered

if TYPE_CHECKING:
    from hygiene.services.traces import Cookies, Pages, Paths, Survival


@dataclass(slots=True)
class Installation(Remembered):
    """One browser's data folder in one home.

    `browser` is an id of the catalogue (`chrome-beta`), `family` `chromium` or `firefox`,
    `install` one of native, snap, flatpak, store, portable; `data` and `cache` are paths in the
    home's tree, `cache` None where it lies in the profiles.
    """

    home: Home
    browser: str
    family: str
    install: str
    data: str
    cache: str | None = None
    profiles: tuple[Profile, ...] = ()
    unseen: CannotLook | None = None
    """Why its profiles could not be listed, where they could not."""

    @property
    def tree(self) -> Tree:
        """The tree that holds it."""
        return self.home.tree

    def running(self) -> bool | None:
        """Whether it is open now; None where that cannot be told (a copied home)."""
        from hygiene.browsers.running import is_running

        return self.once("running", lambda: is_running(self))


@dataclass(slots=True)
class Profile(Remembered, ABC):
    """One profile of an installation; the questions are the same for each family.

    Each answer is a Tally: counts, dates and allowed names, with the causes of what could not be
    read. `folder` is relative to the data folder (`Default`, `.` where they are one).
    """

    installation: Installation
    folder: str
    cache: str | None = None
    """Path of its cache in the tree, where that is elsewhere than in the profile."""
    path: str = field(init=False)

    def __post_init__(self) -> None:
        data = self.installation.data
        self.path = data if self.folder == "." else f"{data}/{self.folder}"

    @property
    def tree(self) -> Tree:
        """The tree that holds it."""
        return self.installation.home.tree

    @property
    def clock(self) -> Clock:
        """From when on things count in this home."""
        return self.installation.home.clock

    @property
    def deadline(self) -> Deadline:
        """When to give up."""
        return self.installation.home.machine.deadline

    def at(self, name: str) -> str:
        """The path in the tree of `name` in this profile."""
        return f"{self.path}/{name}"

    @abstractmethod
    def passwords(self) -> Tally:
        """Usable saved logins; names are their hosts."""

    @abstractmethod
    def never_saved_sites(self) -> Tally:
        """Sites for which the browser was told never to save."""

    @abstractmethod
    def saving_offered(self) -> Tally:
        """One if the browser still offers to save passwords."""

    @abstractmethod
    def payment_cards(self) -> Tally:
        """Saved cards; `facts.cvc` is how many security codes."""

    @abstractmethod
    def ibans(self) -> Tally:
        """Saved bank account numbers."""

    @abstractmethod
    def addresses(self) -> Tally:
        """Saved postal addresses."""

    @abstractmethod
    def form_entries(self) -> Tally:
        """Values typed in forms."""

    @abstractmethod
    def visited_pages(self) -> Tally:
        """Pages of the history; `facts.visits` is how many visits."""

    @abstractmethod
    def download_records(self) -> Tally:
        """Entries of the list of downloads."""

    @abstractmethod
    def cookies(self) -> Tally:
        """Cookies; `facts.session_only` is how many without an expiry date."""

    @abstractmethod
    def open_tabs(self) -> Tally:
        """Tabs the browser can bring back; facts closed and older_files."""

    @abstractmethod
    def site_storage(self) -> Tally:
        """Origins with local storage, IndexedDB or service workers."""

    @abstractmethod
    def cached_files(self) -> Tally:
        """Files of the cache; `facts.bytes`, `facts.approximate`."""

    @abstractmethod
    def account(self) -> Account:
        """The account that the browser itself is signed in to.

        Raises NotHere where there is no such thing, CannotLook where it cannot be told.
        """

    @abstractmethod
    def exit_clearing(self) -> ExitClearing:
        """What the browser removes when it is closed, and what makes that vain.

        Raises NotHere where there is no such thing, CannotLook where it cannot be told.
        """

    @abstractmethod
    def cookie_traces(self, wanted: Callable[[str], bool]) -> Cookies:
        """Names and dates of the cookies of the hosts that are wanted; no value."""

    @abstractmethod
    def pages_of(self, asked: Sequence[Paths]) -> Pages:
        """When pages of an account, and pages that log out, were last visited on these hosts."""

    @abstractmethod
    def session_survives(self) -> Survival:
        """Whether a session without a date of expiry outlives the closing of the browser."""

    def browser_open(self) -> bool | None:
        """Whether the browser is open now; None where that cannot be told."""
        try:
            return self.installation.running()
        except (NotHere, CannotLook):
            return None
