"""Which pages of a few hosts the history of Firefox knows: no address leaves here."""

from __future__ import annotations

from collections.abc import Sequence

from hygiene.browsers.counting import MICROSECONDS
from hygiene.browsers.database import Database
from hygiene.browsers.firefox.places import SOURCE
from hygiene.browsers.profile import Profile
from hygiene.services.traces import Pages, PageTrace, Paths, gathered_pages, page_trace

COLUMNS = {"moz_places": ("url", "rev_host", "visit_count", "last_visit_date")}
#: Pages of one host; more tell nothing new.
_MOST = 5_000


def pages_of(profile: Profile, asked: Sequence[Paths]) -> Pages:
    """What the history tells of each of these hosts."""
    return gathered_pages(
        (SOURCE, lambda: profile.ask(SOURCE, COLUMNS, lambda db: _read(db, asked)))
    )


def _read(db: Database, asked: Sequence[Paths]) -> tuple[PageTrace, ...]:
    db.need("moz_places", "url", "rev_host", "visit_count", "last_visit_date")
    return tuple(
        found
        for paths in asked
        if (found := page_trace(paths, _rows(db, paths.host), MICROSECONDS.read))
    )


def _rows(db: Database, host: str) -> list[tuple[str, object]]:
    """Address and last visit of the visited pages of a host; `rev_host` has an index."""
    return db.rows(
        "select substr(url, 1, 2048), last_visit_date from moz_places"
        " where rev_host = :host and visit_count > 0 order by last_visit_date desc limit :most",
        host=f"{host[::-1]}.",
        most=_MOST,
    )
