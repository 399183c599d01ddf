"""Settings in dconf: the keeper's, then the person's, then the keeper's again where locked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from hygiene.errors import NotHere
from hygiene.filesystem.tree import Tree
from hygiene.machine import Home
from hygiene.session.gvdb import values

_MOST = 8 << 20
_PROFILE = "etc/dconf/profile/user"
_DATABASES = "etc/dconf/db"


def settings(home: Home, system: Tree, keys: Collection[str]) -> dict[str, bool | int]:
    """What is set of `keys` (`/org/gnome/…`) for the person whose home this is.

    Raises:
        CannotLook: One of the databases is damaged or cannot be read.
    """
    found: dict[str, bool | int] = {}
    locked: dict[str, bool | int] = {}
    for name in reversed(list(_system_databases(system))):
        told = _database(system, f"{_DATABASES}/{name}", keys)
        found |= told
        locks = _locks(system, name)
        locked |= {key: value for key, value in told.items() if key in locks}
    return found | _database(home.tree, home.at(".config/dconf/user"), keys) | locked


def _system_databases(system: Tree) -> Iterator[str]:
    try:
        profile = system.text(_PROFILE, 1 << 16).decode("utf-8", "replace")
    except NotHere:
        return
    for line in profile.splitlines():
        kind, _, name = line.strip().partition(":")
        if kind == "system-db" and re.fullmatch(r"[\w.-]+", name):
            yield name


def _locks(system: Tree, name: str) -> set[str]:
    folder = f"{_DATABASES}/{name}.d/locks"
    try:
        files = [system.text(f"{folder}/{file}", 1 << 16) for file in system.names(folder)]
    except NotHere:
        return set()
    return {line.strip() for file in files for line in file.decode("utf-8", "replace").split()}


def _database(tree: Tree, path: str, keys: Collection[str]) -> dict[str, bool | int]:
    try:
        return values(tree.read(path, _MOST), keys)
    except NotHere:
        return {}
