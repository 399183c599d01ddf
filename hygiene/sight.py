"""What there is to look at, and in which turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hygiene.api import Thing
from hygiene.browsers.profile import Installation, Profile
from hygiene.errors import CannotLook
from hygiene.machine import Home, Machine
from hygiene.model import Where


class Place(NamedTuple):
    """One thing to look at, where it is, and its turn.

    Before any second profile of a browser comes the first of every other, and before those the
    computer and the homes: whoever fills one browser with profiles takes the time from that alone.
    """

    thing: Thing
    where: Where
    turn: int


class Sight(NamedTuple):
    """What there is to look at, and the places on the way to it that could not be entered."""

    machine: Machine
    installations: Sequence[Installation] = ()
    closed: Sequence[tuple[Home, CannotLook]] = ()

    def places(self, kind: type[Thing]) -> Iterator[Place]:
        """Everything of this kind, in the order of a report."""
        if kind is Machine:
            yield Place(self.machine, Where(), 0)
        elif kind is Home:
            for home in self.machine.homes:
                yield Place(home, Where(user=home.user), 1)
        elif kind is Installation:
            for installation in self.installations:
                yield Place(installation, where(installation), 3)
        else:
            for installation in self.installations:
                yield from _profiles(installation)

    def unseen(self, kind: type[Thing]) -> Iterator[tuple[CannotLook, Where]]:
        """What of this kind there may be that nobody knows of, or that a closed folder hides."""
        if kind is Machine:
            return
        for cause in self.machine.missed:
            yield cause, Where()
        if kind is Home:
            return
        for home, cause in self.closed:
            yield cause.at("home"), Where(user=home.user)
        if kind is Profile:
            for installation in self.installations:
                if installation.unseen is not None:
                    yield installation.unseen, where(installation)


def where(installation: Installation) -> Where:
    """Whose, and which browser."""
    return Where(installation.home.user, installation.browser, installation.install)


def _profiles(installation: Installation) -> Iterator[Place]:
    above = where(installation)
    for number, profile in enumerate(installation.profiles):
        place = Where(above.user, above.browser, above.install, profile.folder)
        yield Place(profile, place, 3 + number if number else 2)
