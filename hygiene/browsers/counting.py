"""Counting the rows of a table with their dates, in one scan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hygiene.browsers.database import Database
from hygiene.clock import Clock, moment
from hygiene.tally import Tally


@dataclass(frozen=True, slots=True)
class Epoch:
    """How a column writes a moment: ticks a second, and seconds from its zero to 1970."""

    ticks: int
    offset: int = 0

    def read(self, raw: int | float | None) -> datetime | None:
        """The aware datetime of a raw value; None for zero, missing or absurd ones."""
        if not isinstance(raw, (int, float)) or raw <= 0:
            return None
        try:
            return moment(raw / self.ticks - self.offset)
        except OverflowError:  # JSON knows no largest number
            return None

    def write(self, date: datetime) -> int:
        """The raw value of an aware datetime."""
        return int((date.timestamp() + self.offset) * self.ticks)


#: Chromium's History, Cookies and Login Data: microseconds since 1601 (measured, Chromium 156).
SINCE_1601 = Epoch(1_000_000, 11_644_473_600)
#: Safari: seconds since 2001 (VERIFIED in plaso and HackBrowserData, 2026).
SINCE_2001 = Epoch(1, -978_307_200)
#: Chromium's Web Data.
SECONDS = Epoch(1)
#: Firefox's logins.json and autofill-profiles.json.
MILLISECONDS = Epoch(1_000)
#: Firefox's databases.
MICROSECONDS = Epoch(1_000_000)


def rows(
    db: Database,
    table: str,
    clock: Clock,
    *,
    date: str | None,
    epoch: Epoch,
    where: str = "1",
    facts: Mapping[str, str] | None = None,
) -> Tally:
    """Count the rows of `table`.

    Args:
        db: An open database.
        table: One of our own catalogue's names.
        clock: From when on things count.
        date: The SQL expression of the date that counts, None where the table has none.
        epoch: How that expression writes a moment.
        where: Which rows, in SQL.
        facts: Name of a fact: SQL expression to sum over the rows that count.
    """
    facts = facts or {}
    now = epoch.write(clock.now)
    since = epoch.write(clock.since) if clock.since else 0
    session = epoch.write(clock.session) if clock.session else 0
    day = date or "0"
    dated = "d > 0 and d <= :now"
    counted = "d >= :since and " + dated if clock.since else "1"
    sums = "".join(f", coalesce(sum(f{i}), 0)" for i in range(len(facts)))
    columns = "".join(f", {sql} as f{i}" for i, sql in enumerate(facts.values()))
    inner = f"(select {day} as d{columns} from {table} where {where})"
    count, first, last, fresh, *totals = db.rows(
        f"select count(*), min(case when {dated} then d end), max(case when {dated} then d end),"
        f" coalesce(sum({dated} and d >= :session), 0){sums} from {inner} where {counted}",
        now=now,
        session=session,
        since=since,
    )[0]
    undated = 0
    if clock.since:
        undated = db.number(
            f"select count(*) from {inner} where d is null or not ({dated})", now=now
        )
    known = clock.session is not None and (date is not None or not count)
    return Tally(
        count=count,
        since_session=fresh if known else None,
        first=epoch.read(first),
        last=epoch.read(last),
        undated=undated,
        facts=dict(zip(facts, (int(total) for total in totals), strict=True)),
    )


def visits(db: Database, table: str, date: str, clock: Clock, epoch: Epoch) -> int:
    """How many rows a table of visits has; with `--since`, those dated from then on."""
    if not clock.since:
        db.need(table)
        return db.number(f"select count(*) from {table}")
    db.need(table, date)
    return db.number(
        f"select count(*) from {table} where {date} between :since and :now",
        since=epoch.write(clock.since),
        now=epoch.write(clock.now),
    )


def latest(found: frozenset[str], *names: str) -> str | None:
    """The SQL expression of the latest of the date columns that are there."""
    there = [f"coalesce({name}, 0)" for name in names if name in found]
    if not there:
        return None
    return there[0] if len(there) == 1 else f"max({', '.join(there)})"
