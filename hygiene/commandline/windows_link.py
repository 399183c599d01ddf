"""Where a link of Windows leads to, in words."""

from __future__ import annotations

import ntpath
from collections.abc import Sequence

_LITERAL, _SERVER = "\\\\?\\", "\\\\?\\UNC\\"


def onward(place: str, target: str, rest: Sequence[str]) -> str:
    r"""The path that `rest`, below the link at `place`, stands for.

    Args:
        place: Where the link is.
        target: What is written in it: `\\?\C:\disk` in a junction, `..\disk` in a symbolic link.
        rest: The names below it.
    """
    return ntpath.normpath(ntpath.join(ntpath.dirname(place), plain(target), *rest))


def plain(path: str) -> str:
    r"""The path without the `\\?\` that forbids `..` in it; a volume has no other name."""
    if path.startswith(_SERVER):
        return "\\\\" + path.removeprefix(_SERVER)
    return path.removeprefix(_LITERAL) if path[5:6] == ":" else path


def is_volume(drive: str) -> bool:
    r"""Whether a path that begins with `drive` is on this computer: `C:`, `\\?\Volume{…}`."""
    return drive.startswith(_LITERAL) or not drive.startswith("\\\\")
