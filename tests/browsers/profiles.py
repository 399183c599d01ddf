"""A profile in one line, for the tests of the readers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hygiene.browsers.chromium.readers import READERS as CHROMIUM
from hygiene.browsers.firefox.readers import READERS as FIREFOX
from hygiene.browsers.profile import Installation, Profile
from hygiene.clock import Clock, Deadline
from hygiene.filesystem import open_tree
from hygiene.machine import Home, Machine

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
#: The session began at eleven.
SESSION = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
#: Dates before and in the session, one that no clock has reached, one that is none.
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NOON = datetime(2026, 11, 23, 11, 30, tzinfo=UTC)
FUTURE = datetime(2031, 1, 1, tzinfo=UTC)

FROM_1601 = 11_644_473_600


def webkit(date: datetime) -> int:
    """Microseconds since 1601."""
    return int((date.timestamp() + FROM_1601) * 1_000_000)


def micro(date: datetime) -> int:
    """Microseconds since 1970."""
    return int(date.timestamp() * 1_000_000)


def milli(date: datetime) -> int:
    """Milliseconds since 1970."""
    return int(date.timestamp() * 1_000)


def second(date: datetime) -> int:
    """Seconds since 1970."""
    return int(date.timestamp())


def _installation(
    folder: Path, browser: str, clock: Clock, cache: Path | None
) -> tuple[Installation, str | None]:
    root = folder.parent.parent
    tree = open_tree(root)
    machine = Machine(
        "linux", False, Deadline.after(60), clock.now, root=str(root), system=tree, clock=clock
    )
    home = Home(machine, "alice", tree, clock=clock)
    readers = CHROMIUM if browser == "chromium" else FIREFOX
    installation = Installation(home, browser, browser, "native", folder.parent.name, readers)
    return installation, str(cache.relative_to(root)) if cache else None


def chromium(folder: Path, clock: Clock | None = None, cache: Path | None = None) -> Profile:
    """The Chromium profile in `folder`; its root is two levels up."""
    found, place = _installation(folder, "chromium", clock or Clock(NOW), cache)
    return Profile(found, folder.name, place)


def firefox(folder: Path, clock: Clock | None = None, cache: Path | None = None) -> Profile:
    """The Firefox profile in `folder`; its root is two levels up."""
    found, place = _installation(folder, "firefox", clock or Clock(NOW), cache)
    return Profile(found, folder.name, place)
