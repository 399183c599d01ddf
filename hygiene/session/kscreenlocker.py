"""Settings of KDE's screen locker: a key file of the home."""

from __future__ import annotations

from collections.abc import Mapping

from hygiene.errors import NotHere
from hygiene.filesystem.tree import Tree
from hygiene.keyfile import flag, sections
from hygiene.machine import Home

_FILE = ".config/kscreenlockerrc"
_SECTION = "Daemon"
_MOST = 1 << 18


def settings(home: Home, system: Tree, usual: Mapping[str, bool | int]) -> dict[str, bool | int]:
    """What is set of the keys in `usual`: a switch where the usual value is one, else a number."""
    try:
        data = home.tree.text(home.at(_FILE), _MOST)
    except NotHere:
        return {}
    said = (sections(data, {_SECTION: tuple(usual)}) or {}).get(_SECTION, {})
    found: dict[str, bool | int] = {}
    for key, value in said.items():
        default = usual[key]
        if isinstance(default, bool):
            found[key] = flag(value, default=default)
        elif value.strip().isdigit() and len(value.strip()) < 9:
            found[key] = int(value)
    return found
