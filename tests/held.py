"""Holds folders to what they were: nothing came, went or changed, not even for a moment."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

#: Bytes; of a larger file (a sparse one, made for a test) its dates must do.
_LARGE = 1 << 26


class Seen(NamedTuple):
    """Everything that a system tells of one entry but when it was last read."""

    inode: int
    mode: int
    owner: tuple[int, int]
    links: int
    size: int
    changed: int
    """Nanoseconds; a folder's moves when an entry comes or goes, even for a moment."""
    touched: int
    """Nanoseconds; moves with the mode, the owner, the names and the attributes too."""
    attributes: tuple[tuple[str, bytes], ...]
    content: str


def seen(folder: Path) -> dict[str, Seen]:
    """The folder itself and all that lies in it, by path; no link is followed."""
    return {str(path.relative_to(folder)): _seen(path) for path in (folder, *folder.rglob("*"))}


@contextmanager
def held(*folders: Path) -> Iterator[None]:
    """Fail where one of the folders is not what it was before."""
    before = [seen(folder) for folder in folders]
    yield
    for folder, was in zip(folders, before, strict=True):
        now = seen(folder)
        moved = {path for path in was.keys() | now.keys() if was.get(path) != now.get(path)}
        assert not moved, (folder, sorted(moved))


def _seen(path: Path) -> Seen:
    state = path.lstat()
    content = ""
    if path.is_symlink():
        content = str(path.readlink())
    elif path.is_file() and state.st_size < _LARGE:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
    names = os.listxattr(path, follow_symlinks=False) if hasattr(os, "listxattr") else []
    return Seen(
        state.st_ino,
        state.st_mode,
        (state.st_uid, state.st_gid),
        state.st_nlink,
        state.st_size,
        state.st_mtime_ns,
        state.st_ctime_ns,
        tuple((name, os.getxattr(path, name, follow_symlinks=False)) for name in sorted(names)),
        content,
    )
