"""The doors to the inspected file system: read-only, and nothing leaves the root."""

from __future__ import annotations

import sys
from pathlib import Path

from hygiene.filesystem.tree import FileKind, Folder, OpenFile, Stat, Tree

__all__ = ["FileKind", "Folder", "OpenFile", "Stat", "Tree", "open_tree"]


def open_tree(base: Path, *, fold: bool = False, links: str = "inside") -> Tree:
    """The tree that begins at `base` on this computer.

    Args:
        base: An existing folder, trusted: it comes from the system or from the command line.
        fold: Whether names match without regard to case (Windows, macOS).
        links: What an absolute link means: `inside` (a mounted disk: from its root) or
            `outside` (a copied home: it left); `never`: no link of any kind is followed (a folder
            where several people may write; Windows follows those that stay inside).
    """
    if sys.platform == "win32":
        from hygiene.filesystem.windows import WindowsTree

        return WindowsTree(base)
    else:  # not after the return: the type checker skips a branch of sys.platform, no rest
        from hygiene.filesystem.posix import PosixTree

        return PosixTree(base, fold=fold, links=links)
