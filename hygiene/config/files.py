"""The settings files: the system-wide one, then the person's own; never the current folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from hygiene.config import schema
from hygiene.config.lines import line_of
from hygiene.config.schema import Setting, Value, typed
from hygiene.config.trust import read_trusted
from hygiene.errors import UsageError

_PLACE = re.compile(r"at line (\d+), column (\d+)")


class Said(NamedTuple):
    """A value and where it was said: `at` holds `name`, for a file also `file` and `line`."""

    value: Value
    at: Mapping[str, str]


def words(said: Said | None) -> tuple[str, ...]:
    """The words that were said; none where nothing was."""
    return said.value if said is not None and isinstance(said.value, tuple) else ()


class Settings(NamedTuple):
    """What one file says: its keys at the top, its tables, its tables in rows."""

    top: Mapping[str, Said]
    tables: Mapping[str, Mapping[str, Said]]
    rows: Mapping[str, tuple[Mapping[str, Said], ...]]


NOTHING = Settings({}, {}, {})


def read(file: Path, *, system: bool) -> Settings:
    """The settings in `file`; nothing where there is no such file.

    Args:
        file: Absolute path.
        system: Whether this is the system-wide file.

    Raises:
        UsageError: The file cannot be read, is not TOML, holds a key or value that is not known,
            or somebody else may write to it.
    """
    text = read_trusted(file, system=system)
    if text is None:
        return NOTHING
    return _Reader(file, text, system).settings()


class _Reader:
    def __init__(self, file: Path, text: str, system: bool) -> None:
        self._file, self._text, self._system = file, text, system

    def settings(self) -> Settings:
        top: dict[str, Said] = {}
        tables: dict[str, Mapping[str, Said]] = {}
        rows: dict[str, tuple[Mapping[str, Said], ...]] = {}
        for key, value in self._parsed().items():
            at = self._at(key)
            if key in schema.TABLES:
                if not isinstance(value, dict):
                    raise UsageError("needs-table", **at)
                tables[key] = self._table(key, value, schema.TABLES[key])
            elif key in schema.ROWS:
                if not isinstance(value, list) or not all(isinstance(r, dict) for r in value):
                    raise UsageError("needs-rows", **at)
                rows[key] = tuple(
                    self._table(key, row, schema.ROWS[key], number)
                    for number, row in enumerate(value)
                )
            else:
                known = [*schema.TOP, *schema.TABLES, *schema.ROWS]
                top[key] = self._said(key, value, schema.TOP, known, at)
        return Settings(top, tables, rows)

    def _parsed(self) -> dict[str, Any]:
        import tomllib  # most computers have no such file

        try:
            return tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            place = _PLACE.search(str(error))
            line, column = place.groups() if place else (self._text.count("\n") + 1, 1)
            why = str(error).partition(" (at ")[0]
        except RecursionError:
            line, column, why = 1, 1, "nested too deeply"
        except ValueError:
            # Of Python itself, which takes no more than 4,300 digits for a number.
            line, column, why = 1, 1, "a number that is too long"
        raise UsageError(
            "not-toml", file=str(self._file), line=str(line), column=str(column), why=why
        )

    def _table(
        self, table: str, values: Mapping[str, Any], known: Mapping[str, Setting], row: int = 0
    ) -> Mapping[str, Said]:
        for key, setting in known.items():
            if setting.required and key not in values:
                raise UsageError("needs-key", **self._at("", table, row), key=key)
        return {
            key: self._said(key, value, known, list(known), self._at(key, table, row))
            for key, value in values.items()
        }

    def _said(
        self,
        key: str,
        value: object,
        known: Mapping[str, Setting],
        names: list[str],
        at: Mapping[str, str],
    ) -> Said:
        setting = known.get(key)
        if setting is None:
            raise UsageError("unknown-key", **at, known=", ".join(names))
        if setting.system and not self._system:
            raise UsageError("system-only", **at)
        right = typed(setting, value, at)
        if setting.paths:
            for path in right if isinstance(right, tuple) else (right,):
                # A relative one would lead to whatever folder the program is started in.
                if not Path(str(path)).is_absolute():
                    raise UsageError("needs-absolute", **at)
        return Said(right, at)

    def _at(self, key: str, table: str = "", row: int = 0) -> dict[str, str]:
        line = line_of(self._text, key or table, table, row)
        return {"name": key or table, "file": str(self._file), "line": str(line)}
