"""What reads bytes of strangers, and what must come of whatever they are."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from hygiene.errors import CannotLook, NotHere, UsageError
from hygiene.filesystem import Tree, open_tree
from hygiene.render.escape import harmless

#: Why there is no value: the only three ways in which a reader may end without one.
CAUSES = (CannotLook, NotHere, UsageError)
_ZONES = [timezone(timedelta(hours=hours)) for hours in (-23, 23)]
#: When every file was last changed: of what stood still for long one answer is enough.
_LONG_AGO = (1_700_000_000, 1_700_000_000)


class Parser(NamedTuple):
    """What reads, and the files that a search begins with."""

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


def asked(parser: Parser, data: bytes) -> None:
    """Read `data`: whatever it is, a value that can be told or a named cause comes out."""
    try:
        told(parser.read(data))
    except CAUSES:
        pass


def told(value: object) -> None:
    """Go through a value as a report does: each text, each number, each date in each zone."""
    if isinstance(value, str):
        harmless(value).encode()
    elif isinstance(value, datetime):
        for zone in _ZONES:
            value.astimezone(zone)
    elif isinstance(value, int):
        str(value)
    elif isinstance(value, Mapping):
        told(value.items())
    elif is_dataclass(value):
        for field in fields(value):
            told(getattr(value, field.name))
    elif isinstance(value, Iterable) and not isinstance(value, (bytes, memoryview)):
        for each in value:
            told(each)


def every(*asks: Callable[[], object]) -> list[object]:
    """The values of several readers, each looked at alone."""
    found = []
    for ask in asks:
        try:
            value = ask()
            found.append(list(value) if isinstance(value, Iterable) else value)
        except CAUSES:
            continue
    return found


class OnDisk:
    """Readers that open their files themselves: one folder for a whole run.

    The bytes are in each of the files at `paths`; `beside` are other files that stay as they are.
    """

    def __init__(
        self,
        paths: str | tuple[str, ...],
        look: Callable[[Path], object],
        beside: Mapping[str, bytes] | None = None,
    ) -> None:
        self._paths = (paths,) if isinstance(paths, str) else paths
        self._look = look
        self._beside = beside or {}
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __call__(self, data: bytes) -> object:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory()
            for path, content in self._beside.items():
                self._write(path, content)
        for path in self._paths:
            self._write(path, data)
        return self._look(Path(self._folder.name))

    def _write(self, path: str, content: bytes) -> None:
        assert self._folder is not None
        file = Path(self._folder.name) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        os.utime(file, _LONG_AGO)


def on_disk(path: str | tuple[str, ...], look: Callable[[Tree], object]) -> OnDisk:
    """Readers of files of a whole disk."""
    return OnDisk(path, lambda base: look(open_tree(base)))


def as_json(*values: object) -> tuple[bytes, ...]:
    """Seeds."""
    return tuple(json.dumps(value).encode() for value in values)
