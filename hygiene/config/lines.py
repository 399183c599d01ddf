"""On which line of a TOML file a key stands, for the sentence that says what is wrong with it."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*\[\[?([^\]]*)\]")


def line_of(text: str, key: str, table: str = "", row: int = 0) -> int:
    """The line (from 1) of `key`; that of its table where the key is missing.

    Args:
        text: A file that the TOML parser accepts.
        key: A bare key, or the name of a table.
        table: The table that holds it; empty for the top of the file.
        row: Which one, from 0, where the table comes in rows (`[[table]]`).
    """
    wanted = f"{table}.{key}" if table else key
    here, rows, fallback = "", -1, 1
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            here = name = _bare(header[1])
            if here == table:
                rows += 1
                if rows == row:
                    fallback = number
        elif "=" in line:
            name = _bare(line.partition("=")[0])
            name = f"{here}.{name}" if here else name
        else:
            continue
        if f"{name}.".startswith(f"{wanted}.") and (here != table or not table or rows == row):
            return number
    return fallback


def _bare(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
