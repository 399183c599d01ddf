"""Cookie names that never prove anything."""

from __future__ import annotations

from functools import cache

from hygiene.data import load


def is_ignored(cookie_name: str) -> bool:
    """Whether `cookie_name` comes with every visit: protection, statistics, consent, frameworks.

    A service's own names are looked up before: public lists of such cookies hold log-in names too.
    """
    exact, beginnings = _names()
    return cookie_name in exact or cookie_name.startswith(beginnings)


@cache
def _names() -> tuple[frozenset[str], tuple[str, ...]]:
    names = [name for row in load("hygiene.services", "ignore.toml").values() for name in row]
    return (
        frozenset(name for name in names if not name.endswith("*")),
        tuple(name[:-1] for name in names if name.endswith("*")),
    )
