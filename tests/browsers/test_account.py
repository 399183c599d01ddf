"""An address is masked before it leaves a reader, whatever it looks like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.account import masked


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("alice.martin@gmail.com", "a…@g….com"),
        (" a@b.fr ", "a…@b….fr"),
        ("x@mail.ac-lyon.education.fr", "x…@m….fr"),
        ("two@signs@exemple.fr", "t…@e….fr"),
        ("alice", None),
        ("@exemple.fr", None),
        ("alice@exemple", None),
        ("alice@.fr", None),
        ("alice@exemple.", None),
        ("alice\x1b[2J@exemple.fr", None),
        ("alice martin@exemple.fr", None),
        ("a" * 300 + "@exemple.fr", None),
        (None, None),
        (["alice@exemple.fr"], None),
    ],
)
def test_only_the_first_signs_and_the_last_label_are_told(email: object, told: str | None) -> None:
    assert masked(email) == told


@given(st.emails())
def test_an_address_is_never_told_whole(email: str) -> None:
    told = masked(email)
    assert told is None or (email not in told and told.count("…") == 2)
    if told:
        assert len(told) < 8 + len(email.rpartition(".")[2])


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    told = masked(text)
    assert told is None or told.isprintable()
