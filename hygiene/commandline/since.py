"""What `--since` means."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Literal

from hygiene.errors import UsageError

Since = datetime | Literal["session"]

_AGO = re.compile(r"([0-9]{1,6})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def parse(asked: str, now: datetime) -> Since:
    """The moment from which things count, or the word `session`.

    Args:
        asked: `session`, `30m`, `2h`, `3d`, `today`, an ISO date or date-time (naive = local).
        now: The aware moment of the run.

    Raises:
        UsageError: It is none of these, or it lies in the future.
    """
    words = asked.strip()
    if words.lower() == "session":
        return "session"
    try:
        moment = _moment(words, now)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError("since-wrong", name="--since", value=asked) from error
    if moment > now:
        raise UsageError("since-future", name="--since", value=asked)
    return moment


def _moment(words: str, now: datetime) -> datetime:
    ago = _AGO.fullmatch(words.lower())
    if ago:
        return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
    if words.lower() == "today":
        return _local(datetime.combine(now.astimezone().date(), time()))
    if len(words) <= len("2026-11-23"):
        return _local(datetime.combine(date.fromisoformat(words), time()))
    return _local(datetime.fromisoformat(words))


def _local(moment: datetime) -> datetime:
    """In local time, with the offset of that day: midnight may lie before a change.

    A naive moment is local already. One that the local zone cannot tell raises OverflowError.
    """
    return moment.astimezone()
