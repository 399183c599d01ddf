"""Homes with files in them, in two lines."""

from __future__ import annotations

import os
import struct
from datetime import UTC, datetime
from pathlib import Path

from hygiene.clock import Clock
from hygiene.machine import Home, Platform
from tests.roots import FakeRoot

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
YESTERDAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SID = "S-1-5-21-1-2-3-1001"
#: What makes a folder a bin of Windows attributable to its home.
KEYS = f"AppData/Roaming/Microsoft/Protect/{SID}"


def put(folder: Path, *names: str, date: datetime = MORNING, content: bytes = b"x") -> None:
    """Put files of that date at these paths below `folder`."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (date.timestamp(), date.timestamp()))


def recycle(bin: Path, sign: str, was: str, date: datetime = MORNING, version: int = 2) -> None:
    """Put a file into a bin of Windows, where it was `was` before."""
    path = was.encode("utf-16-le") + b"\0\0"
    head = struct.pack("<QQQ", version, 1, 0)
    length = struct.pack("<I", len(path) // 2) if version == 2 else b""
    told = head + length + (path if version == 2 else path.ljust(520, b"\0"))
    put(bin, f"$I{sign}", date=date, content=told)
    put(bin, f"$R{sign}", date=YESTERDAY)


def home_of(folder: Path, platform: Platform = "linux", clock: Clock | None = None) -> Home:
    """The one home below a disk (its name is alice) or a copied home."""
    root = FakeRoot(folder, platform)
    root.home()
    (home,) = (h for h in root.machine(clock=clock).homes if h.user == "alice")
    return home
