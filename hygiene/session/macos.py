"""Sessions on macOS: who sits at the screen, and how a session opens.

RECALLED: every name here; nothing was run on a real Mac.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hygiene.clock import moment
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.plistfile import parse_plist
from hygiene.filesystem.tree import Tree
from hygiene.machine import Machine
from hygiene.model import Answer
from hygiene.session import groups
from hygiene.session.lock import SOURCE as LOCK
from hygiene.session.people import other_people, touched
from hygiene.session.starts import Session, starts
from hygiene.session.state import State, told

_SOURCE = "users"
_AUTOMATIC = "automatic log-in"
_LOGIN = "Library/Preferences/com.apple.loginwindow.plist"
#: The password of automatic log-in, hidden so that anybody can undo it: whether it is there.
_PASSWORD = "etc/kcpassword"
_MOST = 1 << 20
_ADMINISTRATORS = ("admin",)


def session_starts(since_file: Path | None = None) -> Mapping[str, datetime]:
    """The start of each person's current session; see `hygiene.session.session_starts`."""
    automatic = _opens_for_here()
    found = [session._replace(automatic=session.user == automatic) for session in _sessions()]
    return starts(found, touched(since_file), datetime.now(UTC))


def _sessions() -> list[Session]:
    import psutil

    return sessions(psutil.users())


def sessions(users: list[Any]) -> list[Session]:
    """The sessions at the screen; terminals within them are no sessions of their own.

    Args:
        users: What psutil tells: name, terminal, host, started.
    """
    found = []
    for user in users:
        start = moment(user.started)
        remote = bool(user.host) and user.terminal != "console"
        if start is not None and (user.terminal == "console" or remote):
            found.append(Session(user.name, start.astimezone(), remote, graphical=not remote))
    return found


def states(machine: Machine, tree: Tree) -> Iterator[Answer]:
    """What is to be said of the session, of a running computer or of its disk."""
    opening = (_AUTOMATIC, lambda: automatic_login(tree))
    if not machine.live:
        yield from told(opening)
        return
    yield from told(
        (_SOURCE, _others),
        opening,
        (LOCK, _lock),
        (groups.SOURCE, lambda: groups.administrator(_ADMINISTRATORS)),
    )


def _others() -> Iterator[State]:
    from hygiene.machine.homes import current_user

    yield from other_people(_sessions(), current_user())


def _lock() -> Iterator[State]:
    # Since macOS 13 the delay is in a store that no program reads without asking.
    raise CannotLook(Reason.NOT_RECORDED, LOCK)
    yield


def automatic_login(tree: Tree) -> Iterator[State]:
    """Whether a session opens by itself, and whether its password lies there."""
    if _opens_for(tree):
        yield State("auto-login")
    if tree.is_file(_PASSWORD):
        yield State("stored-password")


def _opens_for(tree: Tree) -> str:
    """The account whose session opens by itself; empty where macOS asks."""
    try:
        name = parse_plist(tree.read(_LOGIN, _MOST)).get("autoLoginUser")
    except NotHere:
        return ""
    return name if isinstance(name, str) else ""


def _opens_for_here() -> str:
    from hygiene.filesystem import open_tree

    try:
        return _opens_for(open_tree(Path("/"), fold=True))
    except CannotLook:
        return ""
