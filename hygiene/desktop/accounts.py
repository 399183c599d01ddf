"""Which mail and chat programs have an account, told by what lies in their folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hygiene.clock import moment
from hygiene.data import load
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.glob import matching
from hygiene.machine import Home
from hygiene.tally import Item, Tally


def desktop_accounts(home: Home) -> Iterator[tuple[str | None, Tally]]:
    """Each program of the catalogue by its id: one if an account is set up in it.

    No file is opened. Its date is that of the newest of its marks. Last, under no id, why some
    could not be told, each reason once.
    """
    unseen: dict[Reason, CannotLook] = {}
    for program, row in load("hygiene.desktop", "programs.toml").items():
        try:
            newest = max(_marks(home, row), default=None)
        except CannotLook as cause:
            unseen.setdefault(cause.reason, cause.at("programs"))
            continue
        if newest is not None:
            yield program, Tally.of([Item(moment(newest / 1e9))], home.clock)
    yield None, Tally(unseen=tuple(unseen.values()))


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
