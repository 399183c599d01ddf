"""The dates that Firefox's JSON files keep of each entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hygiene.browsers.counting import MILLISECONDS

#: Milliseconds since 1970; its SQLite stores of logins use the same names and unit.
DATES = ("timeCreated", "timeLastUsed")


def last_date(entry: Mapping[str, object]) -> datetime | None:
    """When an entry was last made or used; None where no date is readable."""
    dates = [value for key in DATES if isinstance(value := entry.get(key), (int, float))]
    return MILLISECONDS.read(max(dates, default=0))
