"""Which pages of a few hosts the history of Chromium knows: no address leaves here."""

from __future__ import annotations

from collections.abc import Sequence

from hygiene.browsers.chromium.history import SOURCE
from hygiene.browsers.counting import SINCE_1601
from hygiene.browsers.database import Database
from hygiene.browsers.pages import page_traces
from hygiene.browsers.profile import Profile
from hygiene.services.traces import Pages, PageTrace, Paths, gathered_pages

COLUMNS = {"urls": ("url", "last_visit_time")}


def pages_of(profile: Profile, asked: Sequence[Paths]) -> Pages:
    """What the history tells of each of these hosts."""

    def look(db: Database) -> tuple[PageTrace, ...]:
        db.need("urls", "url", "last_visit_time")
        return page_traces(db, "urls", "last_visit_time", asked, SINCE_1601.read)

    return gathered_pages((SOURCE, lambda: profile.ask(SOURCE, COLUMNS, look)))
