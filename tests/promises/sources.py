"""Which files and folders of a disk are opened while something is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from hygiene.filesystem.posix import PosixTree
from hygiene.filesystem.posix_handles import PosixFolder


class Sources(NamedTuple):
    """What was opened: files to be read, folders to be listed or gone through."""

    files: frozenset[Path]
    folders: frozenset[Path]


def sources(work: Callable[[], object]) -> Sources:
    """What `work` opens through the doors to the file system; they open as ever."""
    files: set[Path] = set()
    folders: set[Path] = set()

    def noting(door: Callable[..., Any], opened: set[Path]) -> Callable[..., Any]:
        def through(self: object, name: str) -> Any:  # noqa: ANN401 - whatever the door gives
            handle = door(self, name)
            opened.add(Path(f"/proc/self/fd/{handle._fd}").readlink())
            return handle

        return through

    with (
        patch.object(PosixTree, "open", noting(PosixTree.open, files)),
        patch.object(PosixTree, "folder", noting(PosixTree.folder, folders)),
        patch.object(PosixFolder, "enter", noting(PosixFolder.enter, folders)),
    ):
        work()
    return Sources(frozenset(files), frozenset(folders))
