"""Why something could not be looked at, or could not start at all."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a thing that applies could not be looked at: the closed list of the report."""

    LOCKED = "locked"
    BUSY = "busy"
    DENIED = "denied"
    DAMAGED = "damaged"
    UNSUPPORTED = "unsupported"
    ENCRYPTED = "encrypted"
    TOO_BIG = "too-big"
    OUTSIDE_ROOT = "outside-root"
    TIME = "time"
    VANISHED = "vanished"
    FULL_DISK_ACCESS = "full-disk-access"
    LOCATION_PRIVACY = "location-privacy"
    REDACTED = "redacted"
    SERVICE_ABSENT = "service-absent"
    OS_VAULT = "os-vault"
    NOT_RECORDED = "not-recorded"
    NOT_ASKED = "not-asked"


#: Reasons that are nobody's fault and no gap: alone, they do not turn the exit code into 3.
EXPECTED = frozenset({Reason.OS_VAULT, Reason.NOT_RECORDED, Reason.NOT_ASKED})


class NotHere(Exception):
    """The file or folder does not exist: nothing was left there."""


class CannotLook(Exception):
    """Something that applies is there and could not be looked at.

    Args:
        reason: One of the closed list.
        source: A name from our own catalogue (`Login Data`), never one found on the machine.
        detail: Technical words for `--verbose`; never a content.
    """

    def __init__(self, reason: Reason, source: str = "", detail: str = "") -> None:
        super().__init__(f"{source or 'something'}: {reason}" + (f" ({detail})" if detail else ""))
        self.reason = reason
        self.source = source
        self.detail = detail

    def at(self, source: str) -> CannotLook:
        """The same cause, said of `source` where no source was named yet."""
        return self if self.source else CannotLook(self.reason, source, self.detail)


class UsageError(Exception):
    """Wrong usage or configuration: exit code 2, one line, nothing done.

    Args:
        text: Key of the sentence in `texts/usage.toml`.
        values: What the sentence's placeholders hold.
    """

    def __init__(self, text: str, **values: str) -> None:
        super().__init__(text, values)
        self.text = text
        self.values = values
