"""Sessions on Windows: who is logged in, how it opens, locks and forgets.

RECALLED unless a comment says otherwise: names of registry values; nothing was run on a real
Windows, only under wine.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from hygiene.data import load
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import Tree
from hygiene.machine import Machine
from hygiene.model import Answer
from hygiene.session.lock import SOURCE as LOCK
from hygiene.session.lock import judged
from hygiene.session.people import other_people, touched
from hygiene.session.registry import has_value, value
from hygiene.session.starts import Session, starts
from hygiene.session.state import State, told

_WINLOGON = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon"
_DESKTOP = r"HKCU\Control Panel\Desktop"
_DESKTOP_POLICY = r"HKCU\Software\Policies\Microsoft\Windows\Control Panel\Desktop"
_POLICY = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"
_HIVE = "Windows/System32/config/SOFTWARE"
_AUTOMATIC, _REGISTRY = "automatic log-in", "registry"


def session_starts(since_file: Path | None = None) -> Mapping[str, datetime]:
    """The start of each person's current session; see `hygiene.session.session_starts`."""
    from hygiene.machine.homes import current_user

    try:
        found = _sessions()
        automatic = _opens_for()
    except CannotLook:
        return {}
    me = current_user()
    named = [
        session._replace(
            user=me if same(session.user, me) else session.user,
            automatic=not session.remote and same(session.user, automatic),
        )
        for session in found
    ]
    return starts(named, touched(since_file), datetime.now(UTC))


def states(machine: Machine, tree: Tree) -> Iterator[Answer]:
    """What is to be said of the session; of a disk that is not running nothing can be seen."""
    if not machine.live:
        if not tree.is_file(_HIVE):
            raise NotHere
        # Whether a session opens by itself is written there.
        raise CannotLook(Reason.UNSUPPORTED, _REGISTRY)
    yield from told(
        ("wtsapi", _others),
        (_AUTOMATIC, automatic_login),
        (LOCK, screen_lock),
        ("rights", administrator),
        ("restoring at start-up", lambda: restoring(tree)),
    )


def same(one: str, other: str) -> bool:
    """Whether two names are one account's; Windows compares them without regard to case."""
    return bool(one) and one.casefold() == other.casefold()


def _others() -> Iterator[State]:
    from hygiene.machine.homes import current_user

    me = current_user()
    yield from other_people([s for s in _sessions() if not same(s.user, me)], me)


def _sessions() -> list[Session]:
    if sys.platform == "win32":
        from hygiene.session.wtsapi import sessions

        return sessions()
    return []


def _opens_for() -> str:
    """The account whose session opens by itself; empty where Windows asks."""
    # Usually text, sometimes a number (seen in public registry dumps).
    if str(value(_WINLOGON, "AutoAdminLogon")) != "1":
        return ""
    return str(value(_WINLOGON, "DefaultUserName") or "")


def automatic_login() -> Iterator[State]:
    """Whether a session opens by itself, and whether its password lies there in clear.

    Of the password it is asked whether there is one; it is not read.
    """
    if _opens_for():
        yield State("auto-login")
    if has_value(_WINLOGON, "DefaultPassword"):
        yield State("stored-password")


def screen_lock() -> Iterator[State]:
    """Whether the screen locks by itself, by the screen saver or by a policy."""
    seconds = _number(value(_POLICY, "InactivityTimeoutSecs"))
    waits = [seconds] if seconds else []
    if _saver("ScreenSaveActive") == "1" and _saver("ScreenSaverIsSecure") == "1":
        seconds = _number(_saver("ScreenSaveTimeOut"))
        waits += [seconds] if seconds else []
    if not waits:
        # Most lock when the screen goes dark or the computer sleeps: that is kept elsewhere.
        raise CannotLook(Reason.NOT_RECORDED, LOCK)
    yield from judged(locks=True, idle=min(waits))


def _saver(name: str) -> str:
    found = value(_DESKTOP_POLICY, name)
    return str(value(_DESKTOP, name) if found is None else found)


def _number(found: object) -> int:
    word = str(found)
    return int(word) if word.isdecimal() and len(word) < 10 else 0


def administrator() -> Iterator[State]:
    """Whether the person is an administrator, with or without the shield of the moment."""
    if sys.platform == "win32":
        from hygiene import windows

        if windows.is_system():
            raise NotHere
        if windows.is_administrator():
            yield State("administrator")
    yield from ()


def restoring(tree: Tree) -> Iterator[State]:
    """Whether a program brings the disk back at every start, and does so now.

    Raises:
        NotHere: None of those we know is installed.
        CannotLook: One is, and keeps its state where we do not know.
    """
    here = False
    for row in load("hygiene.session", "restore.toml")["windows"]:
        signs = [tree.is_folder(folder) for folder in row.get("folders", ())]
        signs += [tree.is_file(file) for file in row.get("files", ())]
        if not any(signs):
            continue
        here = True
        state = _told(row["key"], row["value"]) if "key" in row else None
        if state == row.get("active", ""):
            yield State("restored")
        elif state == row.get("thawed", ""):
            yield State("thawed")
        else:
            raise CannotLook(Reason.UNSUPPORTED, detail=row["id"])
    if not here:
        raise NotHere


def _told(key: str, name: str) -> str | None:
    # A 32-bit program's values lie beside.
    for where in (key, key.replace("SOFTWARE", r"SOFTWARE\WOW6432Node")):
        with suppress(CannotLook):
            if (found := value(f"HKLM\\{where}", name)) is not None:
                return str(found)
    return None
