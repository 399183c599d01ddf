"""Sessions on Linux: as systemd-logind tells them over the system D-Bus, and as files set them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from hygiene.dbus.address import system_bus
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import Tree
from hygiene.machine import Machine
from hygiene.model import Answer
from hygiene.session.people import other_people, touched
from hygiene.session.starts import Session, starts
from hygiene.session.state import State, told

#: Seconds for everything that is asked.
TIMEOUT = 1.0
#: Groups whose members may do anything (Debian; Fedora, SUSE and Arch; old Ubuntu).
_ADMINISTRATORS = frozenset({"sudo", "wheel", "admin"})


def session_starts(since_file: Path | None = None) -> Mapping[str, datetime]:
    """The start of each person's current session; see `hygiene.session.session_starts`.

    jeepney is only loaded where there is a bus to speak to.
    """
    address = system_bus()
    if address is None:
        return {}
    from hygiene.session.logind import sessions

    try:
        found = sessions(address, time.monotonic() + TIMEOUT)
    except CannotLook:
        # Whatever is wrong with the bus or logind: the start is unknown, and the report says so.
        return {}
    return starts(found, touched(since_file), datetime.now(UTC))


def states(machine: Machine, tree: Tree) -> Iterator[Answer]:
    """What is to be said of the session, of a running computer or of its disk."""
    # Read where they are wanted: an empty home needs none of them.
    from hygiene.session import autologin, groups, lock, restoring

    if not machine.live:
        yield from told((autologin.SOURCE, lambda: autologin.automatic_login(tree)))
        return
    yield from told(
        ("logind", lambda: other_people(here(machine), _me(machine))),
        ("logind", lambda: guest(_me(machine))),
        (autologin.SOURCE, lambda: autologin.automatic_login(tree)),
        (lock.SOURCE, lambda: _lock(machine, tree)),
        (groups.SOURCE, lambda: groups.administrator(_ADMINISTRATORS)),
        (restoring.SOURCE, lambda: restoring.restoring(tree)),
    )


def here(machine: Machine) -> list[Session]:
    """The sessions that are open now; raises CannotLook where logind does not answer."""

    def asked() -> list[Session]:
        address = system_bus()
        if address is None:
            raise CannotLook(Reason.SERVICE_ABSENT, "logind")
        from hygiene.session.logind import sessions

        return sessions(address, min(time.monotonic() + TIMEOUT, machine.deadline.at))

    return machine.once("sessions", asked)


def _me(machine: Machine) -> str:
    from hygiene.machine.homes import current_user

    return machine.once("who runs this", current_user)


def guest(user: str) -> Iterator[State]:
    """LightDM's guest, whose home is thrown away at the end (its `guest-account` script)."""
    if not user.startswith("guest-"):
        raise NotHere
    yield State("guest")


def _lock(machine: Machine, tree: Tree) -> Iterator[State]:
    """The lock of the person's desktop; raises NotHere where they sit at none."""
    from hygiene.machine.processes import own_processes
    from hygiene.session.linux_lock import screen_lock

    mine = next((home for home in machine.homes if home.mine), None)
    seats = [s for s in here(machine) if s.user == _me(machine) and s.graphical and not s.remote]
    if mine is None or not seats:
        raise NotHere
    desktop = os.environ.get("XDG_CURRENT_DESKTOP") or seats[0].desktop
    yield from screen_lock(mine, tree, desktop, own_processes)
