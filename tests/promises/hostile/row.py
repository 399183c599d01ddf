"""One hostile home: what is done to a sound disk, and what a report must say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from tests.promises.sound import Disk

Harm = Callable[[Disk], None]


class Hostile(NamedTuple):
    """What is done to a sound disk, and what is told beyond what is told of that one.

    `told` are pairs of source and reason. Whatever is counted otherwise than on the sound disk must
    be told, but for the kinds in `more`, of which there is that much more (None: more or less).
    `ordinary` stands in for `told` where an ordinary user looks.
    """

    system: str
    harm: Harm
    told: frozenset[tuple[str, str]]
    more: Mapping[str, int | None] = MappingProxyType({})
    ordinary: frozenset[tuple[str, str]] | None = None


HOMES: dict[str, Hostile] = {}


def home(
    name: str,
    harm: Harm,
    *told: tuple[str, str],
    system: str = "linux",
    more: dict[str, int | None] | None = None,
    ordinary: tuple[tuple[str, str], ...] | None = None,
) -> None:
    """Add a row."""
    assert name not in HOMES
    denied = None if ordinary is None else frozenset(ordinary)
    HOMES[name] = Hostile(system, harm, frozenset(told), more or {}, denied)
