"""Moments as the browsers write them: whatever stands in the place of one is a date or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.counting import (
    MICROSECONDS,
    MILLISECONDS,
    SECONDS,
    SINCE_1601,
    SINCE_2001,
    Epoch,
)

EPOCHS = [SINCE_1601, SINCE_2001, SECONDS, MILLISECONDS, MICROSECONDS]


@given(st.sampled_from(EPOCHS), st.none() | st.booleans() | st.integers() | st.floats())
def test_no_number_breaks_a_date(epoch: Epoch, raw: float | None) -> None:
    read = epoch.read(raw)
    assert read is None or read.tzinfo is not None


@pytest.mark.parametrize("raw", [10**400, -(10**400), float("nan"), float("inf"), -1, 0, None])
def test_what_no_calendar_holds_is_no_date(raw: float | None) -> None:
    assert [epoch.read(raw) for epoch in EPOCHS] == [None] * len(EPOCHS)
