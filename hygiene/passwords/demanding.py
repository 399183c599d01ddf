"""Where each system writes what it demands of passwords."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.passwords.demand import answers

if TYPE_CHECKING:
    from hygiene.machine import Machine
    from hygiene.model import Answer

SOURCE = "password rules"


def demands_left(machine: Machine) -> Iterator[Answer]:
    """A finding where this computer accepts weaker passwords than the CNIL advises.

    It tells of the accounts of this computer: those of a directory have rules of their own.

    Raises:
        NotHere: A copied home has no such rules, nor has a Linux without PAM.
        CannotLook: They lie beside the passwords, or are written in a way that hygiene cannot read.
    """
    if machine.system is None:
        raise NotHere
    if machine.platform == "linux":
        from hygiene.passwords import pam

        yield from answers(pam.demand(machine.system))
    elif not machine.live:
        # Windows keeps them in the SAM, macOS in its directory: beside the passwords themselves.
        raise CannotLook(Reason.OS_VAULT, SOURCE)
    elif sys.platform == "win32":
        from hygiene.passwords import netapi

        yield from answers(netapi.demand())
    elif sys.platform == "darwin":
        from hygiene.passwords import pwpolicy

        yield from answers(pwpolicy.demand(machine.deadline))
