"""What a folder looks like from outside, to tell whether anybody touched it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Seen:
    """One entry: everything but the time of its last reading."""

    inode: int
    mode: int
    size: int
    changed: int
    """Nanoseconds; for a folder it moves when an entry comes or goes, even for a moment."""
    linked: int


def folder_state(folder: Path) -> dict[str, Seen]:
    """Return every file, folder and link below, by its path, without following links."""
    return {str(path.relative_to(folder)): _seen(path) for path in folder.rglob("*")}


def _seen(path: Path) -> Seen:
    state = path.lstat()
    return Seen(state.st_ino, state.st_mode, state.st_size, state.st_mtime_ns, state.st_nlink)


def what_changed(before: dict[str, Seen], after: dict[str, Seen]) -> list[str]:
    """Return the paths that came, went or are no longer the same."""
    return sorted(
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    )
