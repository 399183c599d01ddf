"""The programs that run on this computer, by their names."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hygiene.errors import CannotLook, Reason

if TYPE_CHECKING:
    import psutil

_SOURCE = "processes"


def processes() -> list[str]:
    """The names of the programs that run, whosever they are.

    Raises:
        CannotLook: The system does not show those of others, or none.
    """
    import psutil

    if sys.platform == "linux" and not psutil.pid_exists(1):
        # /proc is mounted so that everybody sees only their own (hidepid).
        raise CannotLook(Reason.DENIED, _SOURCE, "hidepid")
    return _names(psutil.process_iter())


def own_processes() -> list[str]:
    """The names of the programs that run for the person who runs this one.

    Raises:
        CannotLook: The system shows none, or is Windows.
    """
    if sys.platform == "win32":
        raise CannotLook(Reason.UNSUPPORTED, _SOURCE)
    import psutil

    me = os.getuid()

    def mine(process: psutil.Process) -> bool:
        try:
            return bool(process.uids().real == me)
        except (psutil.Error, OSError):
            return False  # it ended in between, or is the system's own

    return _names(filter(mine, psutil.process_iter()))


def _names(every: Iterator[psutil.Process]) -> list[str]:
    import psutil

    found = []
    for process in every:
        try:
            if process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.name())
        except (psutil.Error, OSError):
            continue  # as above
    if not found:
        raise CannotLook(Reason.UNSUPPORTED, _SOURCE)
    return found
