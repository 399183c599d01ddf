"""What `NetUserModalsGet` answers at level 0, as bytes: no call to Windows here."""

from __future__ import annotations

import struct

from hygiene.errors import CannotLook, Reason
from hygiene.passwords.demand import Demand

#: USER_MODALS_INFO_0 (lmaccess.h): fewest signs, then ages, log-off and history.
LAYOUT = struct.Struct("<5I")
COMPLEXITY = "password complexity"
#: "Password must meet complexity requirements" demands three kinds, and no rule of Windows more.
_COMPLEX = 3
_DENIED = 5


def demand_of(buffer: bytes) -> Demand:
    """The demand in a buffer; zero signs where no password at all is accepted too.

    Whether complexity is demanded is not among what an ordinary account is told: that takes
    `secedit`, and an administrator.
    """
    length, *_ = LAYOUT.unpack_from(buffer)
    return Demand(length, unseen=CannotLook(Reason.DENIED, COMPLEXITY), perhaps=_COMPLEX)


def refusal(status: int) -> CannotLook:
    """Why Windows did not answer."""
    reason = Reason.DENIED if status == _DENIED else Reason.SERVICE_ABSENT
    return CannotLook(reason, "NetUserModalsGet", f"error {status}")
