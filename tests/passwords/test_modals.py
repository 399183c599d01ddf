"""What Windows tells of its rules, from the bytes of its answer."""

from __future__ import annotations

import struct

import pytest

from hygiene.errors import CannotLook, Reason
from hygiene.model import Answer, Finding
from hygiene.passwords.demand import answers
from hygiene.passwords.modals import LAYOUT, demand_of, refusal


def told(length: int) -> list[Answer]:
    buffer = struct.pack("<5I", length, 42 * 86400, 0, 0xFFFFFFFF, 24) + b"\0" * 8
    return list(answers(demand_of(buffer)))


def test_the_structure_has_five_numbers_of_four_bytes() -> None:
    assert LAYOUT.size == 20


@pytest.mark.parametrize("length", [0, 7, 11, 12, 13])
def test_what_is_short_whatever_the_complexity_is_found(length: int) -> None:
    (found,) = told(length)
    assert isinstance(found, Finding)
    assert found.facts == {"length": length}
    assert found.subject == ("simple" if length >= 12 else None)


@pytest.mark.parametrize("length", [14, 20])
def test_where_complexity_decides_it_is_said_that_it_was_not_seen(length: int) -> None:
    (cause,) = told(length)
    assert isinstance(cause, CannotLook)
    assert (cause.reason, cause.source) == (Reason.DENIED, "password complexity")


def test_what_is_long_whatever_the_complexity_is_enough() -> None:
    assert told(25) == []


def test_an_error_of_windows_has_a_reason() -> None:
    assert refusal(5).reason is Reason.DENIED
    assert refusal(2140).reason is Reason.SERVICE_ABSENT
