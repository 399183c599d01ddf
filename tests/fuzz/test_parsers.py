"""Every reader takes whole, cut, changed and random bytes: a value or a named cause comes out."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.parser import OnDisk, asked, told
from tests.fuzz.parsers import PARSERS

pytestmark = pytest.mark.fault

BYTE = st.integers(0, 255)
#: Those that open many files take milliseconds for each look.
SLOW = [name for name, parser in PARSERS.items() if isinstance(parser.read, OnDisk)]
QUICK = [name for name in PARSERS if name not in SLOW]
SETTINGS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def look(name: str, data: st.DataObject) -> None:
    parser = PARSERS[name]
    seed = data.draw(st.sampled_from(parser.seeds))
    cut = data.draw(st.integers(0, len(seed)))
    noise = data.draw(st.binary(max_size=60))
    kept = data.draw(st.integers(0, len(seed)))
    changed = bytearray(seed)
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, len(seed) - 1), BYTE))):
        changed[place] = byte
    for each in (seed[:cut] + noise + seed[kept:], bytes(changed), noise):
        asked(parser, each)


@pytest.mark.parametrize("name", QUICK)
@SETTINGS
@given(data=st.data())
def test_any_bytes_end_in_a_value_or_a_named_cause(name: str, data: st.DataObject) -> None:
    look(name, data)


@pytest.mark.parametrize("name", SLOW)
@settings(SETTINGS, max_examples=15)
@given(data=st.data())
def test_any_file_ends_in_a_value_or_a_named_cause(name: str, data: st.DataObject) -> None:
    look(name, data)


@pytest.mark.parametrize("name", PARSERS)
def test_each_reader_likes_the_files_a_search_begins_with(name: str) -> None:
    for seed in PARSERS[name].seeds:
        told(PARSERS[name].read(seed))
