"""Writes the files of browsers in bulk: databases, session files, LevelDB folders, caches."""

from __future__ import annotations

import hashlib
import os
import random
import re
import sqlite3
import struct
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

#: Unix seconds (2025-10-09): no date is later, and two runs make the same bytes.
NOW, DAY = 1_760_000_000, 86_400
#: The rows of a file's tables are written in turns, as years of use mix their pages.
TURNS = 50
SCHEMA = Path(__file__).parents[1] / "tests/browsers/schema.sql"
TABLES = {
    found[1]: found[0]
    for found in re.finditer(r"CREATE TABLE (\w+) \(.*?\n\);", SCHEMA.read_text("utf-8"), re.DOTALL)
}
#: What the schema leaves out; it scatters the rows (as Chromium 156 and Firefox 153 create it).
TABLES["moz_origins"] = (
    "create table moz_origins (id integer primary key, prefix text not null, host text not null,"
    " frecency integer not null, unique (prefix, host))"
)
INDEXES = {
    "urls": ["url"],
    "visits": ["url", "from_visit", "visit_time", "originator_visit_id"],
    "cookies": [
        "host_key, top_frame_site_key, has_cross_site_ancestor, name, path, source_scheme,"
        " source_port"
    ],
    "logins": ["signon_realm"],
    "autofill": ["name", "name, value_lower"],
    "icon_mapping": ["page_url", "icon_id"],
    "moz_places": [
        *("url_hash", "rev_host", "visit_count", "frecency", "last_visit_date"),
        *("guid", "origin_id", "alt_frecency"),
    ],
    "moz_historyvisits": ["place_id, visit_date", "from_visit", "visit_date"],
    "moz_annos": ["place_id, anno_attribute_id"],
    "moz_formhistory": ["fieldname", "lastUsed", "guid"],
}
Row = Callable[[int], Mapping[str, int | str | bytes | None]]


def database(path: Path, page: int, /, **tables: tuple[int, Row]) -> None:
    """Make a database of pages of `page` bytes; each table has a number of rows, and its rows.

    A column that must not be null and that no row gives is empty. Firefox's are as after a clean
    close: in write-ahead mode, without a log.
    """
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript(
        f"pragma page_size={page}; pragma journal_mode=off; pragma synchronous=off;"
        "pragma cache_size=-200000; begin"
    )
    inserts = {}
    for table, (_, row) in tables.items():
        db.execute(TABLES[table])
        for number, columns in enumerate(INDEXES.get(table, ())):
            db.execute(f"create index {table}_{number} on {table} ({columns})")
        values = {column: f":{column}" for column in row(0)}
        for _, name, kind, required, default, _ in db.execute(f"pragma table_info({table})"):
            if required and default is None:
                values.setdefault(name, "0" if "INT" in kind else "''")
        names = ", ".join(values)
        inserts[table] = f"insert into {table} ({names}) values ({', '.join(values.values())})"
    for turn in range(TURNS):
        for table, (count, row) in tables.items():
            part = range(count * turn // TURNS, count * (turn + 1) // TURNS)
            db.executemany(inserts[table], map(row, part))
    db.execute("commit")
    if path.suffix == ".sqlite":
        db.execute("pragma journal_mode=wal")
    db.close()


def mixed(number: int) -> int:
    """A number far from its neighbours': names in no order, so that indexes are scattered."""
    return number * 2_654_435_761 % 2**32


def bodies(folder: Path, pattern: str, count: int, rng: random.Random) -> int:
    """Make files of the sizes and dates of a cache, their bodies holes; the sum of their sizes."""
    folder.mkdir(parents=True)
    total = 0
    for number in range(count):
        name = pattern.format(mixed(number))
        size = int(rng.lognormvariate(9.2, 1.4)) + 100
        with (folder / name).open("wb") as file:
            file.write(hashlib.sha256(name.encode()).digest())
            file.truncate(size)
            os.utime(file.fileno(), (NOW, NOW - rng.randrange(40 * DAY)))
        total += size
    return total


def leveldb(folder: Path, items: Mapping[bytes, bytes]) -> None:
    """Make a LevelDB folder whose items are all in its log; no checksum is right."""
    folder.mkdir(parents=True)
    order = b"leveldb.BytewiseComparator"
    (folder / "CURRENT").write_bytes(b"MANIFEST-000001\n")
    (folder / "MANIFEST-000001").write_bytes(_log([b"\1" + _text(order) + b"\2\3"]))
    (folder / "000003.log").write_bytes(
        _log(
            struct.pack("<QIB", number + 1, 1, 1) + _text(key) + _text(value)
            for number, (key, value) in enumerate(items.items())
        )
    )


def _text(content: bytes) -> bytes:
    size, spelled = len(content), bytearray()
    while size > 127:
        spelled.append(size & 127 | 128)
        size >>= 7
    return bytes([*spelled, size]) + content


def _log(records: Iterable[bytes]) -> bytes:
    """Records in blocks of 32 KiB: whole, or cut into a first, middle and last piece."""
    log = bytearray()
    for record in records:
        rest, first = record, True
        while rest or first:
            if (room := 32_768 - len(log) % 32_768) < 7:
                log += bytes(room)
                room = 32_768
            piece, rest = rest[: room - 7], rest[room - 7 :]
            kind = (2 if rest else 1) if first else (3 if rest else 4)
            log += struct.pack("<IHB", 0, len(piece), kind) + piece
            first = False
    return bytes(log)


def snss(commands: Iterable[tuple[int, bytes]]) -> bytes:
    """A Chromium session file of (number, payload), with the marker that says it is whole."""
    return (
        b"SNSS\3\0\0\0"
        + b"".join(
            struct.pack("<HB", len(payload) + 1, number) + payload for number, payload in commands
        )
        + b"\1\0\xff"
    )


def snss_page(tab: int, index: int, url: str) -> bytes:
    """The payload of the command that puts a page into a tab."""
    spelled = url.encode()
    padded = spelled + bytes(-len(spelled) % 4)
    title = struct.pack("<i", 8) + "A title.".encode("utf-16-le")
    fields = struct.pack("<iii", tab, index, len(spelled)) + padded + title
    return struct.pack("<I", len(fields)) + fields
