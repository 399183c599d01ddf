"""Moments: whatever number a file holds, a date comes out that everybody can tell, or none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from hygiene.clock import moment

LAST = datetime(9999, 12, 30, tzinfo=UTC)


@given(st.floats() | st.integers())
def test_no_number_breaks_the_calendar(seconds: float) -> None:
    date = moment(seconds)
    if date is not None:
        written = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        assert abs((date - written).total_seconds()) < 1 or date < written > LAST


def test_every_time_zone_can_tell_every_date() -> None:
    for seconds in (1, 253_402_300_799):
        date = moment(seconds)
        assert date is not None
        for hours in (-23, 23):
            assert date.astimezone(timezone(timedelta(hours=hours))) == date
