"""Whose a folder of site data is: the frame's origin, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.formats.webkitorigin import read_origin
from hygiene.errors import CannotLook, Reason
from tests.browsers.formats.safari_files import origin_note

SITE = ("https", "www.example.fr", 0)


@pytest.mark.parametrize(
    ("note", "origin"),
    [
        (origin_note(SITE), "https://www.example.fr"),
        (origin_note(SITE, ("https", "frame.fr", 0)), "https://frame.fr"),
        (origin_note(("http", "example.fr", 8080)), "http://example.fr:8080"),
        (origin_note(("https", "例え.jp", 0)), "https://例え.jp"),
        (origin_note(("file", "", 0)), ""),
        (origin_note(("safari-web-extension", "abc", 0)), ""),
    ],
)
def test_the_origin_of_the_frame_is_told(note: bytes, origin: str) -> None:
    assert read_origin(note) == origin


@given(st.integers(0, len(origin_note(SITE)) - 1))
def test_a_note_that_is_cut_short_is_damaged(length: int) -> None:
    with pytest.raises(CannotLook) as caught:
        read_origin(origin_note(SITE)[:length])
    assert caught.value.reason is Reason.DAMAGED


@given(st.binary(max_size=80))
def test_bytes_of_any_sort_are_refused_or_read(data: bytes) -> None:
    try:
        assert "://" in read_origin(data) or not read_origin(data)
    except CannotLook as cause:
        assert cause.reason is Reason.DAMAGED
