"""The extensions of a profile, counted apart by whether they may read every page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hygiene.clock import Clock
from hygiene.tally import Item, Tally

#: Signs of a name; stores allow fewer (75, recalled).
_LONGEST = 100
#: What the patterns of both families say of every site; a page's path does not matter.
_EVERYWHERE = re.compile(r"<all_urls>\Z|(\*|https?)://\*/")


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension that somebody added; `name` is a stranger's word."""

    name: str
    installed: datetime | None
    reads_all: bool
    enabled: bool


@dataclass(frozen=True, slots=True)
class Extensions:
    """Those that may read every page, and the others.

    Those that are switched off can do nothing: they are the fact `disabled`, and not counted.
    """

    reading_all: Tally
    others: Tally


def counted(found: Iterable[Extension], clock: Clock) -> Extensions:
    """The extensions by what they may read."""
    every = list(found)

    def tally(reads_all: bool) -> Tally:
        these = [extension for extension in every if extension.reads_all == reads_all]
        items = [Item(e.installed, _short(e.name)) for e in these if e.enabled]
        off = len(these) - len(items)
        facts = {"disabled": off} if off else {}
        return Tally.of(items, clock).with_facts(reads_all=reads_all, **facts)

    return Extensions(tally(True), tally(False))


def everywhere(patterns: object) -> bool:
    """Whether a list of patterns reaches every site."""
    if not isinstance(patterns, list):
        return False
    return any(isinstance(p, str) and _EVERYWHERE.match(p) is not None for p in patterns)


def _short(name: str) -> str:
    name = name.strip()
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
