"""Counting: what counts from when on, and what several sources add up to."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from hygiene.clock import Clock
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.tally import Item, Tally, merged, tallied
from tests.browsers.profiles import FUTURE, MORNING, NOON, NOW, SESSION

_SECONDS = st.integers(631_152_000, 2_208_988_800)  # 1990 to 2040
dates = st.none() | _SECONDS.map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
items = st.lists(st.builds(Item, dates, st.sampled_from(["", "a.fr", "b.fr"])))


@given(items)
def test_since_splits_what_counts_from_what_does_not(found: list[Item]) -> None:
    whole = Tally.of(found, Clock(NOW))
    later = Tally.of(found, Clock(NOW, since=SESSION))
    earlier = [i for i in found if i.date is not None and i.date < SESSION]
    assert whole.count == len(found)
    assert later.count + later.undated + len(earlier) == len(found)
    assert later.first is None or later.first >= SESSION
    assert later.names <= whole.names


@given(items, items)
def test_two_sources_count_like_one(one: list[Item], two: list[Item]) -> None:
    clock = Clock(NOW, session=SESSION)
    apart, together = (
        merged([Tally.of(one, clock), Tally.of(two, clock)]),
        Tally.of(one + two, clock),
    )
    assert (apart.count, apart.names) == (together.count, together.names)
    assert (apart.first, apart.last) == (together.first, together.last)
    if apart.since_session is not None:
        assert apart.since_session == together.since_session


def test_a_date_in_the_future_is_no_date() -> None:
    found = Tally.of([Item(FUTURE), Item(NOON)], Clock(NOW, session=SESSION))
    assert (found.count, found.since_session, found.last) == (2, 1, NOON)


def test_without_a_known_session_nothing_is_said_of_it() -> None:
    assert Tally.of([Item(NOON)], Clock(NOW)).since_session is None


def test_without_any_date_nothing_is_said_of_the_session() -> None:
    assert Tally.of([Item()], Clock(NOW, session=SESSION)).since_session is None
    assert Tally.of([], Clock(NOW, session=SESSION)).since_session == 0


def test_facts_are_added_and_flags_kept() -> None:
    parts = [Tally(facts={"bytes": 2, "approximate": True}), Tally(facts={"bytes": 3})]
    assert merged(parts).facts == {"bytes": 5, "approximate": True}


def test_each_source_is_looked_at_alone() -> None:
    def missing() -> Tally:
        raise NotHere

    def locked() -> Tally:
        raise CannotLook(Reason.LOCKED)

    one = Tally.of([Item(MORNING)], Clock(NOW))
    found = tallied(("a", lambda: one), ("b", missing), ("c", locked))
    assert (found.count, found.first) == (1, MORNING)
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.LOCKED, "c")]
