"""A secret that got out is seen, whatever it is wrapped in: else no other test here would fail."""

from __future__ import annotations

import base64

import pytest

from .canaries import Canaries


@pytest.fixture
def canaries() -> Canaries:
    return Canaries()


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_a_secret_is_found_in_every_encoding(canaries: Canaries, before: str) -> None:
    secret = canaries.text("note")
    for text in (secret, secret.upper(), f"{before}{secret}é"):
        assert canaries.leaked(f"<{text}>".encode()) == {"note"}
    whole = f"{before}{secret} and more"
    for form, data in {
        "UTF-16": whole.encode("utf-16-le"),
        "base64": base64.b64encode(whole.encode()),
        "base64 of UTF-16": base64.b64encode(whole.encode("utf-16-le")),
        "hexadecimal": whole.encode().hex().encode(),
        "backwards": whole[::-1].encode(),
    }.items():
        assert form in canaries.leaked(b"{'" + data + b"'}")


def test_a_number_is_found_with_or_without_spaces_and_in_part(canaries: Canaries) -> None:
    canaries.number("4970101122334422")
    for text in ("4970101122334422", "4970 1011 2233 4422", "…22334422", "49701011 and more"):
        assert canaries.leaked(text.encode()) == {"number of identity"}
    assert canaries.leaked(b"2026-11-23T12:00:00.123456+00:00 4422 7000000") == set()


def test_every_part_of_an_address_is_a_secret(canaries: Canaries) -> None:
    address = canaries.address("page")
    assert canaries.leaked(address.encode()) == {
        "page, path",
        "page, query",
        "page, fragment",
        "page, host",
    }
    assert canaries.leaked(canaries.address("a", "known.fr")[:18].encode()) == set()
