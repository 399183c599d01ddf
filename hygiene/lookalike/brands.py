"""The brands that are imitated: their names, and the domains that are their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from hygiene.data import load
from hygiene.services.catalogue import built_in

#: Below it, everything is the State's.
_STATE = "gouv.fr"
#: Names of fewer letters are too near to other words.
_LONG = 5


class Brand(NamedTuple):
    """One brand; the id of its service, and the words of brands.toml."""

    service: str
    names: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    worldwide: bool = False
    vague: bool = False


class Words(NamedTuple):
    """Every word that has a meaning in a name, and the domains that are not to be doubted."""

    brands: Mapping[str, Brand]
    """By name, common name and topic."""
    names: frozenset[str]
    """Those of which one is enough."""
    topics: frozenset[str]
    lures: frozenset[str]
    fillers: frozenset[str]
    distinct: frozenset[str]
    """The long names near which no other word lies."""
    strangers: frozenset[str]
    """Words that are near a name and somebody else's."""
    own: frozenset[str]


@cache
def words() -> Words:
    """What brands.toml, words.toml and the catalogue of services say."""
    rows = load("hygiene.lookalike", "brands.toml")
    around = load("hygiene.lookalike", "words.toml")
    brands = [_brand(id, row) for id, row in rows.items()]
    also = _all(row.get("also", ()) for row in rows.values())
    official = _all(service.domains for service in built_in().values())
    distinct = _all((*b.names, *b.common) for b in brands if not b.vague)
    return Words(
        brands={word: b for b in brands for word in (*b.topics, *b.common, *b.names)},
        names=frozenset(_all(b.names for b in brands)),
        topics=frozenset(_all(b.topics for b in brands)),
        lures=frozenset(around["lures"]),
        fillers=frozenset(around["fillers"]),
        distinct=frozenset(name for name in distinct if len(name) >= _LONG),
        strangers=frozenset(around["strangers"]),
        own=frozenset((_STATE, *official, *also, *around["neighbours"])),
    )


def is_own(host: str) -> bool:
    """Whether `host` is, or lies below, a domain of a brand, of the State or of a neighbour."""
    own = words().own
    while host:
        if host in own:
            return True
        host = host.partition(".")[2]
    return False


def _brand(id: str, row: Mapping[str, Any]) -> Brand:
    return Brand(
        id,
        names=tuple(row.get("names", ())),
        common=tuple(row.get("common", ())),
        topics=tuple(row.get("topics", ())),
        worldwide=row.get("worldwide", False),
        vague=row.get("vague", False),
    )


def _all(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(word for group in groups for word in group)
