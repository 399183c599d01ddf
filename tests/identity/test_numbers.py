"""Each number is told by its own rule, and as an independent library tells it."""

from __future__ import annotations

import pytest
import stdnum.fr.nif
import stdnum.fr.nir
import stdnum.iban
import stdnum.luhn
from hypothesis import given
from hypothesis import strategies as st

from hygiene.data import load
from hygiene.identity.card import is_card
from hygiene.identity.iban import is_iban, length_of
from hygiene.identity.nir import has_birth_month, is_nir
from hygiene.identity.tax import is_tax_number
from tests.identity import vectors

DIGITS = st.text("0123456789", min_size=9, max_size=20)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


@pytest.mark.parametrize("number", vectors.NIRS)
def test_a_social_security_number_is_told(number: str) -> None:
    assert is_nir(number)
    assert stdnum.fr.nir.is_valid(number)


@pytest.mark.parametrize("number", (*vectors.NO_NIRS, "", "٢55081416802538"))
def test_what_is_none_is_not(number: str) -> None:
    assert not is_nir(number)


@given(
    st.sampled_from("123478"),
    digits(2),
    st.integers(1, 12),
    st.sampled_from(["01", "75", "2A", "2B", "97", "99"]),
    st.integers(1, 999),
    st.integers(1, 999),
)
def test_every_number_with_its_key_is_told_and_with_another_is_not(
    sex: str, year: str, month: int, department: str, commune: int, order: int
) -> None:
    body = f"{sex}{year}{month:02}{department}{commune:03}{order:03}"
    key = stdnum.fr.nir.calc_check_digits(body)
    assert is_nir(body + key)
    assert has_birth_month(body + key)
    assert not is_nir(f"{body}{int(key) % 97 + 1:02}")


@given(digits(15))
def test_whatever_we_call_one_the_library_does_too(number: str) -> None:
    assert not is_nir(number) or stdnum.fr.nir.is_valid(number)


def test_a_number_without_a_month_is_told_apart() -> None:
    assert [n for n in vectors.NIRS if not has_birth_month(n)] == ["185337505600176"]


@pytest.mark.parametrize("number", vectors.IBANS)
def test_an_iban_is_told(number: str) -> None:
    assert is_iban(number)
    assert stdnum.iban.is_valid(number)


@pytest.mark.parametrize("number", (*vectors.NO_IBANS, "", "FR", "fr7630006000011234567890189"))
def test_no_iban_is_told(number: str) -> None:
    assert not is_iban(number)


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=23, max_size=23))
def test_every_french_iban_with_its_key_is_told(account: str) -> None:
    key = stdnum.iban.calc_check_digits(f"FR00{account}")
    assert is_iban(f"FR{key}{account}")
    assert not is_iban(f"FR{(int(key) + 1) % 97:02}{account}")


def test_the_lengths_are_those_that_the_library_knows() -> None:
    for country, length in load("hygiene.identity", "numbers.toml")["iban"].items():
        assert length_of(country) == length
        assert _known_length(country) == length, country


def _known_length(country: str) -> int:
    """What the library's registry says of the length of a country's account part, plus four."""
    entry = dict(stdnum.iban._ibandb.info(f"{country}00")[0][1])
    parts = [int("".join(c for c in part if c.isdigit())) for part in entry["bban"].split("!")[:-1]]
    return 4 + sum(parts)


@pytest.mark.parametrize("number", vectors.CARDS)
def test_a_card_is_told(number: str) -> None:
    assert is_card(number)
    assert stdnum.luhn.is_valid(number)


@pytest.mark.parametrize("number", (*vectors.NO_CARDS, "", "4111 1111 1111 1111"))
def test_no_card_is_told(number: str) -> None:
    assert not is_card(number)


@given(DIGITS)
def test_a_card_obeys_luhn(number: str) -> None:
    assert not is_card(number) or stdnum.luhn.is_valid(number)


@given(st.sampled_from(["4", "51", "2221", "2720"]), digits(15))
def test_every_number_of_a_scheme_that_obeys_luhn_is_a_card(start: str, rest: str) -> None:
    body = (start + rest)[:15]
    assert is_card(body + stdnum.luhn.calc_check_digit(body))


@pytest.mark.parametrize("number", vectors.TAX_NUMBERS)
def test_a_tax_number_is_told(number: str) -> None:
    assert is_tax_number(number)
    assert stdnum.fr.nif.is_valid(number)


@pytest.mark.parametrize("number", (*vectors.NO_TAX_NUMBERS, ""))
def test_no_tax_number_is_told(number: str) -> None:
    assert not is_tax_number(number)


@given(digits(13))
def test_tax_numbers_are_those_of_the_library(number: str) -> None:
    assert is_tax_number(number) == stdnum.fr.nif.is_valid(number)
