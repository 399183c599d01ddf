from __future__ import annotations

import re

import pytest

from hygiene.advice.links import HELP, link, rule_link
from hygiene.data import load
from hygiene.kinds import rules
from hygiene.registry import registry

from .tables import pairs

LINKS = load("hygiene.advice", "links.toml")["link"]


def test_every_address_is_https_and_leads_nowhere_by_a_visit() -> None:
    for row in LINKS.values():
        assert row.keys() == {"url", "title", "org"}
        assert re.fullmatch(r"https://[a-z0-9.-]+\.(fr|gouv\.fr)/[A-Za-z0-9/_.-]*", row["url"])


def test_no_two_topics_are_one_page() -> None:
    urls = [row["url"] for row in LINKS.values()]
    assert len(set(urls)) == len(urls)


def test_every_rule_and_check_has_its_page() -> None:
    for rule in rules():
        assert rule_link(rule) in {row["url"] for row in LINKS.values()}
    for check in registry(others=False):
        assert link(check.texts["link"])
    assert len(link(HELP)) < 60


def test_no_text_holds_an_address_of_its_own() -> None:
    for pair in pairs():
        for text in pair.texts.values():
            assert "http" not in text, pair.where


def test_an_unknown_topic_is_an_error() -> None:
    with pytest.raises(KeyError):
        link("netscape")
