from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hygiene.render.wrap import width_of, wrap

words = st.text(alphabet="abcé写\u00a0\u0301-.", min_size=1, max_size=30)


def test_lines_break_at_plain_spaces_and_hang() -> None:
    assert wrap("one two three", 9, "- ", "  ") == ["- one two", "  three"]


def test_a_no_break_space_holds() -> None:
    assert wrap("aa bb\u00a0: cc", 6) == ["aa", "bb\u00a0:", "cc"]


def test_what_does_not_fit_beside_its_indent_stands_alone() -> None:
    assert wrap("go abcdefghi", 10, "    ", "    ") == ["    go", "abcdefghi"]


def test_a_first_word_that_does_not_fit_leaves_its_mark() -> None:
    assert wrap("abcdefghi", 10, " - ", "   ") == [" -", "abcdefghi"]


def test_a_word_too_long_is_cut_but_an_address_is_not() -> None:
    assert wrap("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    address = "chrome://password-manager/passwords"
    assert wrap(f"type {address} now", 20) == ["type", address, "now"]


def test_wide_signs_take_two_columns_and_marks_none() -> None:
    assert width_of("写真") == 4
    assert width_of("e\u0301") == 1
    assert wrap("写真 写真", 5) == ["写真", "写真"]


def test_nothing_is_a_line_only_if_it_has_a_head() -> None:
    assert wrap("", 10) == []
    assert wrap("", 10, "- ") == ["- "]


@given(st.lists(words), st.integers(20, 60))
def test_no_line_is_too_wide_and_no_sign_is_lost(text: list[str], width: int) -> None:
    lines = wrap(" ".join(text), width, " - ", "   ")
    assert all(width_of(line) <= width for line in lines)
    kept = "".join(lines).replace(" ", "").removeprefix("-")
    assert kept == "".join(text)
