"""What macOS tells of its rules, as its own program prints them."""

from __future__ import annotations

import plistlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.errors import CannotLook, Reason
from hygiene.passwords.demand import answers
from hygiene.passwords.pwpolicy import demand_of

NUMERIC, SYMBOL = "(.*[0-9].*){1,}+", "(.*[^0-9a-zA-Z].*){1,}+"
UPPER, LOWER = "(.*[A-Z].*){1,}+", "(.*[a-z].*){1,}+"


def printed(*patterns: str) -> bytes:
    rules = [{"policyContent": f"policyAttributePassword matches '{p}'"} for p in patterns]
    listed = plistlib.dumps({"policyCategoryPasswordContent": rules})
    return b"Getting global account policies\n" + listed


@pytest.mark.parametrize(
    ("patterns", "shortest"),
    [
        ((".{4,}+",), (4, 1)),
        (("^.{12,}$",), (12, 1)),
        ((".{8,}+", NUMERIC, SYMBOL), (8, 2)),
        ((".{12,}+", NUMERIC, SYMBOL, UPPER, LOWER), (12, 4)),
    ],
)
def test_lengths_and_kinds_are_read(patterns: tuple[str, ...], shortest: tuple[int, int]) -> None:
    found = demand_of(printed(*patterns))
    assert (found.length, found.kinds, found.unseen) == (*shortest, None)


def test_a_pattern_that_nobody_knows_may_demand_anything() -> None:
    (answer,) = answers(demand_of(printed(".{4,}+", "(?=.*[a-z])(?=.*[A-Z]).{15,}")))
    assert isinstance(answer, CannotLook)
    assert answer.reason is Reason.UNSUPPORTED


@pytest.mark.parametrize("told", [b"Getting global account policies\n", printed()])
def test_no_length_at_all_is_not_recorded(told: bytes) -> None:
    with pytest.raises(CannotLook) as raised:
        demand_of(told)
    assert raised.value.reason is Reason.NOT_RECORDED


@pytest.mark.parametrize(
    "told",
    [
        b"<?xml",
        b"<?xml version='1.0'?><plist><array/></plist>",
        b"<?xml " + b"\xff" * 9,
        printed().replace(b"<array/>", b"<string>a</string>"),
    ],
)
def test_what_is_no_list_of_rules_is_unsupported(told: bytes) -> None:
    with pytest.raises(CannotLook) as raised:
        demand_of(told)
    assert raised.value.reason is Reason.UNSUPPORTED


@given(st.binary(max_size=200))
def test_anything_printed_is_read_or_refused(told: bytes) -> None:
    for start in (b"", b"<?xml version='1.0'?><plist>"):
        try:
            demand_of(start + told)
        except CannotLook:
            pass


def test_an_encoding_that_nobody_knows_is_unsupported() -> None:
    with pytest.raises(CannotLook) as caught:
        demand_of(b'<?xml version="1.0" encoding="x-none"?><plist><dict/></plist>')
    assert caught.value.reason is Reason.UNSUPPORTED
