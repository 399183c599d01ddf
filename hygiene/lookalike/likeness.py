"""Which official site the name of a site looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from hygiene.lookalike.brands import Brand, is_own, words
from hygiene.lookalike.letters import plain_letters
from hygiene.lookalike.reading import FRANCE, TELLING, read

_BORDER = re.compile(r"[._-]+")
#: Addresses in numbers, and what is no name of a site at all.
_NO_NAME = re.compile(r"[0-9.]*|[^.]*|.*:.*")
#: One letter off says something of a name that is so long; of a shorter one beside other signs.
_FAR = 8


class Likeness(NamedTuple):
    """What a name looks like: the id of a service; empty for some site of the State."""

    service: str


def likeness(host: str, *, password: bool = False) -> Likeness | None:
    """What `host` looks like and is not; None for nothing.

    Args:
        host: The name of a site, in small letters.
        password: Whether a password is saved there: then one letter off is enough.
    """
    if _NO_NAME.fullmatch(host) or is_own(host):
        return None
    spelt = plain_letters(host)
    if not any(r.names or r.near or r.state for r in map(read, _words(spelt))):
        return None
    from hygiene.services.suffixes import public_suffix  # a list that nearly no name needs

    suffix = public_suffix(host) or host.rpartition(".")[2]
    before, _, label = host.removesuffix(suffix).removesuffix(".").rpartition(".")
    if not label or _is_abroad(label):
        return None
    return _judged(_part(plain_letters(before)), _part(plain_letters(label)), password=password)


def _judged(before: _Part, site: _Part, *, password: bool) -> Likeness | None:
    asked = before.asks or site.asks
    if brand := site.brand(asked=asked, password=password):
        return Likeness(brand.service)
    # At somebody else's, many a brand has a room of its name: it takes more.
    if asked and (brand := before.brand(asked=asked, password=password)):
        return Likeness(brand.service)
    return Likeness("") if site.state or before.state else None


@dataclass(frozen=True, slots=True)
class _Part:
    """The words of one part of a name: the registered label, or all that stands before it.

    `asks` tells that something stands beside a brand: a word that asks, `gouv`, an ending `fr`.
    """

    names: tuple[str, ...]
    near: tuple[str, ...]
    asks: bool
    state: bool

    def brand(self, *, asked: bool, password: bool) -> Brand | None:
        """The brand that it tells of, if that is enough."""
        known = words()
        for name in self.names:
            if name in known.names or (asked and name not in known.topics):
                return known.brands[name]
        topics = [name for name in self.names if name in known.topics]
        if topics and (asked or self.near or len(topics) > 1):
            return known.brands[topics[0]]
        near = [name for name in self.near if asked or password or len(name) >= _FAR]
        return known.brands[near[0]] if near else None


def _part(text: str) -> _Part:
    parts = [word for word in _BORDER.split(text) if word]
    found = [read(word) for word in parts]
    together = [read(word) for word in _joined(text)]
    return _Part(
        names=(
            *(name for r in found for name in r.names),
            *(name for r in together for name in r.names if len(name) >= TELLING),
        ),
        near=tuple(name for r in (*found, *together) for name in r.near),
        asks=any(r.lure or r.state for r in found) or FRANCE in parts[1:],
        state=any(r.state for r in found),
    )


def _words(host: str) -> Iterator[str]:
    """Everything in a name that may be read as a word."""
    yield from _BORDER.split(host)
    yield from _joined(host)


def _joined(text: str) -> Iterator[str]:
    """Each label with a hyphen, without: `credit-agricole` is one name."""
    return (label.replace("-", "") for label in text.split(".") if "-" in label)


def _is_abroad(label: str) -> bool:
    """Whether a label is the whole name of a brand that has sites under many suffixes."""
    brand = words().brands.get(label.replace("-", ""))
    return brand is not None and brand.worldwide
