"""Who is logged in on this computer, and since when."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hygiene.errors import NotHere

if TYPE_CHECKING:
    from hygiene.machine import Machine
    from hygiene.model import Answer

__all__ = ["session_left", "session_starts"]


def session_starts(since_file: Path | None = None) -> Mapping[str, datetime]:
    """The start of each person's current session, by account name; aware, in local time.

    Empty where nothing tells.

    Args:
        since_file: A file that the keeper's hook touches when somebody sits down: on a computer
            that opens its session by itself, its date is the start.
    """
    if sys.platform == "linux":
        from hygiene.session import linux

        return linux.session_starts(since_file)
    if sys.platform == "win32":
        from hygiene.session import windows

        return windows.session_starts(since_file)
    if sys.platform == "darwin":
        from hygiene.session import macos

        return macos.session_starts(since_file)
    return {}


def session_left(machine: Machine) -> Iterator[Answer]:
    """What is to be said of who is logged in, how, and what becomes of it.

    Raises NotHere for a copied home, which has no session.
    """
    if machine.system is None:
        raise NotHere
    if machine.platform == "linux":
        from hygiene.session import linux

        yield from linux.states(machine, machine.system)
    elif machine.platform == "windows":
        from hygiene.session import windows

        yield from windows.states(machine, machine.system)
    else:
        from hygiene.session import macos

        yield from macos.states(machine, machine.system)
