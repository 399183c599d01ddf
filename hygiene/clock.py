"""When we look, and from when on things count."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import NamedTuple

from hygiene.errors import CannotLook, Reason


class Clock(NamedTuple):
    """The moments that decide what counts; all aware.

    `session` is the start of the person's session, `since` what `--since` asks for, `names_from`
    the moment before which nothing is named (public terminals).
    """

    now: datetime
    session: datetime | None = None
    since: datetime | None = None
    names_from: datetime | None = None


class Deadline(NamedTuple):
    """The moment, on the monotonic clock in seconds, after which nothing new is begun."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """The deadline that lies `seconds` from now."""
        return cls(time.monotonic() + seconds)

    def within(self, seconds: float) -> Deadline:
        """This deadline, or the one that lies `seconds` from now if that is earlier."""
        return min(self, Deadline.after(seconds))

    @property
    def passed(self) -> bool:
        """Whether it is too late."""
        return time.monotonic() >= self.at

    @property
    def left(self) -> float:
        """How many seconds remain; below zero once it is too late."""
        return self.at - time.monotonic()

    def check(self, source: str = "") -> None:
        """Raise `CannotLook(TIME)` if it is too late to look at `source`."""
        if self.passed:
            raise CannotLook(Reason.TIME, source)


#: The last date that has a name in every time zone. Cookies without an end, as they were once made,
#: expire on 31 December 9999 at 23:59:59: in Paris that is a year which Python does not know.
_LAST = datetime(9999, 12, 30, tzinfo=UTC)


def moment(seconds: float | None) -> datetime | None:
    """The aware datetime `seconds` after 1970; None for zero, absurd or missing values.

    Every time zone can tell it.
    """
    if not seconds or seconds <= 0:
        return None
    try:
        return min(datetime.fromtimestamp(seconds, UTC), _LAST)
    except (ValueError, OverflowError, OSError):
        return None
