"""Which pages of a few hosts the history of Safari knows: no address leaves here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from hygiene.browsers.counting import SINCE_2001
from hygiene.browsers.database import Database
from hygiene.browsers.hosts import host_of
from hygiene.browsers.pages import MOST, page_traces
from hygiene.browsers.profile import Profile
from hygiene.browsers.safari.history import OLD, SOURCE, last_visit, old_pages
from hygiene.browsers.safari.places import files
from hygiene.services.traces import Pages, PageTrace, Paths, gathered_pages, page_trace

COLUMNS = {"history_items": ("id", "url"), "history_visits": ("history_item", "visit_time")}
_LAST_VISIT = "(select max(visit_time) from history_visits where history_item = history_items.id)"


def pages_of(profile: Profile, asked: Sequence[Paths]) -> Pages:
    """What the history tells of each of these hosts."""
    return gathered_pages(
        *(
            (SOURCE, lambda n=n: profile.ask(n, COLUMNS, lambda db: _read(db, asked)))
            for n in files(profile, SOURCE)
        ),
        *((OLD, lambda n=n: _old(profile, n, asked)) for n in files(profile, OLD)),
    )


def _read(db: Database, asked: Sequence[Paths]) -> tuple[PageTrace, ...]:
    db.need("history_items", "id", "url")
    db.need("history_visits", "history_item", "visit_time")
    return page_traces(db, "history_items", _LAST_VISIT, asked, SINCE_2001.read)


def _old(profile: Profile, name: str, asked: Sequence[Paths]) -> tuple[PageTrace, ...]:
    visits: dict[str, list[tuple[str, object]]] = defaultdict(list)
    for page in old_pages(profile, name):
        address = page.get("")  # the key of the address is empty
        if isinstance(address, str):
            visits[host_of(address)].append((address[:2048], last_visit(page)))
    return tuple(
        found
        for paths in asked
        if (found := page_trace(paths, visits[paths.host][:MOST], SINCE_2001.read))
    )
