"""The structures of Windows' WTS functions, from their bytes.

Offsets computed from the headers' fields, and the same in several public bindings (2026); nothing
was captured on a real Windows.
"""

from __future__ import annotations

import struct
from datetime import datetime
from typing import NamedTuple

from hygiene.clock import moment
from hygiene.errors import CannotLook, Reason

_INFO = 232  # WTSINFOEX with its level 1, 64 bits
_LEVEL, _STATE = 0, 12
_NAME, _NAME_END = 86, 128
_LOGON = 168
_ACTIVE, _DISCONNECTED = 0, 4
_MOST_SESSIONS = 1000
#: Of a second; seconds from 1601 to 1970.
_TICKS, _FROM_1601 = 10_000_000, 11_644_473_600


class Info(NamedTuple):
    """One session: whose, and since when (None where Windows does not say)."""

    user: str
    start: datetime | None


def listed(data: bytes, count: int, pointer: int) -> list[int]:
    """The ids of sessions in which somebody may be, in `count` WTS_SESSION_INFOW.

    Args:
        data: The structures.
        count: How many.
        pointer: Bytes of a pointer, 4 or 8.
    """
    size, state_at = 3 * pointer, 2 * pointer
    if count > _MOST_SESSIONS or len(data) < count * size:
        raise CannotLook(Reason.UNSUPPORTED, detail=f"{count} sessions in {len(data)} bytes")
    found = []
    for number in range(count):
        (session,) = struct.unpack_from("<I", data, number * size)
        (state,) = struct.unpack_from("<I", data, number * size + state_at)
        if state in (_ACTIVE, _DISCONNECTED):
            found.append(session)
    return found


def info(data: bytes) -> Info | None:
    """What a WTSINFOEXW tells; None where nobody is logged in."""
    if len(data) < _INFO:
        raise CannotLook(Reason.UNSUPPORTED, detail=f"{len(data)} bytes")
    (level,) = struct.unpack_from("<I", data, _LEVEL)
    if level != 1:
        raise CannotLook(Reason.UNSUPPORTED, detail=f"level {level}")
    (state,) = struct.unpack_from("<I", data, _STATE)
    user = data[_NAME:_NAME_END].decode("utf-16-le", "replace").partition("\0")[0]
    if not user or state not in (_ACTIVE, _DISCONNECTED):
        return None
    (ticks,) = struct.unpack_from("<q", data, _LOGON)
    return Info(user, _moment(ticks))


def _moment(ticks: int) -> datetime | None:
    """The aware datetime of a FILETIME; None for none or an absurd one."""
    return moment(ticks / _TICKS - _FROM_1601) if ticks > 0 else None
