"""Who is logged in on this computer, and since when."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

__all__ = ["session_starts"]


def session_starts(since_file: Path | None = None) -> Mapping[str, datetime]:
    """The start of each person's current session, by account name; aware, in local time.

    Empty where nothing tells, as on Windows and macOS for now.

    Args:
        since_file: A file that the keeper's hook touches when somebody sits down: on a computer
            that opens its session by itself, its date is the start.
    """
    if sys.platform == "linux":
        from hygiene.session import linux

        return linux.session_starts(since_file)
    return {}
