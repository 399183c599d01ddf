"""Whole-file formats of browsers, each read from its bytes alone."""

from __future__ import annotations

import json
import plistlib
import struct

import lz4.block

from hygiene.browsers.formats import (
    addresses,
    binarycookies,
    leveldb,
    leveldb_log,
    leveldb_table,
    sessionstore,
    snappy,
    snss,
    webkitorigin,
)
from hygiene.browsers.formats.leveldb_entry import Entry
from hygiene.filesystem.plistfile import parse_plist
from tests.browsers.formats import leveldb_files, safari_files, snss_files
from tests.fuzz.parser import Parser, every


def _lz4(content: bytes) -> bytes:
    packed: bytes = lz4.block.compress(content, store_size=False)
    return b"mozLz40\0" + struct.pack("<I", len(content)) + packed


def _sessionstore(data: bytes) -> object:
    """As it is, and as what lies packed in the file: no search finds its way through LZ4."""
    return every(*(lambda d=d: sessionstore.read_sessionstore(d) for d in (data, _lz4(data))))


def _snss(data: bytes) -> object:
    """Tabs, then the addresses of pages wherever they lie in it."""
    return every(
        lambda: snss.read_session(data),
        lambda: snss.read_closed(data),
        lambda: addresses.in_pickle(data),
        lambda: addresses.in_protobuf(data),
    )


def _manifest(data: bytes) -> object:
    return leveldb.live_files({"CURRENT": b"MANIFEST-1\n", "MANIFEST-1": data, "1.ldb": b""})


def _folder(data: bytes) -> object:
    """What is asked of a whole folder, with these bytes as its log, then as its table."""
    files = [[("CURRENT", b"MANIFEST-1\n"), (name, data)] for name in ("1.log", "1.ldb")]
    return every(
        *(lambda f=f: leveldb.local_storage_origins(f) for f in files),
        *(lambda f=f: leveldb.live_keys(f, prefix=b"REG:") for f in files),
        *(lambda f=f: _downloads(f) for f in files),
    )


def _downloads(files: list[tuple[str, bytes]]) -> list[str]:
    values = leveldb.values_on_disk(files, prefix=b"21_")
    return [address for value in values for address in addresses.in_protobuf(value)]


_STATE = json.dumps(
    {
        "windows": [{"tabs": [{"entries": [{"url": "https://a.fr/"}], "index": 1}]}],
        "cookies": [{"host": "a.fr", "name": "sid", "expiry": 1}],
        "_closedWindows": [{"closedId": 1, "tabs": [], "closedGroups": []}],
        "savedGroups": [{"windowClosedId": 1, "tabs": [{"state": {"entries": []}}]}],
    }
).encode()
_BATCH = leveldb_files.batch(1, leveldb_files.put(b"META:https://a.fr"))
_VALUE = leveldb_files.batch(1, leveldb_files.put(b"21_x"))
_PLIST = {"a": [1, 2.5, True, b"x"], "SessionWindows": [{"TabStates": [{"TabURL": "https://a"}]}]}
_SESSIONS = (
    snss_files.file(snss_files.window(), snss_files.tab_in(7), snss_files.page("https://a.fr/")),
    snss_files.file(snss_files.closed_window(5, 2), snss_files.closed_tab(3, "https://b.fr/")),
)

FORMATS: dict[str, Parser] = {
    "snss": Parser(_snss, (*_SESSIONS, b"\n\x0ehttps://a.fr/b\x0d\0\0\0https://a.fr/")),
    "leveldb-log": Parser(leveldb_log.read_log, (leveldb_files.log(_BATCH),)),
    "leveldb-table": Parser(
        leveldb_table.read_table,
        tuple(
            leveldb_files.table(
                [Entry(f"META:{i}".encode(), i, False) for i in range(9)], kind=kind
            )
            for kind in (0, 1)
        ),
    ),
    "leveldb-manifest": Parser(_manifest, (leveldb_files.log(b"\2\1\3\5\7\0\1\1\1a\1b"),)),
    "leveldb-folder": Parser(
        _folder,
        (
            leveldb_files.log(_BATCH),
            leveldb_files.log(_VALUE),
            leveldb_files.table([Entry(b"REG:https://a.fr/\0x", 1, False)], kind=0),
        ),
    ),
    "snappy": Parser(
        lambda data: snappy.decompress(data, max_bytes=1 << 20), (leveldb_files.snappy(b"ab" * 99),)
    ),
    "sessionstore": Parser(_sessionstore, (_STATE, _lz4(_STATE))),
    "binarycookies": Parser(
        binarycookies.read_cookies, (safari_files.cookie_file([safari_files.Cookie()]),)
    ),
    "webkitorigin": Parser(
        webkitorigin.read_origin, (safari_files.origin_note(("https", "a.fr", 8080)),)
    ),
    # What it holds may stand in it many times over: nobody goes through all of it.
    "plist": Parser(
        lambda data: len(parse_plist(data)),
        (plistlib.dumps(_PLIST), plistlib.dumps(_PLIST, fmt=plistlib.FMT_BINARY)),
    ),
}
