"""What --since means, and how it is refused."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.commandline.since import parse
from hygiene.errors import UsageError

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 14, 2, 11, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def in_paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as local:
        local.setenv("TZ", "Europe/Paris")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("30m", datetime(2026, 11, 23, 13, 32, 11, tzinfo=PARIS)),
        ("2h", datetime(2026, 11, 23, 12, 2, 11, tzinfo=PARIS)),
        ("3D", datetime(2026, 11, 20, 14, 2, 11, tzinfo=PARIS)),
        ("0m", NOW),
        ("today", datetime(2026, 11, 23, tzinfo=PARIS)),
        (" Today ", datetime(2026, 11, 23, tzinfo=PARIS)),
        ("2026-11-20", datetime(2026, 11, 20, tzinfo=PARIS)),
        ("2026-11-23T14:00", datetime(2026, 11, 23, 14, tzinfo=PARIS)),
        ("2026-11-23 14:00:30", datetime(2026, 11, 23, 14, 0, 30, tzinfo=PARIS)),
        ("2026-11-23T12:00Z", datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("2026-11-23T14:00+02:00", datetime(2026, 11, 23, 12, tzinfo=UTC)),
    ],
)
def test_a_moment_is_understood(asked: str, meant: datetime) -> None:
    moment = parse(asked, NOW)
    assert isinstance(moment, datetime)
    assert moment == meant
    assert moment.tzinfo is not None


@pytest.mark.parametrize("asked", ["session", "SESSION", " session "])
def test_the_session_is_a_word_of_its_own(asked: str) -> None:
    assert parse(asked, NOW) == "session"


def test_midnight_has_the_offset_of_midnight_on_the_day_the_clocks_change() -> None:
    evening = datetime(2026, 10, 25, 20, tzinfo=PARIS)  # summer time ended at 3 that night
    assert parse("today", evening) == datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert parse("2026-07-14", NOW) == datetime(2026, 7, 13, 22, tzinfo=UTC)


@pytest.mark.parametrize("asked", ["2026-11-24", "2026-11-23T14:03", "2999-01-01"])
def test_the_future_is_refused(asked: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(asked, NOW)
    assert refused.value.text == "since-future"
    assert refused.value.values["value"] == asked


@pytest.mark.parametrize(
    "asked",
    [
        *("", " ", "2", "h", "-2h", "2.5h", "2w", "٢h", "2h 3m", "999999d", "yesterday", "14:00"),
        *("2026-13-01", "2026-02-30", "0001-01-01", "2026-11-23T25:00"),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"),
    ],
)
def test_what_is_no_moment_is_refused(asked: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(asked, NOW)
    assert refused.value.text == "since-wrong"


@given(st.text(max_size=40))
def test_nothing_but_a_moment_or_a_refusal_comes_out(asked: str) -> None:
    try:
        moment = parse(asked, NOW)
    except UsageError:
        return
    assert moment == "session" or (isinstance(moment, datetime) and moment <= NOW)


@given(st.integers(0, 900), st.sampled_from("mhd"))
def test_so_long_ago_is_so_long_ago(amount: int, unit: str) -> None:
    seconds = {"m": 60, "h": 3600, "d": 86400}[unit]
    moment = parse(f"{amount}{unit}", NOW)
    assert isinstance(moment, datetime)
    assert NOW - moment == timedelta(seconds=amount * seconds)
