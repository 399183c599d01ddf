"""The account that a browser itself is signed in to, as far as it may be told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hygiene.clock import Clock

_DOTS = "…"
#: No address is longer (RFC 5321 section 4.5.3.1.3); a longer text is none.
_LONGEST = 254


@dataclass(frozen=True, slots=True)
class Account:
    """Whether somebody is signed in, whether data come back from there, and a masked address."""

    signed_in: bool = False
    sync: bool = False
    email: str | None = None
    """`a…@g….com`: enough for its owner to know it, None where there is none."""


def masked(email: object) -> str | None:
    """The first sign of both sides of an address and its last label; None for anything else."""
    if not isinstance(email, str) or len(email) > _LONGEST or not email.isprintable():
        return None
    person, at, host = email.strip().rpartition("@")
    name, point, top = host.rpartition(".")
    if not (person and at and name and point and top) or " " in email.strip():
        return None
    return f"{person[0]}{_DOTS}@{name[0]}{_DOTS}.{top}"


def shown(account: Account, clock: Clock) -> Account:
    """The account as far as it may be told: whose it is has no date, so it may be anybody's.

    Where only what dates from this session is named, its address is left out.
    """
    return account if clock.names_from is None else replace(account, email=None)
