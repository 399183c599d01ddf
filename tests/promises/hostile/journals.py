"""What lies beside a database: hot journals, write-ahead logs that are damaged or nobody's."""

from __future__ import annotations

import shutil
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from .databases import history
from .harms import NOISE, OUT, fifo, folder, holding, link, sparse
from .row import home


def beside(suffix: str, harm: Callable[[Path], None]) -> Callable[[Path], None]:
    return lambda path: harm(path.with_name(path.name + suffix))


JOURNAL = bytes.fromhex("d9d505f920a163d7") + struct.pack(">IIIII", 0xFFFFFFFF, 7, 9999, 512, 4096)
WAL = struct.pack(">IIIIIIII", 0x377F0682, 3007000, 4096, 1, 2, 3, 4, 5)


def another(path: Path) -> None:
    """The write-ahead log of another database, whole and right: its pages are not of this one."""
    with TemporaryDirectory() as aside:
        other = Path(aside, "other")
        with closing(sqlite3.connect(other)) as made:
            made.execute("pragma journal_mode = wal")
            made.execute("create table urls (a)")
            made.execute("insert into urls values (1)")
            made.commit()
            shutil.copy(f"{other}-wal", path)


def orphan(path: Path) -> None:
    """Only the log is left: SQLite deletes such a one, so no browser shows what it holds."""
    another(path.with_name(f"{path.name}-wal"))
    path.unlink()


history("a WAL of another database", beside("-wal", another), "unsupported")
home(
    "History: gone, but for a WAL",
    lambda d: orphan(d.chrome / "History"),
    more={"visited-page": -5, "download-record": -1},
)
history("a journal of noise", beside("-journal", holding(NOISE)))
history(
    "a hot journal that promises pages",
    beside("-journal", holding(JOURNAL.ljust(512, b"\0") + NOISE)),
)
history("a WAL of noise", beside("-wal", holding(NOISE)))
history("a WAL whose sums are wrong", beside("-wal", holding(WAL + NOISE)))
history("an empty WAL", beside("-wal", holding(b"")))
history("an orphan index of a WAL", beside("-shm", holding(NOISE)))
history("a FIFO for a WAL", beside("-wal", fifo), "unsupported")
history("a folder for a journal", beside("-journal", folder), "unsupported")
history("a link out of the root for a WAL", beside("-wal", link(f"{OUT}dev/zero")), "outside-root")
history("a WAL of five gigabytes of nothing", beside("-wal", sparse))
history("a journal of five gigabytes of nothing", beside("-journal", sparse))
