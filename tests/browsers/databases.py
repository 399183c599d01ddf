"""Makes databases as the browsers make them, row by row, with every column filled."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

Value = int | float | str | bytes | None


@cache
def schema() -> dict[str, str]:
    """The CREATE TABLE statement of each table of schema.sql."""
    text = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
    return {m[1]: m[0] for m in re.finditer(r"CREATE TABLE (\w+) \(.*?\n\);", text, re.DOTALL)}


class Maker:
    """A database that is being filled."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def create(self, *tables: str) -> None:
        """Create tables as today's browsers do."""
        for table in tables:
            self.connection.execute(schema()[table])

    def execute(self, sql: str) -> None:
        """Anything else: an old table, a view, a trigger."""
        self.connection.execute(sql)

    def add(self, table: str, count: int = 1, **values: Value) -> None:
        """Insert rows; what is not given gets the default, or what satisfies NOT NULL."""
        columns = self.connection.execute(f"pragma table_info({table})").fetchall()
        number = self.connection.execute(f"select count(*) from {table}").fetchone()[0]
        for i in range(number, number + count):
            row = dict(values)
            for _, name, kind, required, default, key in columns:
                if name in row or (key and "INT" in kind.upper()):
                    continue
                text = any(word in kind.upper() for word in ("CHAR", "TEXT"))
                if name in ("guid", "id", "name", "value", "origin_url", "signon_realm", "url"):
                    row[name] = f"https://site{i}.example/{name}"
                elif (required and default is None) or key:
                    row[name] = f"{name}{i}" if text else b"" if "BLOB" in kind.upper() else i
            names = ", ".join(row)
            marks = ", ".join("?" * len(row))
            self.connection.execute(
                f"insert into {table} ({names}) values ({marks})", list(row.values())
            )


@contextmanager
def database(path: Path) -> Iterator[Maker]:
    """A new or existing database at `path`, committed and closed at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    try:
        yield Maker(connection)
        connection.commit()
    finally:
        connection.close()
