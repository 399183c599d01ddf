"""What a browser removes by itself when it is closed, and what makes that vain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

from hygiene.errors import CannotLook

#: What has to go so that nothing of a visit is left: what the gesture that clears removes.
#: Passwords are no part of it: they are deleted one by one.
WANTED = frozenset({"history", "downloads", "cookies", "cache", "forms"})

#: Why clearing on exit may leave something, in the order to tell it:
#: the account brings it back; the tabs come back at the start; another profile keeps the browser
#: open; the last time it did not close; not everything is ticked.
SYNC, RESTORE, OTHER_PROFILE, CRASH, TYPES = DEFEATS = (
    "sync",
    "restore",
    "other-profile",
    "crash",
    "types",
)


@dataclass(frozen=True, slots=True)
class ExitClearing:
    """What goes when the browser is closed: `cleared` are some of WANTED, `defeats` of DEFEATS.

    `unseen` are the causes why some of what could defeat it is not known.
    """

    cleared: frozenset[str] = frozenset()
    defeats: tuple[str, ...] = ()
    unseen: tuple[CannotLook, ...] = ()

    @property
    def configured(self) -> bool:
        """Whether anything at all is removed."""
        return bool(self.cleared)


def exit_clearing(cleared: Set[str], causes: Mapping[str, Callable[[], bool]]) -> ExitClearing:
    """The value for what is `cleared`: where nothing is, no cause is asked for.

    That some types are not cleared is seen here.

    Args:
        cleared: Any names; those that are none of WANTED are left out.
        causes: How to tell whether each of DEFEATS holds; those left out do not.
    """
    gone = WANTED & cleared
    if not gone:
        return ExitClearing()
    defeats, unseen = [], []
    for cause in DEFEATS:
        try:
            if causes[cause]() if cause in causes else cause == TYPES and gone != WANTED:
                defeats.append(cause)
        except CannotLook as why:
            unseen.append(why)
    return ExitClearing(gone, tuple(defeats), tuple(unseen))
