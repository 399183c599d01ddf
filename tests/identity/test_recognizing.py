"""Among what was typed, the numbers of identity are told, and nothing else is."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.identity.recognizing import SHORTEST, Number, recognized
from hygiene.identity.words import tell_of, words_of
from tests.identity import vectors


@pytest.mark.parametrize("number", [n for n in vectors.NIRS if n != "185337505600176"])
def test_a_social_security_number_tells_by_itself(number: str) -> None:
    assert recognized(number) is Number.NIR


def test_one_without_a_month_of_birth_takes_a_word() -> None:
    assert recognized("185337505600176") is None
    assert recognized("185337505600176", "numSecu") is Number.NIR


@pytest.mark.parametrize("number", vectors.IBANS)
def test_an_iban_tells_by_itself_also_in_small_letters(number: str) -> None:
    assert recognized(number) is Number.IBAN
    assert recognized(number.lower()) is Number.IBAN


@pytest.mark.parametrize("number", vectors.CARDS)
@pytest.mark.parametrize("field", ["cardnumber", "numeroCarte", "cc-number", "CB", "n° de carte"])
def test_a_card_takes_a_word(number: str, field: str) -> None:
    assert recognized(number) is None
    assert recognized(number, field) is Number.CARD


@pytest.mark.parametrize("date", ["12/28", "12 / 2028", "01/30"])
def test_or_the_month_in_which_it_ends(date: str) -> None:
    assert recognized(f"4970 1011 2233 4422 {date}") is Number.CARD


@pytest.mark.parametrize("date", ["25/12/2026", "2026/11/26", "13/28"])
def test_another_date_says_nothing_of_cards(date: str) -> None:
    assert recognized(f"4970101122334422, {date}") is None


@pytest.mark.parametrize("field", ["carteFidelite", "carte_vitale", "numSiret", "carte-cadeau"])
def test_cards_of_another_sort_are_none(field: str) -> None:
    assert recognized("4970101122334422", field) is None


@pytest.mark.parametrize("number", vectors.TAX_NUMBERS)
@pytest.mark.parametrize(
    "beside", ["spi_tmp", "numFiscal", "https://cfspart-idp.impots.gouv.fr/", "Numéro d'impôts"]
)
def test_a_tax_number_takes_a_word(number: str, beside: str) -> None:
    assert recognized(number) is None
    assert recognized(number, beside) is Number.TAX_NUMBER


@pytest.mark.parametrize(
    "written",
    [
        "2 55 08 14 168 025 38",
        "2.55.08.14.168.025.38",
        "2-55-08-14-168-025-38",
        "2\u00a055\u202f08\u00a014\u00a0168\u00a0025\u00a038",
        "2 55 08 14 168 025 / 38",
        "nir: 255081416802538.",
        "(255081416802538)",
        "mon numéro est le 2 55 08 14 168 025 38, merci",
        "2 53 07 2a 073 004 43",
    ],
)
def test_a_number_is_told_however_it_is_written(written: str) -> None:
    assert recognized(written) is Number.NIR


@pytest.mark.parametrize(
    "written",
    [
        "x255081416802538",
        "255081416802538x",
        "13255081416802538",  # a date of Chromium is as long
        "2550814168025381",
        "255081416802538 1",
        "1234 255081416802538",
        "12 - 255081416802538",
        "2  55 08 14 168 025 38",
    ],
)
def test_a_part_of_a_longer_number_is_none(written: str) -> None:
    assert recognized(written) is None


def test_the_digits_of_a_wrong_iban_are_nothing_else() -> None:
    for number in vectors.NO_IBANS:
        assert recognized(number, "carte secu impot") is None
    assert recognized("FR76 3000 6000 0112 3456 7890 188", "carte secu impot") is None


def test_an_iban_comes_before_what_its_digits_look_like() -> None:
    assert recognized("FR76 3000 6000 0112 3456 7890 189", "carte bancaire") is Number.IBAN


@pytest.mark.parametrize(
    "value",
    [
        "",
        "bonjour",
        "01 99 00 12 34",
        "75011",
        "alice@example.fr",
        "1795628400000",
        "490154203237518",
    ],
)
def test_other_things_people_type_are_none(value: str) -> None:
    assert recognized(value, "q") is None


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_has_an_answer(value: str, beside: str) -> None:
    found = recognized(value, beside)
    assert found is None or len(value) >= SHORTEST


@given(st.sampled_from(vectors.NIRS[:3]), st.text("abc ,;:()!?", max_size=12))
def test_words_around_a_number_hide_it_not(number: str, words: str) -> None:
    assert recognized(f"{words} {number} {words}") is Number.NIR


@pytest.mark.parametrize(
    ("length", "beside", "at_most"),
    # Measured on 400,000 numbers each (2026-11): 0.073, 0.46, 0, 0.035, 0 and 3.5 %.
    [
        (15, "", 0.0015),
        (15, "secu", 0.007),
        (13, "", 0),
        (13, "fiscal", 0.001),
        (16, "", 0),
        (16, "carte", 0.05),
    ],
)
def test_few_numbers_at_random_are_taken_for_one(length: int, beside: str, at_most: float) -> None:
    chance = random.Random(length)
    numbers = ("".join(chance.choices("0123456789", k=length)) for _ in range(20_000))
    assert sum(recognized(n, beside) is not None for n in numbers) <= at_most * 20_000


def test_the_words_of_a_field_are_told_apart() -> None:
    assert words_of("numFiscal") == {"num", "fiscal"}
    assert words_of("N° d'impôt_1") == {"n", "d", "impot"}
    assert tell_of("tax", words_of("NUMERO_FISCAL"))
    assert not tell_of("tax", words_of("respiration"))
