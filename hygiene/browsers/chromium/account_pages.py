"""Which pages of a few hosts the history of Chromium knows: no address leaves here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hygiene.browsers.chromium.history import SOURCE
from hygiene.browsers.counting import SINCE_1601
from hygiene.browsers.database import Database
from hygiene.browsers.reading import ReadableProfile
from hygiene.errors import CannotLook, NotHere
from hygiene.services.traces import Pages, PageTrace, Paths, page_trace

COLUMNS = {"urls": ("url", "last_visit_time")}
#: Pages of one host; more tell nothing new.
_MOST = 5_000


def pages_of(profile: ReadableProfile, asked: Sequence[Paths]) -> Pages:
    """What the history tells of each of these hosts."""
    try:
        return Pages(profile.ask(SOURCE, COLUMNS, lambda db: _read(db, asked)))
    except NotHere:
        return Pages()
    except CannotLook as cause:
        return Pages(unseen=(cause.at(SOURCE),))


def _read(db: Database, asked: Sequence[Paths]) -> tuple[PageTrace, ...]:
    db.need("urls", "url", "last_visit_time")
    return tuple(t for paths in asked if (t := page_trace(paths, _rows(db, paths.host))))


def _rows(db: Database, host: str) -> list[tuple[str, datetime | None]]:
    """Address and last visit of the pages of a host: ranges, which the index on `url` answers."""
    found: list[tuple[str, datetime | None]] = []
    for scheme in ("https", "http"):
        start = f"{scheme}://{host}/"
        rows = db.rows(
            "select substr(url, 1, 2048), last_visit_time from urls"
            " where url >= :start and url < :end order by last_visit_time desc limit :most",
            start=start,
            end=f"{start[:-1]}0",  # the sign after the slash
            most=_MOST,
        )
        found += [(url, SINCE_1601.read(date)) for url, date in rows]
    return found
