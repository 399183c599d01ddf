"""Who else is logged in, and when the keeper's hook told of somebody: the same on every system."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from hygiene.session.starts import Session
from hygiene.session.state import State


def other_people(sessions: Iterable[Session], me: str) -> Iterator[State]:
    """One state where others are logged in: how many, since when, and whether one is from afar."""
    others = [session for session in sessions if session.user != me]
    if others:
        yield State(
            "other-user",
            count=len({session.user for session in others}),
            since=min(session.start for session in others),
            facts={"remote": any(session.remote for session in others)},
        )


def touched(file: Path | None) -> datetime | None:
    """When the keeper's hook last touched its file; None where there is no such file."""
    if file is None:
        return None
    try:
        found = file.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return datetime.fromtimestamp(found.st_mtime, UTC).astimezone()
