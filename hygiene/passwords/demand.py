"""What a computer demands of a new password, and whether that falls short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hygiene.errors import CannotLook
from hygiene.model import Answer, Finding
from hygiene.passwords.cnil import KINDS, demands_enough

#: What a finding is about, where a password is long but may be of one kind of signs.
SIMPLE = "simple"
_ANY = 1000


class Demand(NamedTuple):
    """The shortest password that is accepted.

    `kinds`: how many of capitals, small letters, digits and other signs it must surely have.
    `unseen` is a part of the rules that could not be read, `perhaps` how many kinds and `longest`
    how many signs that part may demand at most.
    """

    length: int = 0
    kinds: int = 1
    unseen: CannotLook | None = None
    perhaps: int = 1
    longest: int = 0


def unknown(cause: CannotLook) -> Demand:
    """A rule that could not be read, and may demand anything."""
    return Demand(unseen=cause, perhaps=KINDS, longest=_ANY)


def together(demands: Iterable[Demand]) -> Demand:
    """What several rules demand that all must be met."""
    whole = Demand()
    for one in demands:
        whole = Demand(
            max(whole.length, one.length),
            max(whole.kinds, one.kinds),
            whole.unseen or one.unseen,
            max(whole.perhaps, one.perhaps),
            max(whole.longest, one.longest),
        )
    return whole


def answers(demand: Demand) -> Iterator[Answer]:
    """A finding where the demand falls short of the CNIL's measure.

    Where only what could not be read decides, that is what is said.
    """
    if demands_enough(demand.length, demand.kinds):
        return
    most = max(demand.length, demand.longest), max(demand.kinds, demand.perhaps)
    if demand.unseen is not None and demands_enough(*most):
        yield demand.unseen
        return
    simple = demands_enough(demand.length, KINDS)
    yield Finding(
        subject=SIMPLE if simple else None,
        facts={"length": demand.length},
    )
