"""Writing the files of `-o`: whole or not at all, for their owner's eyes only."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from hygiene.commandline.draft import Draft
from hygiene.commandline.usage import cause
from hygiene.errors import UsageError

PRIVATE = 0o600


def ready(paths: Iterable[Path]) -> None:
    """Refuse, before anything is looked at, what could not be written afterwards.

    Raises:
        UsageError: No such folder, no right to write there, or the name is taken by something
            else than a file (a folder, a device, a FIFO).
    """
    for path in paths:
        folder = path.parent
        if not folder.is_dir():
            raise UsageError("output-no-folder", path=str(path))
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UsageError("output-denied", path=str(path))
        try:
            there = path.lstat().st_mode
        except OSError:
            continue
        if not (stat.S_ISREG(there) or stat.S_ISLNK(there)):
            raise UsageError("output-not-a-file", path=str(path))


def write(texts: Mapping[Path, str], mode: int = PRIVATE) -> None:
    """Write every text to its path, in UTF-8; a link at the path is replaced, not followed.

    All are on the disk, in the same folders, before the first gets its name: if one cannot be
    written, none appears and nothing is left. So exit code 2 stays true.

    Raises:
        UsageError: One could not be written (no room, no right, a folder that vanished).
    """
    if not texts:
        return
    import secrets  # with its hashes, 4 ms that a run without -o does not spend

    waiting: list[Draft] = []
    path = Path()
    try:
        for path, text in texts.items():
            draft = Draft(path, path.with_name(f".hygiene-{secrets.token_hex(8)}.tmp"))
            # Listed before it exists: whatever interrupts the writing, it is taken away again.
            waiting.append(draft)
            draft.write(text.encode("utf-8", errors="replace"), mode)
        for draft in waiting:
            path = draft.path
            draft.publish()
    except OSError as error:
        raise UsageError("output-failed", path=str(path), why=cause(error)) from error
    finally:
        for draft in waiting:
            draft.discard()
    _settle({path.parent for path in texts})


def _settle(folders: Iterable[Path]) -> None:
    """Have the renames themselves reach the disk, where the system lets a folder be flushed."""
    if sys.platform == "win32":
        return
    for folder in folders:
        with suppress(OSError):
            fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                os.fsync(fd)
            finally:
                os.close(fd)
