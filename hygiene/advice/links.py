"""Addresses of pages that help, by topic: only verified ones are in links.toml."""

from __future__ import annotations

from hygiene.data import load

#: The short page that every screen ends with.
HELP = "entry_practices"


def link(topic: str) -> str:
    """The https address of `topic`; raises KeyError where links.toml has no such topic."""
    address: str = load("hygiene.advice", "links.toml")["link"][topic]["url"]
    return address


def rule_link(rule: str) -> str:
    """The https address of the page that explains one of the guide's eight rules."""
    return link(load("hygiene.advice", "links.toml")["rules"][rule])
