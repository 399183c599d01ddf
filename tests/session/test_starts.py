"""Which of several sessions counts, and from when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hygiene.session.starts import Session, starts

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)

moments = st.integers(-10_000, 10_000).map(lambda minutes: NOW + timedelta(minutes=minutes))
sessions = st.builds(Session, st.sampled_from(["alice", "benoît"]), moments, st.booleans())


def test_no_session_no_start() -> None:
    assert starts([], NOW, NOW) == {}


@given(st.lists(sessions))
def test_a_start_is_that_of_a_session_and_never_in_the_future(found: list[Session]) -> None:
    for user, start in starts(found, None, NOW).items():
        assert start <= NOW
        assert any(s.user == user and s.start == start for s in found)


@given(st.lists(sessions))
def test_the_order_in_which_they_are_listed_does_not_matter(found: list[Session]) -> None:
    assert starts(found, None, NOW) == starts(found[::-1], None, NOW)


@given(moments, moments)
def test_a_session_that_opened_by_itself_never_begins_before_it_opened(
    opened: datetime, touched: datetime
) -> None:
    found = starts([Session("public", opened, automatic=True)], touched, NOW)
    assert found.get("public", NOW) >= min(opened, NOW)
    assert found == ({"public": max(opened, touched)} if max(opened, touched) <= NOW else {})
