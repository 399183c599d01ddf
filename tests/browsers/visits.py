"""What one visit to a site leaves in a profile of Chromium's family."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.browsers.databases import database
from tests.browsers.profiles import FUTURE, NOON, webkit


def keep(
    folder: Path,
    host: str,
    name: str,
    date: datetime = NOON,
    *,
    lasting: bool = False,
    source: str = "Cookies",
) -> None:
    """A cookie of the kind that log-ins have, where the system keeps them (`source`)."""
    with database(folder / source) as made:
        if not made.connection.execute("select 1 from sqlite_master").fetchall():
            made.create("cookies")
        made.add(
            "cookies",
            host_key=host,
            name=name,
            value="canari-secret",
            creation_utc=webkit(date),
            last_access_utc=webkit(date),
            expires_utc=webkit(FUTURE) if lasting else 0,
            has_expires=int(lasting),
            is_persistent=int(lasting),
            is_secure=1,
            is_httponly=1,
        )


def visit(folder: Path, url: str, date: datetime = NOON) -> None:
    """A page of the history."""
    with database(folder / "History") as made:
        if not made.connection.execute("select 1 from sqlite_master").fetchall():
            made.create("urls", "visits", "downloads")
        made.add("urls", url=url, last_visit_time=webkit(date), visit_count=1)
