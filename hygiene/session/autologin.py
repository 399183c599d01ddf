"""Whether a Linux opens a session without asking anybody, by the settings of its log-in screen."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from hygiene.data import load
from hygiene.errors import NotHere
from hygiene.filesystem.tree import Tree
from hygiene.keyfile import flag, sections
from hygiene.session.state import State

SOURCE = "automatic log-in"
_MOST = 1 << 18
_MANAGER = "etc/systemd/system/display-manager.service"
_CONSOLE = "etc/systemd/system/getty@tty1.service.d"
# agetty(8): -a and --autologin. A unit file, not a key file: keys come several times.
_AUTOMATIC = re.compile(rb"^[ \t]*ExecStart=.*\s(?:--autologin|-a)[\s=]+\S", re.MULTILINE)


def automatic_login(tree: Tree) -> Iterator[State]:
    """One state where somebody's session opens by itself; whose, is not told."""
    every = load("hygiene.session", "autologin.toml")
    used = _manager(tree)
    managers = [row for name, row in every.items() if used is None or used.startswith(name)]
    if any(_opens(tree, row) for row in managers) or _console(tree):
        yield State("auto-login")


def _manager(tree: Tree) -> str | None:
    """The log-in screen in use, as its unit is called; None where nothing tells."""
    try:
        return posixpath.basename(tree.readlink(_MANAGER))
    except NotHere:
        return None


def _opens(tree: Tree, row: Mapping[str, Any]) -> bool:
    wanted = tuple(key for pair in row["pairs"] for key in pair if key)
    values: dict[str, bytes] = {}
    for path in row["files"]:
        for file in _files(tree, path):
            found = sections(file, dict.fromkeys(row["sections"], wanted)) or {}
            for section in row["sections"]:
                values |= found.get(section, {})
    for switch, name in row["pairs"]:
        on = not switch or flag(values.get(switch, b""), default=False)
        if on and (not name or values.get(name, b"").strip()):
            return True
    return False


def _files(tree: Tree, path: str) -> Iterator[bytes]:
    paths = [path]
    if path.endswith("/"):
        try:
            names = tree.names(path.rstrip("/"))
        except NotHere:
            return
        paths = [path + name for name in names if name.endswith(".conf")]
    for each in paths:
        try:
            yield tree.text(each, _MOST)
        except NotHere:
            continue


def _console(tree: Tree) -> bool:
    return any(_AUTOMATIC.search(file) for file in _files(tree, f"{_CONSOLE}/"))
