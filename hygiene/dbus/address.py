"""Where the system bus is. Loads no library: most containers and copied disks have no bus."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

_DEFAULT = "unix:path=/var/run/dbus/system_bus_socket"


def system_bus(environ: Mapping[str, str] = os.environ) -> str | None:
    """The address of the first local system bus that is there; None where there is none.

    A bus on another computer (`tcp:`) would be the network.
    """
    for each in (environ.get("DBUS_SYSTEM_BUS_ADDRESS") or _DEFAULT).split(";"):
        transport, _, rest = each.partition(":")
        keys = dict(part.partition("=")[::2] for part in rest.split(","))
        if transport == "unix" and ("abstract" in keys or _is_socket(keys.get("path"))):
            return each
    return None


def _is_socket(path: str | None) -> bool:
    try:
        return path is not None and Path(unquote(path)).is_socket()
    except (OSError, ValueError):
        return False
