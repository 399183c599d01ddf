"""The first line of a file: does it head a list of passwords? Not one byte below it is read."""

from __future__ import annotations

import re
from functools import cache

from hygiene.data import load
from hygiene.filesystem.tree import OpenFile, Tree

#: Bytes; the longest header of an export that we know has 210.
LONGEST = 512
_SEPARATORS = re.compile(r"[,;\t]")


def heads_passwords(tree: Tree, path: str) -> bool:
    """Whether the first line names a column of passwords beside one of accounts or sites.

    Raises NotHere and CannotLook as `Tree.open` does.
    """
    with tree.open(path) as file:
        return is_header(_first_line(file))


def _first_line(file: OpenFile) -> bytes:
    """The first line without its end, empty where it is longer than a header may be.

    Read byte by byte: the second line of an export is a password.
    """
    line = bytearray()
    while len(line) < LONGEST:
        byte = file.read_at(1, len(line))
        if byte in (b"", b"\n", b"\r", b"\0"):
            return bytes(line)
        line += byte
    return b""


def is_header(line: bytes) -> bool:
    """Whether this first line heads a list of passwords."""
    text = line.decode("utf-8-sig", "replace")
    names = {name.strip(" \"'").lower() for name in _SEPARATORS.split(text)}
    secret, beside = _columns()
    return bool(names & secret) and bool(names & beside)


@cache
def _columns() -> tuple[frozenset[str], frozenset[str]]:
    header = load("hygiene.files", "patterns.toml")["passwords"]["header"]
    return frozenset(header["secret"]), frozenset(header["beside"])
