"""Settings of xscreensaver: lines `key: value` in one file of the home."""

from __future__ import annotations

import re
from collections.abc import Collection

from hygiene.errors import NotHere
from hygiene.filesystem.tree import Tree
from hygiene.machine import Home

_FILE = ".xscreensaver"
_MOST = 1 << 20
_TIME = re.compile(r"(\d{1,4}):(\d{2}):(\d{2})")
_YES, _NO = ("true", "on", "yes"), ("false", "off", "no")


def settings(home: Home, system: Tree, keys: Collection[str]) -> dict[str, bool | int]:
    """What is set of `keys`: switches, and times in seconds. `mode: off` is no lock either."""
    try:
        text = home.tree.text(home.at(_FILE), _MOST).decode("utf-8", "replace")
    except NotHere:
        return {}
    found: dict[str, bool | int] = {}
    for line in text.splitlines():
        key, _, value = (part.strip() for part in line.partition(":"))
        word = value.casefold()
        if key == "mode" and word == "off":
            return {**found, "lock": False}
        if key not in keys:
            continue
        if time := _TIME.fullmatch(value):
            hours, minutes, seconds = map(int, time.groups())
            found[key] = (hours * 60 + minutes) * 60 + seconds
        elif word in _YES or word in _NO:
            found[key] = word in _YES
    return found
