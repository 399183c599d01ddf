"""Whether the screen of a Linux desktop locks by itself, and after how long."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from hygiene.data import load
from hygiene.errors import CannotLook, Reason
from hygiene.filesystem.tree import Tree
from hygiene.machine import Home
from hygiene.session import dconf, kscreenlocker, xfconf, xscreensaver
from hygiene.session.lock import SOURCE, judged
from hygiene.session.state import State

_WORD = re.compile(r"[a-z]+")
_WHAT = ("lock", "idle", "grace")
_Settings = Callable[[Home, Tree, Mapping[str, bool | int]], Mapping[str, bool | int]]
_READERS: Mapping[str, _Settings] = {
    "dconf": dconf.settings,
    "kscreenlocker": kscreenlocker.settings,
    "xfconf": xfconf.settings,
    "xscreensaver": xscreensaver.settings,
}


def screen_lock(
    home: Home, system: Tree, desktop: str, running: Callable[[], Collection[str]]
) -> Iterator[State]:
    """One state where nothing locks the screen, or only late.

    Args:
        home: That of the person whose session it is.
        system: The whole disk, for what the keeper sets.
        desktop: What the session or its environment calls the desktop (`ubuntu:GNOME`).
        running: Names of the person's processes; asked only for a desktop without its own lock.

    Raises:
        CannotLook: UNSUPPORTED for a desktop, or a locker, whose settings we cannot read.
    """
    row = _desktop(desktop) or _locker(running())
    read = _READERS[row["settings"]](home, system, _usual(row))
    locks = all(_told(row, "lock", read))
    if locks and "idle" not in row:
        raise CannotLook(Reason.UNSUPPORTED, SOURCE, "idle time")
    yield from judged(
        locks=locks, idle=sum(_told(row, "idle", read)), grace=sum(_told(row, "grace", read))
    )


def _desktop(desktop: str) -> Mapping[str, Any] | None:
    words = set(_WORD.findall(desktop.casefold()))
    every: dict[str, dict[str, Any]] = load("hygiene.session", "lock.toml")["desktop"]
    # "ubuntu:GNOME", but also "X-Cinnamon" and "Budgie:GNOME": whoever is GNOME beside comes last.
    return next((r for r in reversed(every.values()) if not words.isdisjoint(r["words"])), None)


def _locker(running: Collection[str]) -> Mapping[str, Any]:
    every: dict[str, dict[str, Any]] = load("hygiene.session", "lock.toml")["locker"]
    for name, row in every.items():
        if name in running:
            return row
    raise CannotLook(Reason.UNSUPPORTED, SOURCE, "desktop")


def _usual(row: Mapping[str, Any]) -> dict[str, bool | int]:
    return {key: row[what]["usual"] for what in _WHAT if what in row for key in row[what]["keys"]}


def _told(row: Mapping[str, Any], what: str, read: Mapping[str, bool | int]) -> list[int]:
    """What each key says, times in seconds."""
    if what not in row:
        return []
    of = row[what]
    return [int(read.get(key, of["usual"])) * of.get("unit", 1) for key in of["keys"]]
