"""Cookies that come with every visit are told by their names."""

from __future__ import annotations

import pytest

from hygiene.data import load
from hygiene.services.ignoring import is_ignored


@pytest.mark.parametrize(
    "name",
    ["_ga", "_ga_AB12", "_pk_id.1.ab", "BIGipServerpool_1", "TS01abc", "datadome", "PHPSESSID"],
)
def test_noise_is_ignored(name: str) -> None:
    assert is_ignored(name)


@pytest.mark.parametrize(
    "name", ["", "ga", "_pk_id", "phpsessid", "TSESSION", "XSRF-TOKEN2", "mod_auth_openidc_session"]
)
def test_what_only_resembles_noise_is_not(name: str) -> None:
    assert not is_ignored(name)


def test_no_name_is_listed_twice_and_a_star_ends_a_name() -> None:
    names = [name for row in load("hygiene.services", "ignore.toml").values() for name in row]
    assert len(names) == len(set(names))
    assert all("*" not in name[:-1] and len(name.rstrip("*")) > 1 for name in names)
