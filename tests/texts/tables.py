"""Every text that people may read, found in the TOML files where it lies."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

from hygiene.data import load
from hygiene.registry import registry
from hygiene.texts.say import LANGUAGES


class Pair(NamedTuple):
    """A text in its languages, and where it was found."""

    where: str
    texts: Mapping[str, str]


def pairs() -> list[Pair]:
    """Every text of the package and of the built-in checks."""
    found: list[Pair] = []
    for file in sorted(files("hygiene.texts").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            found += _pairs(f"texts/{file.name}", table)
    found += _pairs("gestures.toml", load("hygiene.advice", "gestures.toml"))
    for check in registry(others=False):
        found += _pairs(f"checks/{check.id}", check.texts)
    return found


def _pairs(where: str, value: Any) -> Iterator[Pair]:  # noqa: ANN401 - a TOML value of any shape
    if isinstance(value, Mapping):
        texts: dict[str, str] = {name: value[name] for name in LANGUAGES if name in value}
        if texts:
            yield Pair(where, texts)
        for key, below in value.items():
            if key not in texts:
                yield from _pairs(f"{where}.{key}", below)
    elif isinstance(value, list):
        for i, below in enumerate(value):
            yield from _pairs(f"{where}[{i}]", below)
