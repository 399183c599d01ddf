"""Files of Safari, written byte for byte: cookies, and whose a folder of site data is."""

from __future__ import annotations

import plistlib
import struct
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

FROM_2001 = 978_307_200
SECRET = "the-value-of-a-cookie"


def cocoa(date: datetime) -> float:
    """Seconds since 2001."""
    return date.timestamp() - FROM_2001


class Cookie(NamedTuple):
    """What is written of one cookie; dates in seconds since 2001, no expiry is zero."""

    host: str = ".example.fr"
    name: str = "sid"
    value: str = SECRET
    path: str = "/"
    created: float = cocoa(datetime(2026, 11, 23, 8, tzinfo=UTC))
    expires: float = cocoa(datetime(2031, 1, 1, tzinfo=UTC))
    secure: bool = True
    http_only: bool = True
    comment: str = ""

    def record(self) -> bytes:
        """Numbers, then the texts: comment, host, name, path, value."""
        texts = [text.encode() + b"\0" for text in (self.host, self.name, self.path, self.value)]
        comment = self.comment.encode() + b"\0" if self.comment else b""
        places, start = [], 56 + len(comment)
        for text in texts:
            places.append(start)
            start += len(text)
        flags = self.secure | self.http_only << 2
        head = struct.pack("<IIII", start, 0, flags, 0)
        head += struct.pack("<IIIIII", *places, 56 if comment else 0, 0)
        head += struct.pack("<dd", self.expires, self.created)
        return head + comment + b"".join(texts)


def page(cookies: Iterable[Cookie]) -> bytes:
    """One page, with the places of its cookies before them."""
    records = [cookie.record() for cookie in cookies]
    start = 12 + 4 * len(records)
    places = []
    for record in records:
        places.append(start)
        start += len(record)
    head = b"\0\0\1\0" + struct.pack(f"<I{len(records)}I", len(records), *places) + b"\0" * 4
    return head + b"".join(records)


def cookie_file(*pages: Iterable[Cookie]) -> bytes:
    """The whole file, with its checksum and the settings at its end."""
    written = [page(cookies) for cookies in pages]
    sizes = struct.pack(f">I{len(written)}I", len(written), *map(len, written))
    checksum = sum(sum(each[::4]) for each in written) & 0xFFFFFFFF
    settings = plistlib.dumps({"NSHTTPCookieAcceptPolicy": 2}, fmt=plistlib.FMT_BINARY)
    end = struct.pack(">I", checksum) + bytes.fromhex("071720050000004b") + settings
    return b"cook" + sizes + b"".join(written) + end


def origin_note(top: tuple[str, str, int], frame: tuple[str, str, int] | None = None) -> bytes:
    """Scheme, host and port (0: the scheme's own) of the page and of the frame in it."""
    return b"".join(_origin(*each) for each in (top, frame or top))


def _origin(scheme: str, host: str, port: int) -> bytes:
    texts = b"".join(_text(text) for text in (scheme, host))
    return texts + (b"\1" + struct.pack("<H", port) if port else b"\0")


def _text(text: str) -> bytes:
    narrow = all(ord(sign) < 256 for sign in text)
    data = text.encode("latin-1" if narrow else "utf-16-le")
    return struct.pack("<I?", len(text), narrow) + data
