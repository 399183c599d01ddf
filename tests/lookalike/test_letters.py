"""How names read to somebody in a hurry."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hygiene.data import load
from hygiene.lookalike.letters import is_one_off, plain_letters, readings, without_doubles

LETTERS = st.text("abc", max_size=8)


def changed(word: str) -> set[str]:
    """Every word that one gesture of the hand makes of this one."""
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return {
        *(a + b[1:] for a, b in splits if b),
        *(a + c + b for a, b in splits for c in "abc"),
        *(a + c + b[1:] for a, b in splits if b for c in "abc"),
        *(a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1),
    } - {word}


@given(LETTERS, LETTERS)
def test_one_off_is_one_letter_more_less_other_or_two_swapped(word: str, name: str) -> None:
    assert is_one_off(word, name) == (word in changed(name))


def test_accents_and_other_alphabets_read_as_letters() -> None:
    assert plain_letters("xn--vrification-ameli-btb.com") == "verification-ameli.com"
    assert plain_letters("vérification-ameli.com") == "verification-ameli.com"
    assert plain_letters("аmеlі.fr") == "ameli.fr"
    assert plain_letters("AMELI.fr") == "ameli.fr"


def test_what_cannot_be_decoded_stays() -> None:
    assert plain_letters("xn--ä.fr") == "xn--a.fr"
    assert plain_letters("xn--99999999999.fr") == "xn--99999999999.fr"


@given(st.text(max_size=70))
def test_any_text_can_be_read(text: str) -> None:
    for _ in readings(plain_letters(text)):
        pass


def test_digits_among_letters_and_letters_that_touch_read_as_letters() -> None:
    assert "ameli" in readings("ame1i")
    assert "paypal" in readings("paypa1")
    assert "amende" in readings("arnende")
    assert not list(readings("2026"))


def test_doubled_letters_read_as_one() -> None:
    assert without_doubles("amelli") == "ameli"


def test_each_letter_stands_for_small_ones_of_ascii() -> None:
    tables = load("hygiene.lookalike", "letters.toml")
    for sign, letter in tables["letters"].items():
        assert len(sign) == 1
        assert not sign.isascii()
        assert letter.isascii()
        assert letter.islower()
        # Where decomposition does it, the row is not needed.
        assert plain_letters(sign) == letter
