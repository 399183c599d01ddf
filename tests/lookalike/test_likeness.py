"""Names that imitate an official one are told from names that are merely near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.lookalike.brands import words
from hygiene.lookalike.likeness import likeness
from hygiene.services.catalogue import built_in
from hygiene.services.words import words as of_service
from tests.lookalike.names import BAD, NEIGHBOURS


def test_the_lists_are_those_that_were_meant() -> None:
    assert len(dict(BAD)) == 30
    assert len(set(NEIGHBOURS)) == 40


@pytest.mark.parametrize(("name", "service"), BAD)
def test_a_name_that_imitates_is_told_with_what_it_imitates(name: str, service: str | None) -> None:
    found = likeness(name)
    assert (found.service if found else None) == service


def test_at_least_26_of_30_are_told() -> None:
    assert sum(likeness(name) is not None for name, _ in BAD) >= 26


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_a_neighbour_is_left_alone(name: str) -> None:
    assert likeness(name) is None


def test_at_most_8_of_40_neighbours_are_doubted_where_a_password_is_saved() -> None:
    assert sum(likeness(name, password=True) is not None for name in NEIGHBOURS) <= 8


@pytest.mark.parametrize("id", built_in())
def test_no_official_site_looks_like_another(id: str) -> None:
    known = built_in()[id]
    for host in (*known.hosts, *known.domains, *(f"www.{domain}" for domain in known.domains)):
        assert likeness(host, password=True) is None


def test_every_brand_is_a_service_whose_address_can_be_told() -> None:
    for brand in words().brands.values():
        assert "." in of_service(brand.service, "fr")["official_address"]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "localhost",
        "192.168.1.1",
        "::1",
        "fe80::1",
        "fr",
        "gouv.fr",
        "x.gouv.fr",
        "printer.local",
    ],
)
def test_what_is_no_name_of_a_site_looks_like_nothing(name: str) -> None:
    assert likeness(name) is None


def test_the_room_of_a_brand_at_somebody_elses_takes_a_word_that_asks() -> None:
    assert likeness("chronopost.recrutement.example.com") is None
    assert likeness("chronopost.colis-suivi.example.com") is not None


def test_what_is_one_letter_off_a_short_name_is_doubted_where_a_password_is_saved() -> None:
    assert likeness("amelo.fr") is None
    assert likeness("amelo.fr", password=True) is not None
    assert likeness("amelo-remboursement.fr") is not None


def test_gouv_outside_gouv_fr_looks_like_the_state() -> None:
    found = likeness("securite-gouv.com")
    assert found is not None
    assert found.service == ""


def test_a_brand_of_many_countries_is_at_home_under_every_suffix() -> None:
    assert likeness("netflix.co.uk") is None
    assert likeness("netflix-paiement.co.uk") is not None


@given(st.text(max_size=80))
def test_any_text_has_an_answer(text: str) -> None:
    likeness(text)
    likeness(f"xn--{text}.fr")


@given(st.sampled_from(sorted(words().names)), st.sampled_from(["com", "net", "info", "fr"]))
def test_every_name_of_a_brand_is_told_with_a_word_that_asks(name: str, suffix: str) -> None:
    found = likeness(f"connexion-{name}.{suffix}")
    assert found is not None
    assert found.service == words().brands[name].service
