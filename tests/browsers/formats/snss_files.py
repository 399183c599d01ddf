"""Writes Chromium session files, command by command, for the tests."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

from hygiene.browsers.formats.snss import Tabs, read_closed, read_session

WINDOW, TAB = 7, 11
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MARKER = b"\x01\x00\xff"


def command(number: int, payload: bytes) -> bytes:
    return struct.pack("<HB", len(payload) + 1, number) + payload


def pickle(fields: bytes) -> bytes:
    return struct.pack("<I", len(fields)) + fields


def microseconds(moment: datetime) -> int:
    return (moment - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def page(url: str, index: int = 0, tab: int = TAB, number: int = 6) -> bytes:
    spelled = url.encode()
    padded = spelled + bytes(-len(spelled) % 4)
    title = struct.pack("<i", 1) + "é".encode("utf-16-le") + bytes(2)
    fields = struct.pack("<iii", tab, index, len(spelled)) + padded + title
    return command(number, pickle(fields))


def window(window: int = WINDOW) -> bytes:
    return command(9, struct.pack("<ii", window, 0))


def tab_in(window: int, tab: int = TAB) -> bytes:
    return command(0, struct.pack("<ii", window, tab))


def selected(index: int, tab: int = TAB) -> bytes:
    return command(7, struct.pack("<ii", tab, index))


def gone(number: int, what: int) -> bytes:
    return command(number, struct.pack("<i4xq", what, microseconds(NOON)))


def file(*commands: bytes, version: int = 3, marker: bytes = MARKER) -> bytes:
    return struct.pack("<4si", b"SNSS", version) + b"".join(commands) + marker


def urls(tabs: Tabs) -> list[str]:
    return [tab.url for tab in tabs.tabs]


def session_urls(*commands: bytes) -> list[str]:
    return urls(read_session(file(*commands)))


def closed_urls(*commands: bytes) -> list[str]:
    return urls(read_closed(file(*commands)))


def closed_tab(tab: int, url: str, last: datetime | None = NOON) -> bytes:
    moment = microseconds(last) if last else 0
    return command(4, struct.pack("<iiq", tab, 0, moment)) + page(url, tab=tab, number=1)


def closed_window(entry: int, tabs: int) -> bytes:
    fields = struct.pack("<iiiqiiiiii", entry, 0, tabs, microseconds(NOON), 0, 0, 0, 0, 1, 0)
    return command(9, pickle(fields + struct.pack("<i", 0)))


A, B, C = "https://a.test/", "https://b.test/", "https://c.test/"
GROUP = command(13, pickle(bytes(16) + struct.pack("<iiii", 5, 2, 0, 0) + bytes(24)))
SPLIT = command(15, pickle(bytes(16) + struct.pack("<iqdi", 5, 0, 0.5, 0)))
OLD_WINDOW = command(3, struct.pack("<iii", 5, 0, 2))


def restored(entry: int) -> bytes:
    return command(2, struct.pack("<i", entry))
