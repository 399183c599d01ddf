"""What a check sees of a browser: its installations, and their profiles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from hygiene.browsers.account import Account, shown
from hygiene.clock import Clock, Deadline
from hygiene.errors import CannotLook, NotHere
from hygiene.filesystem.jsonfile import Keep, read_json
from hygiene.filesystem.plistfile import read_plist
from hygiene.filesystem.tree import Tree
from hygiene.machine import Home, Remembered
from hygiene.tally import Tally

if TYPE_CHECKING:
    from hygiene.browsers.database import Columns, Database
    from hygiene.browsers.exit_clearing import ExitClearing
    from hygiene.browsers.extensions import Extensions
    from hygiene.browsers.readers import Readers
    from hygiene.services.traces import Cookies, Pages, Paths, Survival

T = TypeVar("T")


@dataclass(slots=True)
class Installation(Remembered):
    """One browser's data folder in one home.

    `browser` is an id of the catalogue (`chrome-beta`), `family` one of those of
    `hygiene.browsers.families`, `install` one of native, snap, flatpak, store, portable; `data` and
    `cache` are paths in the home's tree, `cache` None where it lies in the profiles.
    """

    home: Home
    browser: str
    family: str
    install: str
    data: str
    readers: Readers
    """How its family answers."""
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

    def unprotected(self) -> tuple[str, ...]:
        """What the keeper's policies lack for a public terminal, by the ids of our own list.

        Raises NotHere where there are no policies to look at, CannotLook where they cannot be read.
        """
        from hygiene.browsers.protections import unprotected

        return self.once("unprotected", lambda: unprotected(self))

    def hidden_history(self) -> Tally:
        """Page addresses in places that the history window does not show, each once.

        The facts say how many each place holds, and `beyond_history` how many of them are in no
        profile's history.
        """
        if self.unseen is not None and not self.profiles:
            raise NotHere  # told once for the whole installation
        read = _known(self.readers.hidden_history)
        return self.once("hidden history", lambda: read(self))


@dataclass(slots=True)
class Profile(Remembered):
    """One profile of an installation; the questions are the same for each family.

    Most answers are a Tally: counts, dates and allowed names, with the causes of what could not be
    read. Each is read once. A question about what the family does not keep raises NotHere.
    `folder` is relative to the data folder (`Default`, `.` where they are one).
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
    def readers(self) -> Readers:
        """How its family answers."""
        return self.installation.readers

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

    def passwords(self) -> Tally:
        """Usable saved logins; names are their hosts."""
        return self._told(self.readers.passwords)

    def login_hosts(self) -> Tally:
        """The hosts of usable saved logins, all of them, whatever may be named in a report."""
        return self._told(self.readers.login_hosts)

    def never_saved_sites(self) -> Tally:
        """Sites for which the browser was told never to save."""
        return self._told(self.readers.never_saved_sites)

    def saving_offered(self) -> Tally:
        """One if the browser still offers to save passwords."""
        return self._told(self.readers.saving_offered)

    def leftover_copies(self) -> Tally:
        """Files that keep saved logins which the browser itself has deleted or moved elsewhere."""
        return self._told(self.readers.leftover_copies)

    def payment_cards(self) -> Tally:
        """Saved cards; `facts.cvc` is how many security codes."""
        return self._told(self.readers.payment_cards)

    def ibans(self) -> Tally:
        """Saved bank account numbers."""
        return self._told(self.readers.ibans)

    def addresses(self) -> Tally:
        """Saved postal addresses."""
        return self._told(self.readers.addresses)

    def form_entries(self) -> Tally:
        """Values typed in forms."""
        return self._told(self.readers.form_entries)

    def identity_numbers(self) -> Tally:
        """Typed values that are a number of identity; facts: how many of each.

        Raises NotHere in a home whose values are not to be read.
        """
        if not self.installation.home.values_may_be_read:
            raise NotHere
        return self._told(self.readers.identity_numbers)

    def visited_pages(self) -> Tally:
        """Pages of the history; `facts.visits` is how many visits."""
        return self._told(self.readers.visited_pages)

    def visited_hosts(self) -> Tally:
        """The hosts of the history, all of them, whatever may be named in a report."""
        return self._told(self.readers.visited_hosts)

    def download_records(self) -> Tally:
        """Entries of the list of downloads."""
        return self._told(self.readers.download_records)

    def cookies(self) -> Tally:
        """Cookies; `facts.session_only` is how many without an expiry date."""
        return self._told(self.readers.cookies)

    def open_tabs(self) -> Tally:
        """Tabs the browser can bring back; facts closed and older_files."""
        return self._told(self.readers.open_tabs)

    def site_storage(self) -> Tally:
        """Origins with local storage, IndexedDB or service workers."""
        return self._told(self.readers.site_storage)

    def cached_files(self) -> Tally:
        """Files of the cache; `facts.bytes`, `facts.approximate`."""
        return self._told(self.readers.cached_files)

    def notification_permissions(self) -> Tally:
        """Sites allowed to push notifications; names are their hosts."""
        return self._told(self.readers.notification_permissions)

    def extensions(self) -> Extensions:
        """Extensions that neither the browser nor the keeper brought, by what they may read.

        Raises NotHere where there is no such thing, CannotLook where it cannot be told.
        """
        return self._told(self.readers.extensions)

    def account(self) -> Account:
        """The account that the browser itself is signed in to.

        Raises NotHere where there is no such thing, CannotLook where it cannot be told.
        """
        return shown(self._told(self.readers.account), self.clock)

    def exit_clearing(self) -> ExitClearing:
        """What the browser removes when it is closed, and what makes that vain.

        Raises NotHere where there is no such thing, CannotLook where it cannot be told.
        """
        return self._told(self.readers.exit_clearing)

    def session_survives(self) -> Survival:
        """Whether a session without a date of expiry outlives the closing of the browser."""
        return self._told(self.readers.session_survives)

    def cookie_traces(self, wanted: Callable[[str], bool]) -> Cookies:
        """Names and dates of the cookies of the hosts that are wanted; no value."""
        return _known(self.readers.cookie_traces)(self, wanted)

    def pages_of(self, asked: Sequence[Paths]) -> Pages:
        """When pages of an account, and pages that log out, were last visited on these hosts."""
        return _known(self.readers.pages_of)(self, asked)

    def browser_open(self) -> bool | None:
        """Whether the browser is open now; None where that cannot be told."""
        try:
            return self.installation.running()
        except (NotHere, CannotLook):
            return None

    # For the readers of its files.

    def at(self, name: str) -> str:
        """The path in the tree of `name` in this profile."""
        return f"{self.path}/{name}"

    def ask(self, name: str, columns: Columns, question: Callable[[Database], T]) -> T:
        """Put a question to the database `name`; see `hygiene.browsers.database.ask`."""
        from hygiene.browsers.database import ask

        return ask(
            self.tree,
            self.at(name),
            columns,
            question,
            source=name.rpartition("/")[2],
            deadline=self.deadline,
        )

    def json(self, name: str, keep: Keep) -> dict[str, Any]:
        """The keys `keep` of the JSON file `name`, at any depth; the rest is dropped."""
        return read_json(self.tree, self.at(name), source=name, deadline=self.deadline, keep=keep)

    def plist(self, name: str, keep: Iterable[str] | None = None) -> dict[str, Any]:
        """The keys `keep` of the property list `name`, all where none is said."""
        return read_plist(
            self.tree,
            self.at(name),
            source=name.rpartition("/")[2],
            deadline=self.deadline,
            keep=keep,
        )

    def _told(self, reader: Callable[[Profile], T] | None) -> T:
        return self.once(reader, lambda: _known(reader)(self))


def _known(reader: T | None) -> T:
    if reader is None:
        raise NotHere
    return reader
