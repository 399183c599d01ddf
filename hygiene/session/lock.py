"""When it is worth telling that a screen does not lock."""

from __future__ import annotations

from collections.abc import Iterator

from hygiene.data import load
from hygiene.session.state import State

SOURCE = "screen lock"


def judged(*, locks: bool, idle: int, grace: int = 0) -> Iterator[State]:
    """What is to be said of a lock that comes `grace` seconds after `idle` seconds; 0: never."""
    if not locks or idle <= 0:
        yield State("no-lock")
    elif idle + grace > load("hygiene.session", "lock.toml")["most"]:
        yield State("slow-lock", facts={"minutes": (idle + grace) // 60})
