"""From the sessions that are open to the moment each person sat down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple


class Session(NamedTuple):
    """One open session of a person; `start` is aware."""

    user: str
    start: datetime
    remote: bool = False
    automatic: bool = False
    """Whether it was opened without anybody logging in."""
    desktop: str = ""
    """What the log-in screen called the desktop (`ubuntu:GNOME`); empty where it did not."""
    graphical: bool = False


def starts(
    sessions: Iterable[Session], touched: datetime | None, now: datetime
) -> Mapping[str, datetime]:
    """The start of each person's newest session, by account name; absent where unknown.

    A session at the computer goes before one over the network: a keeper who logs in from afar does
    not begin the visitor's session. One that opened by itself begins at `touched`, when the
    keeper's hook told of a person, or with itself if that is later; without it, it is unknown. A
    start after `now` is unknown too.
    """
    newest: dict[str, Session] = {}
    for session in sessions:
        known = newest.get(session.user)
        if known is None or _rank(session) > _rank(known):
            newest[session.user] = session
    found = {}
    for user, session in newest.items():
        start = session.start
        if session.automatic:
            if touched is None:
                continue
            start = max(start, touched)
        if start <= now:
            found[user] = start
    return found


def _rank(session: Session) -> tuple[bool, datetime, bool]:
    # Of two that began at the same moment, the one that tells less: better unknown than wrong.
    return not session.remote, session.start, session.automatic
