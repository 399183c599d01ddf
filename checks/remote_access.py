"""Programs by which somebody elsewhere can see and command this computer."""

from __future__ import annotations

from hygiene.api import Answer, Iterator, Machine, check, programs_left


@check("remote-access", kind="remote-access", looks_at=Machine)
def remote_access(machine: Machine) -> Iterator[Answer]:
    """One finding a program, running or only installed, but for those the keeper wants."""
    yield from programs_left(machine)
