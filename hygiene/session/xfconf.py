"""Settings in Xfce's own files: one XML file a channel, the keeper's and the person's.

How they are laid over each other: xfconf's perchannel-xml.txt; a file that the real xfconfd 4.18
wrote is in the tests (2026).
"""

from __future__ import annotations

from collections.abc import Collection

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import Tree
from hygiene.filesystem.xmlfile import read_xml
from hygiene.machine import Home

_FOLDER = "xfce4/xfconf/xfce-perchannel-xml"
_MOST = 1 << 20
_LONGEST_NUMBER = 9


def settings(home: Home, system: Tree, keys: Collection[str]) -> dict[str, bool | int]:
    """What is set of `keys` (`channel/lock/enabled`) for the person whose home this is.

    Raises:
        CannotLook: DAMAGED for a file that is no such XML; UNSUPPORTED where the keeper locks keys
            for a group of people.
    """
    found: dict[str, bool | int] = {}
    for channel in sorted({key.partition("/")[0] for key in keys}):
        found |= _channel(home, system, channel, keys)
    return found


def _channel(
    home: Home, system: Tree, channel: str, keys: Collection[str]
) -> dict[str, bool | int]:
    file = f"{_FOLDER}/{channel}.xml"
    keepers = _read(system, f"etc/xdg/{file}", channel, keys)
    if any("@" in names for names in keepers.locked.values()):
        raise CannotLook(Reason.UNSUPPORTED, detail="locked for a group")
    locked = {key for key, names in keepers.locked.items() if home.user in names.split(";")}
    if channel in locked:  # then the person's own file is not read at all
        return keepers.values
    own = _read(home.tree, home.at(f".config/{file}"), channel, keys).values
    return keepers.values | {k: v for k, v in own.items() if not _below(k, locked)}


def _below(key: str, locked: Collection[str]) -> bool:
    return any(key == above or key.startswith(f"{above}/") for above in locked)


def _read(tree: Tree, path: str, name: str, keys: Collection[str]) -> _Channel:
    channel = _Channel(name, keys)
    try:
        read_xml(tree.read(path, _MOST), channel)
    except NotHere:
        pass
    return channel


class _Channel:
    """The properties of one file by their paths, and for whom which of them are locked."""

    def __init__(self, name: str, keys: Collection[str]) -> None:
        self._keys = keys
        self._names = [name]
        self.values: dict[str, bool | int] = {}
        self.locked: dict[str, str] = {}

    def element(self, path: str, attributes: dict[str, str]) -> None:
        root, *kinds = path.split("/")
        if root != "channel" or any(kind != "property" for kind in kinds):
            return
        if kinds:
            self._names[len(kinds) :] = [attributes.get("name", "")]
        key = "/".join(self._names)
        if who := attributes.get("locked"):
            self.locked[key] = who
        value = _value(attributes.get("type", ""), attributes.get("value", ""))
        if key in self._keys and value is not None:
            self.values[key] = value

    def text(self, path: str, text: str) -> None:
        """Nothing is told between the tags."""


def _value(kind: str, value: str) -> bool | int | None:
    if kind == "bool":
        return value.casefold() == "true"
    if kind in ("int", "uint") and value.isascii() and value.isdigit():
        return int(value) if len(value) <= _LONGEST_NUMBER else None
    return None
