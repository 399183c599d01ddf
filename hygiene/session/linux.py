"""Sessions on Linux, as systemd-logind tells them over the system D-Bus."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

from hygiene.session.starts import starts

#: Seconds for everything that is asked.
_TIMEOUT = 1.0
_DEFAULT = "unix:path=/var/run/dbus/system_bus_socket"


def session_starts(since_file: Path | None = None) -> Mapping[str, datetime]:
    """The start of each person's current session; see `hygiene.session.session_starts`.

    jeepney is only loaded where there is a bus to speak to.
    """
    address = _address(os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or _DEFAULT)
    if address is None:
        return {}
    from hygiene.session.logind import sessions

    found = sessions(address, time.monotonic() + _TIMEOUT)
    return starts(found, _touched(since_file), datetime.now(UTC))


def _address(said: str) -> str | None:
    """The first local bus of a D-Bus address that is there; None where there is none.

    A bus on another computer (`tcp:`) would be the network.
    """
    for each in said.split(";"):
        transport, _, rest = each.partition(":")
        keys = dict(part.partition("=")[::2] for part in rest.split(","))
        if transport == "unix" and ("abstract" in keys or _is_socket(keys.get("path"))):
            return each
    return None


def _is_socket(path: str | None) -> bool:
    try:
        return path is not None and Path(unquote(path)).is_socket()
    except ValueError:
        return False


def _touched(file: Path | None) -> datetime | None:
    """When the keeper's hook last touched its file; None where there is no such file."""
    if file is None:
        return None
    try:
        found = file.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return datetime.fromtimestamp(found.st_mtime, UTC).astimezone()
