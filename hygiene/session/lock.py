"""Whether the screen of a Linux desktop locks by itself, and after how long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hygiene.data import load
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import Tree
from hygiene.keyfile import flag, sections
from hygiene.machine import Home
from hygiene.session.gvdb import values
from hygiene.session.state import State

SOURCE = "screen lock"
_MOST = 8 << 20
_PROFILE = "etc/dconf/profile/user"
_DATABASES = "etc/dconf/db"
_WORD = re.compile(r"[a-z]+")


def screen_lock(home: Home, system: Tree, desktop: str) -> Iterator[State]:
    """One state where nothing locks the screen, or only late.

    Args:
        home: That of the person whose session it is.
        system: The whole disk, for what the keeper sets.
        desktop: What the session or its environment calls the desktop (`ubuntu:GNOME`).

    Raises:
        CannotLook: UNSUPPORTED for a desktop whose settings we do not know how to read.
    """
    row = _row(desktop)
    read = _key_file(home, row) if "file" in row else _dconf(home, system, row)
    lock, idle, grace = (read.get(row[what]["key"], row[what]["usual"]) for what in _WHAT)
    yield from judged(
        locks=bool(lock),
        idle=int(idle) * row["idle"]["unit"],
        grace=int(grace) * row["grace"]["unit"],
    )


_WHAT = ("lock", "idle", "grace")


def judged(*, locks: bool, idle: int, grace: int = 0) -> Iterator[State]:
    """What is to be said of a lock that comes `grace` seconds after `idle` seconds; 0: never."""
    if not locks or idle <= 0:
        yield State("no-lock")
    elif idle + grace > load("hygiene.session", "lock.toml")["most"]:
        yield State("slow-lock", facts={"minutes": (idle + grace) // 60})


def _row(desktop: str) -> Mapping[str, Any]:
    words = set(_WORD.findall(desktop.casefold()))
    every: dict[str, dict[str, Any]] = load("hygiene.session", "lock.toml")["desktop"]
    # "ubuntu:GNOME", but also "X-Cinnamon" and "Budgie:GNOME": whoever is GNOME beside comes last.
    for row in reversed(every.values()):
        if not words.isdisjoint(row["words"]):
            return row
    raise CannotLook(Reason.UNSUPPORTED, SOURCE, "desktop")


def _dconf(home: Home, system: Tree, row: Mapping[str, Any]) -> dict[str, bool | int]:
    """The keeper's values, then the person's, then the keeper's again where they are locked."""
    keys = {row[what]["key"] for what in _WHAT}
    databases = list(_system_databases(system))
    found: dict[str, bool | int] = {}
    locked: dict[str, bool | int] = {}
    for name in reversed(databases):
        told = _database(system, f"{_DATABASES}/{name}", keys)
        found |= told
        locks = _locks(system, name)
        locked |= {key: value for key, value in told.items() if key in locks}
    return found | _database(home.tree, home.at(".config/dconf/user"), keys) | locked


def _system_databases(system: Tree) -> Iterator[str]:
    try:
        profile = system.read(_PROFILE, 1 << 16).decode("utf-8", "replace")
    except NotHere:
        return
    for line in profile.splitlines():
        kind, _, name = line.strip().partition(":")
        if kind == "system-db" and re.fullmatch(r"[\w.-]+", name):
            yield name


def _locks(system: Tree, name: str) -> set[str]:
    folder = f"{_DATABASES}/{name}.d/locks"
    try:
        files = [system.read(f"{folder}/{file}", 1 << 16) for file in system.names(folder)]
    except NotHere:
        return set()
    return {line.strip() for file in files for line in file.decode("utf-8", "replace").split()}


def _database(tree: Tree, path: str, keys: set[str]) -> dict[str, bool | int]:
    try:
        return values(tree.read(path, _MOST), keys)
    except NotHere:
        return {}


def _key_file(home: Home, row: Mapping[str, Any]) -> dict[str, bool | int]:
    try:
        data = home.tree.read(home.at(row["file"]), 1 << 18)
    except NotHere:
        return {}
    keys = tuple(row[what]["key"] for what in _WHAT)
    said = (sections(data, {row["section"]: keys}) or {}).get(row["section"], {})
    found: dict[str, bool | int] = {}
    for what in _WHAT:
        value = said.get(row[what]["key"], b"").strip()
        if isinstance(row[what]["usual"], bool):
            found[row[what]["key"]] = flag(value, default=row[what]["usual"])
        elif value.isdigit() and len(value) < 9:
            found[row[what]["key"]] = int(value)
    return found
