"""The remote-control programs that hygiene knows: what runs, and what lies where."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from hygiene.data import load


class Tool(NamedTuple):
    """One program; `processes` and `paths` are those of each system, by its name."""

    id: str
    name: str
    processes: dict[str, list[str]]
    paths: dict[str, list[str]]


@cache
def tools() -> tuple[Tool, ...]:
    """Every program of the catalogue, in its order."""
    rows: list[dict[str, Any]] = load("hygiene.remote", "tools.toml")["tool"]
    return tuple(
        Tool(row["id"], row["name"], row.get("processes", {}), row.get("paths", {})) for row in rows
    )
