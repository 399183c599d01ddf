"""Every reader takes whole, cut, changed and random bytes: a value or a named cause comes out."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.parsers import PARSERS, asked


@pytest.mark.parametrize("name", PARSERS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_bytes_end_in_a_value_or_a_named_cause(name: str, data: st.DataObject) -> None:
    parser = PARSERS[name]
    seed = data.draw(st.sampled_from(parser.seeds))
    cut = data.draw(st.integers(0, len(seed)))
    noise = data.draw(st.binary(max_size=60))
    kept = data.draw(st.integers(0, len(seed)))
    for each in (seed[:cut] + noise + seed[kept:], noise):
        asked(parser, each)


@pytest.mark.parametrize("name", PARSERS)
def test_each_reader_likes_the_files_a_search_begins_with(name: str) -> None:
    for seed in PARSERS[name].seeds:
        PARSERS[name].read(seed)
