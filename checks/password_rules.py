"""What the computer itself demands of passwords."""

from __future__ import annotations

from hygiene.api import Answer, Iterator, Machine, check, demands_left


@check("password-rules", kind="password-rule", looks_at=Machine)
def password_rules(machine: Machine) -> Iterator[Answer]:
    """One finding where weaker passwords are accepted than the CNIL advises; none is read."""
    yield from demands_left(machine)
