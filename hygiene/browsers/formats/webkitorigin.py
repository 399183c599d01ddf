"""WebKit's note of whose a folder of site data is: bytes in, an origin out.

Two origins, of the page at the top and of the frame in it; each is a scheme, a host and perhaps a
port (VERIFIED in HackBrowserData safari/extract_storage.go, 2026).
"""

from __future__ import annotations

import struct

from hygiene.browsers.origins import origin_of
from hygiene.errors import CannotLook, Reason


def read_origin(data: bytes) -> str:
    """The frame's origin; empty where it is no site's. Raises CannotLook(DAMAGED)."""
    try:
        _, start = _origin(data, 0)
        address, _ = _origin(data, start)
    except (struct.error, UnicodeDecodeError):
        raise CannotLook(Reason.DAMAGED, detail="no origin") from None
    return origin_of(address)


def _origin(data: bytes, start: int) -> tuple[str, int]:
    scheme, start = _text(data, start)
    host, start = _text(data, start)
    (numbered,) = struct.unpack_from("<?", data, start)
    if not numbered:
        return f"{scheme}://{host}", start + 1
    (port,) = struct.unpack_from("<H", data, start + 1)
    return f"{scheme}://{host}:{port}", start + 3


def _text(data: bytes, start: int) -> tuple[str, int]:
    """Its number of signs, whether each is one byte, then the signs."""
    count, narrow = struct.unpack_from("<I?", data, start)
    start += 5
    size = count if narrow else 2 * count
    (text,) = struct.unpack_from(f"<{size}s", data, start)
    return text.decode("latin-1" if narrow else "utf-16-le"), start + size
