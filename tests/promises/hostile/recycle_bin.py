"""The bin of Windows."""

from __future__ import annotations

import struct

from tests.files.homes import SID

from .harms import NOISE, put
from .row import home
from .signs import EVIL


def windows(name: str, content: bytes, more: dict[str, int | None] | None = None) -> None:
    home(
        f"bin: {name}",
        lambda d: put(d.root / f"$Recycle.Bin/{SID}/$IABC.pdf", content),
        system="windows",
        more=more,
    )


windows("noise", NOISE)
windows("a name of four billion signs", struct.pack("<QQQI", 2, 1, 0, 0xFFFFFFFF) + b"a\0" * 99)
windows(
    "a name that moves the cursor",
    struct.pack("<QQQI", 2, 1, 0, len(EVIL) + 5) + f"{EVIL}.pdf\0".encode("utf-16-le"),
)
windows("half a sign", struct.pack("<QQQI", 2, 1, 0, 4) + b"\0\xd8.\0p\0\0\0")
