"""The computer's own session: other people's, one that opens by itself, one that never locks."""

from __future__ import annotations

from hygiene.api import Answer, Iterator, Machine, check, session_left


@check("computer-session", kind="computer-session", looks_at=Machine)
def computer_session(machine: Machine) -> Iterator[Answer]:
    """One finding for each thing, by its subject."""
    yield from session_left(machine)
