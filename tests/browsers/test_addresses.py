"""From an address only the host or the origin is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.hosts import host_of
from hygiene.browsers.origins import is_empty_page, origin_of


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://User:pass@Assure.AMELI.fr:443/x?y#z", "assure.ameli.fr"),
        ("http://[::1]:80/", "::1"),
        ("https://[broken", ""),
        ("no address", ""),
        (None, ""),
        (7, ""),
    ],
)
def test_the_host_of_an_address(address: object, host: str) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://a.fr/", "https://a.fr"),
        ("https://a.fr:443", "https://a.fr"),
        ("http://a.fr:8080/x", "http://a.fr:8080"),
        ("chrome-extension://abc/", ""),
        ("file:///home/me", ""),
        ("https://a.fr:99999999", ""),
    ],
)
def test_the_origin_of_an_address(address: str, origin: str) -> None:
    assert origin_of(address) == origin


@given(st.text())
def test_no_text_breaks_them(address: str) -> None:
    assert "/" not in host_of(address)
    origin_of(address)
    is_empty_page(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "about:blank",
        "about:home",
        "chrome://newtab/",
        "edge://newtab",
        "chrome://new-tab-page/",
    ],
)
def test_a_page_where_nobody_went_is_empty(address: str) -> None:
    assert is_empty_page(address)


@pytest.mark.parametrize(
    "address", ["https://newtab/", "file:///home", "about:logins", "chrome://settings/", "data:x,y"]
)
def test_a_page_where_somebody_went_is_not(address: str) -> None:
    assert not is_empty_page(address)
