"""Which hosts the history of Safari knows."""

from __future__ import annotations

from hygiene.browsers.database import Database
from hygiene.browsers.hosts import host_of
from hygiene.browsers.pages import hosts_of
from hygiene.browsers.profile import Profile
from hygiene.browsers.safari.history import OLD, SOURCE, old_pages
from hygiene.browsers.safari.places import files
from hygiene.tally import Tally, named, tallied


def visited_hosts(profile: Profile) -> Tally:
    """The hosts of all pages of the history, each once a file."""

    def look(db: Database) -> Tally:
        db.need("history_items", "url")
        return named(hosts_of(db, "history_items"), profile.clock)

    def old(name: str) -> Tally:
        # The key of the address is empty.
        return named({host_of(page.get("")) for page in old_pages(profile, name)}, profile.clock)

    columns = {"history_items": ("url",)}
    return tallied(
        *((SOURCE, lambda n=n: profile.ask(n, columns, look)) for n in files(profile, SOURCE)),
        *((OLD, lambda n=n: old(n)) for n in files(profile, OLD)),
    )
