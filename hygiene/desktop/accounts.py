"""Which mail and chat programs have an account, told by what lies in their folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from hygiene.browsers.tally import Item, Tally, moment, tallied
from hygiene.data import load
from hygiene.errors import NotHere
from hygiene.filesystem.glob import matching
from hygiene.machine import Home


def desktop_accounts(home: Home) -> Iterator[tuple[str, Tally]]:
    """Each program of the catalogue by its id: one if an account is set up in it.

    No file is opened. Its date is that of the newest of its marks.
    """
    for program, row in load("hygiene.desktop", "programs.toml").items():
        yield program, tallied((program, partial(_account, home, row)))


def _account(home: Home, row: Mapping[str, Any]) -> Tally:
    newest = max(_marks(home, row), default=None)
    items = [] if newest is None else [Item(moment(newest / 1e9))]
    return Tally.of(items, home.clock)


def _marks(home: Home, row: Mapping[str, Any]) -> Iterator[int]:
    """When each mark of a program was last changed, in nanoseconds since 1970."""
    platform = home.machine.platform
    for pattern in row.get(platform, ()):
        for path in matching(home.tree, home.path, pattern, fold=platform != "linux"):
            home.machine.deadline.check()
            if path.rpartition("/")[2] in row.get("except", ()):
                continue
            try:
                yield home.tree.stat(path).mtime_ns
            except NotHere:
                continue
