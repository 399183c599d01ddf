"""Where the running person's environment says that settings and caches are, besides the usual."""

from __future__ import annotations

import os
import posixpath
import sys
from collections.abc import Mapping

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import FileKind
from hygiene.machine import Home


def xdg_folders(home: Home, environ: Mapping[str, str]) -> dict[str, str]:
    """The paths in the tree that stand for `.config` and `.cache` besides those, by those names.

    Only for the running person's own home on Linux. A folder that belongs to somebody else is not
    believed when root asks: with `sudo -E` the environment is that person's.
    """
    if not _own(home, "linux"):
        return {}
    found = {}
    for folder, variable in ((".config", "XDG_CONFIG_HOME"), (".cache", "XDG_CACHE_HOME")):
        value = environ.get(variable, "")
        if not value.startswith("/"):
            continue
        try:
            path = home.tree.inside(posixpath.normpath(value))
            state = home.tree.stat(path)
        except (NotHere, CannotLook):
            continue
        if state.kind is FileKind.FOLDER and (_ordinary() or state.owner == 0):
            found[folder] = path
    return found


def redirected(home: Home, environ: Mapping[str, str]) -> list[CannotLook]:
    """The folders that Windows keeps out of the running person's home, on a server or a disk."""
    if not _own(home, "windows"):
        return []
    found = []
    for folder, variable in (
        ("AppData/Roaming", "APPDATA"),
        ("AppData/Local", "LOCALAPPDATA"),
    ):
        try:
            if value := environ.get(variable):
                home.tree.inside(value)
        except CannotLook:
            found.append(CannotLook(Reason.OUTSIDE_ROOT, folder))
    return found


def _own(home: Home, platform: str) -> bool:
    return home.mine and home.machine.live and home.machine.platform == platform


def _ordinary() -> bool:
    return sys.platform == "win32" or os.geteuid() != 0
