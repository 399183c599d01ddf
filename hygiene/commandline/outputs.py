"""Writing the files of `-o`: whole or not at all, for their owner's eyes only."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from hygiene.commandline.usage import cause
from hygiene.errors import UsageError

PRIVATE = 0o600

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
# A link that lies in wait at the temporary name is never followed (Windows has no such flag: there
# O_EXCL refuses whatever exists).
_NEW |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


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

    All are on the disk under temporary names, in the same folders, before the first is renamed:
    if one cannot be written, none appears and nothing is left. So exit code 2 stays true.

    Raises:
        UsageError: One could not be written (no room, no right, a folder that vanished).
    """
    if not texts:
        return
    import secrets  # with its hashes, 4 ms that a run without -o does not spend

    waiting: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, text in texts.items():
            temporary = path.with_name(f".hygiene-{secrets.token_hex(8)}.tmp")
            # Listed before it exists: whatever interrupts the writing, it is taken away again.
            waiting.append((temporary, path))
            _write(temporary, text, mode)
        while waiting:
            temporary, path = waiting[0]
            temporary.replace(path)
            waiting.pop(0)
    except OSError as error:
        raise UsageError("output-failed", path=str(path), why=cause(error)) from error
    finally:
        for temporary, _ in waiting:
            with suppress(OSError):
                temporary.unlink()
    _settle({path.parent for path in texts})


def _write(path: Path, text: str, mode: int) -> None:
    with os.fdopen(os.open(path, _NEW, mode), "wb") as file:
        file.write(text.encode("utf-8", errors="replace"))
        file.flush()
        os.fsync(file.fileno())


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
