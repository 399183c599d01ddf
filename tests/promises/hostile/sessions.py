"""The session files and the site data of Chrome."""

from __future__ import annotations

import struct

from tests.browsers.formats import leveldb_files, snss_files

from .harms import NOISE, put
from .row import home


def session(name: str, content: bytes, reason: str) -> None:
    home(
        f"session: {name}",
        lambda d: put(d.chrome / "Sessions/Session_1", content),
        ("Sessions", reason),
    )


session("noise", NOISE, "damaged")
session("encrypted", snss_files.file(version=5), "encrypted")
session("of the future", snss_files.file(version=99), "unsupported")
session(
    "a million commands", snss_files.file(*[snss_files.command(200, b"")] * 1_000_000), "too-big"
)
PAGES = [snss_files.page("https://a.fr/", index=i) for i in range(4000)]
PRUNED = snss_files.command(24, struct.pack("<iii", 11, 1, 1))
session("lists pruned again and again", snss_files.file(*PAGES, *[PRUNED] * 3000), "too-big")


def storage(name: str, file: str, content: bytes, reason: str) -> None:
    home(
        f"storage: {name}",
        lambda d: put(d.chrome / "Local Storage/leveldb" / file, content),
        ("Local Storage", reason),
    )


storage("a log of noise", "000002.log", b"\1\2\3\4\xff\xff\7" + NOISE * 2, "damaged")
storage("a table of noise", "000003.ldb", NOISE, "damaged")
storage("a manifest that is not there", "CURRENT", b"../../../../etc/passwd\n", "damaged")
BLOCK = leveldb_files.varint(31 << 20) + b"\xfe\1\0" * 10
storage(
    "a block that grows",
    "000004.ldb",
    BLOCK
    + b"\1"
    + bytes(4)
    + (b"\0\0\0" + leveldb_files.varint(len(BLOCK))).ljust(40, b"\0")
    + leveldb_files.MAGIC,
    "damaged",
)
