"""Passwords that people choose are told apart from good ones."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hygiene.passwords.phrase import phrase
from hygiene.passwords.rating import About, Fault, faults

ABOUT = About(
    ("alice", "Zoé Martin", "Zoé", "Martin"),
    ("ameli", "CAF", "Orange", "impots"),
    date(2026, 11, 26),
)


def against(text: str) -> set[str]:
    return {str(fault) for fault in faults(text, ABOUT)}


@pytest.mark.parametrize(
    "usual",
    [
        "azerty",
        "motdepasse",
        "soleil75",
        "Azerty123!",
        "Marseille13!",
        "Loulou2010",
        "Ameli2024!",
        "1850978123456",
        "AzertyAzerty1!",
        "Bonjour123456!",
        "Motdepasse2026!",
        "Loulou2010Loulou2010!",
        "qsdfghjklmQSDFGHJKLM1!",
        "Élodie1985!",
        "a" * 10_000,
    ],
)
def test_what_many_people_choose_is_easy_to_guess(usual: str) -> None:
    assert "easy" in against(usual)


@pytest.mark.parametrize("good", ["xK9$vRq2!mZp", "vRq2mZpLxK97sT", "pZ7#wéQ!u4Rk"])
def test_what_chance_made_is_good(good: str) -> None:
    assert against(good) == set()


@pytest.mark.parametrize(
    "short", ["xK9$vRq2!mZ", "vRq2mZpLxK97s", "xkvrqmzpqwhjlf", "cheval agrafe pile"]
)
def test_what_is_too_short_in_each_of_the_three_ways_is_told(short: str) -> None:
    assert against(short) == {"short"}


@pytest.mark.parametrize(
    "number",
    [
        "1850978123456",
        "255081416802538",
        "2 55 08 14 168 025 38",
        "xQ!269054958815780",
        "253072A07300443zZ!",
        "FR7630006000011234567890189 !aB",
    ],
)
def test_a_number_of_identity_is_refused(number: str) -> None:
    assert "number" in against(number)


@pytest.mark.parametrize(
    "dated",
    [
        "12031985",
        "120385",
        "12/3/1985",
        "1985-03-12",
        "19850312",
        "12mars1985",
        "le 1er août 90",
        "3 May 2001",
    ],
)
def test_a_date_is_refused_wherever_it_is(dated: str) -> None:
    assert "date" in against(f"xK$vRq!{dated}!mZp")


@pytest.mark.parametrize("undated", ["99/99/1985", "31022000", "12032085", "123", "1234567"])
def test_what_is_no_day_of_the_past_is_no_date(undated: str) -> None:
    assert "date" not in against(f"xK$vRq!{undated}!mZp")


@pytest.mark.parametrize("named", ["alice", "ALICE", "@l1c3", "zoé", "ZoeMartin", "a.l.i.c.e"])
def test_the_name_of_the_account_is_refused(named: str) -> None:
    assert "account" in against(f"xK9$vRq!{named}!7Zp")


@pytest.mark.parametrize("service", ["ameli", "AMELI", "monameli", "caf", "0range", "impôts"])
def test_the_name_of_a_service_is_refused(service: str) -> None:
    assert "service" in against(f"xK9$!{service}!7(2)=")


def test_a_short_name_inside_a_word_is_no_service() -> None:
    assert "service" not in against("xK9$!decafeine!7(2)=")


def test_a_word_of_a_phrase_may_be_a_service_too() -> None:
    assert against("orange balcon pluie tricot cuivre girafe menthe") == set()


def test_in_a_phrase_a_name_counts_as_a_word_of_its_own_only() -> None:
    assert against("domicile escargot zebre lait voltiger bobard malice") == set()
    assert "account" in against("domicile escargot zebre lait voltiger bobard alice")


def test_seven_times_one_word_is_no_phrase() -> None:
    assert against("pluie " * 7) >= {"short", "easy"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_phrases_that_are_proposed_are_good(language: str) -> None:
    for _ in range(20):
        assert against(phrase(language)) == set()


def test_digits_before_line_ends_are_rated() -> None:
    assert Fault.EASY in faults("1975\n", ABOUT)
    assert Fault.EASY not in faults("B\x0021975\n\n\n\n173Bonjo\udcce2u", ABOUT)


def test_what_is_returned_holds_nothing_of_what_was_typed() -> None:
    assert all(isinstance(fault, Fault) for fault in faults("canari-jaune-7!", ABOUT))


SIGNS = st.text(max_size=120) | st.text(alphabet="0123456789 /.-AB", max_size=60)


@settings(max_examples=100, deadline=None)
@given(SIGNS)
def test_any_text_is_rated(text: str) -> None:
    faults(text, ABOUT)


@settings(max_examples=25, deadline=None)
@given(
    st.text(alphabet=string.printable + "éÉß€İ\ud800", min_size=1, max_size=60),
    st.integers(1, 10_000),
)
def test_a_text_of_any_length_is_rated(text: str, length: int) -> None:
    whole = (text * length)[:length]
    faults(whole, ABOUT)
