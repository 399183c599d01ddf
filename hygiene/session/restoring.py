"""Whether a Linux forgets at every start what was written to it, and whether it does so now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hygiene.data import load
from hygiene.errors import NotHere
from hygiene.filesystem.tree import Tree
from hygiene.session.state import State

SOURCE = "restoring at start-up"
_MOUNTS = "proc/self/mounts"
_MOST = 1 << 20
_SET = re.compile(rb"^[ \t]*overlayroot[ \t]*=[ \t]*[\"']?([a-z]+)", re.MULTILINE)
_OFF = (b"disabled", b"")


def restoring(tree: Tree) -> Iterator[State]:
    """`restored` where the disk is covered now, `thawed` where it is meant to be and is not.

    Raises:
        NotHere: Nothing of the kind is set up, or this disk is not running.
    """
    table = load("hygiene.session", "restore.toml")["linux"]
    mounts = tree.text(_MOUNTS, _MOST).decode("utf-8", "replace")
    if covered(mounts, tuple(table["kept_in"])):
        yield State("restored")
        return
    found = _SET.search(tree.text(table["settings"], _MOST))
    if found is None or found[1] in _OFF:
        raise NotHere
    yield State("thawed")


def covered(mounts: str, kept_in: tuple[str, ...]) -> bool:
    """Whether what is written to `/` goes to a layer that the next start throws away.

    A container has such a layer too, elsewhere.
    """
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 4 or fields[1] != "/" or fields[2] != "overlay":
            continue
        options = dict(option.partition("=")[::2] for option in fields[3].split(","))
        if options.get("upperdir", "").startswith(kept_in):
            return True
    return False
