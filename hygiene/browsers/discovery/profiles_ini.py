"""Firefox's list of profiles, `profiles.ini`: bytes in, paths out."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import NamedTuple


class Entry(NamedTuple):
    """One profile as the file names it: a path, from the data folder or from the system's root."""

    path: str
    relative: bool


class Entries(NamedTuple):
    """What the file lists; `damaged` where a part of it makes no sense."""

    profiles: tuple[Entry, ...]
    damaged: bool


def read_profiles_ini(data: bytes) -> Entries:
    """The profiles that a `profiles.ini` names, as many as can be made out.

    Firefox reads UTF-8, or UTF-16 behind a byte order mark (nsINIParser.cpp, 2026). A byte that is
    neither is kept as the system's file names keep it (surrogateescape).
    """
    text, damaged = _text(data)
    profiles = []
    for section, values in _sections(text):
        if section is None:
            damaged = True
        elif section.casefold().startswith("profile"):
            path = values.get("path", "")
            if path:
                profiles.append(Entry(path, _relative(path, values.get("isrelative"))))
            else:
                damaged = True
    return Entries(tuple(dict.fromkeys(profiles)), damaged)


def _text(data: bytes) -> tuple[str, bool]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
        damaged = "\ufffd" in text
    else:
        text = data.decode("utf-8-sig", "surrogateescape")
        damaged = False
    return text.replace("\0", ""), damaged or "\0" in text


def _sections(text: str) -> Iterator[tuple[str | None, dict[str, str]]]:
    """Each section with its values, keys in lower case; None for a line that is no such thing."""
    name: str | None = ""
    values: dict[str, str] = {}
    for line in text.replace("\r", "\n").split("\n"):  # other line ends may be part of a name
        line = line.strip()
        if not line or line.startswith(("#", ";")):
            continue
        key, equals, value = line.partition("=")
        if line.startswith("[") and line.endswith("]"):
            yield name, values
            name, values = line[1:-1], {}
        elif equals and not line.startswith("["):
            values[key.strip().casefold()] = value.strip()
        else:
            yield None, {}
    yield name, values


def _relative(path: str, said: str | None) -> bool:
    if said is not None:
        return said == "1"
    return not (path.startswith(("/", "~", "\\")) or path[1:2] == ":")
