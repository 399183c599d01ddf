"""The CNIL's three ways, and what they make of a computer's rule."""

from __future__ import annotations

import math

import pytest

from hygiene.passwords.cnil import demands_enough, kinds_in, long_enough, words_in
from hygiene.passwords.knowledge import usual, walks, words_for_phrases


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("", 0), ("abc", 1), ("abC", 2), ("abC1", 3), ("abC1!", 4), ("É", 1), ("éÉ", 2), ("a b", 2)],
)
def test_the_four_kinds_of_signs_are_told_apart(text: str, kinds: int) -> None:
    assert kinds_in(text) == kinds


def test_a_word_has_three_letters_and_counts_once() -> None:
    assert words_in("le chat, la CHAT et l'été-là: 123") == 2
    assert long_enough("un deux trois quatre cinq mille cent onze") is True
    assert long_enough("deux trois quatre cinq mille cent") is False


def test_each_way_is_enough_at_its_length_only() -> None:
    assert long_enough("aB3!" * 3)
    assert not long_enough("aB3!aB3!aB3")
    assert long_enough("aB3aB3aB3aB3aB")
    assert not long_enough("aB3aB3aB3aB3a")


@pytest.mark.parametrize(("kinds", "least"), [(1, 25), (2, 16), (3, 14), (4, 12)])
def test_a_rule_is_enough_from_a_length_on(kinds: int, least: int) -> None:
    assert demands_enough(least, kinds)
    assert not demands_enough(least - 1, kinds)


def test_the_lengths_of_a_rule_are_those_of_the_cnils_formula() -> None:
    # The smallest sets that a free choice allows; 79.5 bits count as 80 for the CNIL itself.
    for least, signs in ((25, 10), (16, 36), (14, 62), (12, 99)):
        assert least * math.log2(signs) > 79.5
        assert (least - 1) * math.log2(signs) < 80


@pytest.mark.parametrize("language", ["fr", "en"])
def test_seven_words_of_our_lists_reach_the_bar(language: str) -> None:
    words = words_for_phrases(language)
    assert len(words) == len(set(words))
    assert 7 * math.log2(len(words)) >= 80
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    assert all(3 <= len(word) <= 9 for word in words)


def test_what_is_usual_is_folded_and_holds_french_walks_on_the_keyboard() -> None:
    found = usual()
    assert {"azerty", "ytreza", "loulou", "marseille", "sante"} <= set(found)
    assert found.index("motdepasse") < 5
    assert min(map(len, walks())) == 4
