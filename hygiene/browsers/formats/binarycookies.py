"""Apple's file of cookies: bytes in, hosts, names and dates out; no value is ever cut out.

The layout is VERIFIED in the public descriptions of dtformats (libyal) and CookiesTool, 2026: a
header in big endian with the sizes of the pages, then pages in little endian with the places of
their cookies. The checksum at the end is not looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from hygiene.errors import CannotLook, Reason

_MAGIC = b"cook"
_PAGE = b"\x00\x00\x01\x00"
#: Size; version; flags; whether a port follows; places of host, name, path and value; those of a
#: comment and its address; dates of expiry and creation.
_COOKIE = struct.Struct("<I4xI4xII4xI8xdd")
_SECURE, _HTTP_ONLY = 1, 4
#: Bytes of a text: no host is longer, and a name that is longer tells nothing.
_MOST_TEXT = 4096


class BinaryCookie(NamedTuple):
    """One cookie without its value; dates are raw: seconds since 2001, `expires` 0 for none."""

    host: str
    name: str
    created: float
    expires: float
    secure: bool
    http_only: bool


def read_cookies(data: bytes) -> tuple[BinaryCookie, ...]:
    """Every cookie of the file.

    Raises CannotLook: DAMAGED where a size, a count or a place does not fit, UNSUPPORTED for pages
    of another version.
    """
    try:
        return tuple(cookie for page in _pages(data) for cookie in _cookies(page))
    except struct.error:
        raise _damaged("cut short") from None


def _damaged(detail: str) -> CannotLook:
    return CannotLook(Reason.DAMAGED, detail=detail)


def _pages(data: bytes) -> Iterator[memoryview]:
    if data[:4] != _MAGIC:
        raise _damaged("no file of cookies")
    (count,) = struct.unpack_from(">I", data, 4)
    start = 8 + 4 * count
    if start > len(data):
        raise _damaged("more pages than bytes")
    view = memoryview(data)
    for size in struct.unpack_from(f">{count}I", data, 8):
        if start + size > len(data):
            raise _damaged("a page is cut short")
        yield view[start : start + size]
        start += size


def _cookies(page: memoryview) -> Iterator[BinaryCookie]:
    if bytes(page[:4]) != _PAGE:
        raise CannotLook(Reason.UNSUPPORTED, detail="pages of another version")
    (count,) = struct.unpack_from("<I", page, 4)
    end = 8 + 4 * count
    if end > len(page):
        raise _damaged("more cookies than bytes")
    # One after the other and none in another: a file that lies costs no more than its size.
    for start in sorted(struct.unpack_from(f"<{count}I", page, 8)):
        if start < end:
            raise _damaged("a cookie lies in another")
        (size,) = struct.unpack_from("<I", page, start)
        end = start + size
        if size < _COOKIE.size or end > len(page):
            raise _damaged("a cookie is cut short")
        yield _cookie(page[start:end])


def _cookie(record: memoryview) -> BinaryCookie:
    _, flags, host, name, value, expires, created = _COOKIE.unpack_from(record)
    # The value comes last: what ends before it, and begins after the numbers, is none of it.
    texts = record[: min(value, len(record))]
    return BinaryCookie(
        host=_text(texts, host),
        name=_text(texts, name),
        created=created,
        expires=expires,
        secure=bool(flags & _SECURE),
        http_only=bool(flags & _HTTP_ONLY),
    )


def _text(texts: memoryview, start: int) -> str:
    if not _COOKIE.size <= start < len(texts):
        raise _damaged("a text out of its place")
    text, end, _ = bytes(texts[start : start + _MOST_TEXT]).partition(b"\0")
    if not end:
        raise _damaged("a text without an end")
    return text.decode("utf-8", "replace")
