"""Whose homes a run looks at, and how far its eyes may go in each."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from hygiene.clock import Clock, Deadline
from hygiene.errors import UsageError
from hygiene.filesystem import open_tree
from hygiene.filesystem.tree import Tree
from hygiene.machine import Home, Machine, Platform
from hygiene.machine.accounts import Account, everybody, me, named, privileged
from hygiene.machine.roots import offline_machine

__all__ = ["current_user", "live_machine", "offline_machine"]

_NO_SESSIONS: Mapping[str, datetime] = MappingProxyType({})


def current_user() -> str:
    """The name of the account that runs the program."""
    return me(os.environ).name


def live_machine(
    *,
    users: Sequence[str] = (),
    all_users: bool = False,
    deadline: Deadline,
    clock: Clock,
    sessions: Mapping[str, datetime] = _NO_SESSIONS,
    environ: Mapping[str, str] | None = None,
) -> Machine:
    """This computer, with the homes that were asked for: by default that of who runs the program.

    The own home's tree is the whole computer (links may lead to another disk); everybody else's
    tree is their home, which nothing leaves: they choose what lies in it.

    Args:
        users: Names of accounts; names twice count once.
        all_users: Everybody who has a home here.
        deadline: When nothing new is begun.
        clock: From when on things count; each home gets its own session's start.
        sessions: Since when each user's session is open.
        environ: Where the person says their home is; by default the process's.

    Raises:
        UsageError: `no-such-user`.
    """
    mine = me(os.environ if environ is None else environ)
    asked, others = _asked(mine, users, all_users)
    machine = Machine(
        platform=_platform(),
        live=True,
        deadline=deadline,
        started_at=clock.now,
        system=_whole(),
        others=others,
        clock=clock._replace(session=sessions.get(mine.name, clock.session)),
    )
    for account in asked:
        own = account is mine
        tree, path = _sight(account.home, own, machine)
        session = machine.clock.session if own else sessions.get(account.name)
        at = clock._replace(session=session)
        machine.homes += (Home(machine, account.name, tree, path, own, clock=at),)
    return machine


def _asked(mine: Account, users: Sequence[str], all_users: bool) -> tuple[list[Account], int]:
    """The accounts to look at, and how many more there are that a keeper might mean."""
    if all_users or (privileged() and not users):
        others = [each for each in everybody() if not _same(each, mine)]
        return ([mine, *others], 0) if all_users else ([mine], len(others))
    if not users:
        return [mine], 0
    asked: dict[str, Account] = {}
    for name in users:
        account = mine if mine.is_called(name) else named(name)
        if account is None:
            raise UsageError("no-such-user", user=name)
        asked.setdefault(account.name, account)
    return list(asked.values()), 0


def _same(one: Account, other: Account) -> bool:
    if one.is_called(other.name):
        return True
    try:
        return one.home.samefile(other.home)
    except OSError:
        return False


def _sight(home: Path, own: bool, machine: Machine) -> tuple[Tree, str]:
    """The tree for one home, and the path to the home in it."""
    if own and machine.system is not None and sys.platform != "win32":
        return machine.system, str(home).strip("/")
    return open_tree(home, fold=machine.platform != "linux", links="outside"), ""


def _platform() -> Platform:
    if sys.platform == "win32":
        return "windows"
    return "macos" if sys.platform == "darwin" else "linux"


def _whole() -> Tree:
    if sys.platform == "win32":
        return open_tree(Path(os.environ.get("SystemDrive", "C:") + "\\"))
    return open_tree(Path("/"), fold=sys.platform == "darwin")
