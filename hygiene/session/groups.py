"""Whether the person who runs the program may do anything, by the groups of the account."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator

from hygiene.errors import NotHere
from hygiene.session.state import State

SOURCE = "groups"


def administrator(all_powerful: Collection[str]) -> Iterator[State]:
    """One state where the person is in one of these groups.

    Raises:
        NotHere: It is root who looks, and root is nobody's session.
    """
    if sys.platform == "win32" or os.geteuid() == 0:
        raise NotHere
    yield from judged(_groups(), all_powerful)


def judged(groups: Iterable[str], all_powerful: Collection[str]) -> Iterator[State]:
    """One state where one of `groups` is among the `all_powerful`."""
    if not set(groups).isdisjoint(all_powerful):
        yield State("administrator")


def _groups() -> Iterator[str]:
    if sys.platform == "win32":
        return
    import grp

    for number in os.getgroups():
        try:
            yield grp.getgrgid(number).gr_name
        except KeyError:
            continue  # a group without a name
