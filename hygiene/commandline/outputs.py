"""Writing the files of `-o`: whole or not at all, for their owner's eyes only."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from hygiene.commandline.draft import Draft
from hygiene.commandline.output_folder import folder_of
from hygiene.commandline.usage import cause
from hygiene.errors import UsageError

PRIVATE = 0o600


def ready(paths: Iterable[Path]) -> None:
    """Refuse, before anything is looked at, what could not be written afterwards.

    Raises:
        UsageError: No such folder, no right to write there, somebody else's link on the way, or
            the name is taken by something else than a file (a folder, a device, a FIFO).
    """
    for path in paths:
        try:
            with folder_of(path) as folder:
                if not folder.writable():
                    raise UsageError("output-denied", path=str(path))
                there = folder.mode(path.name)
        except PermissionError as error:
            raise UsageError("output-denied", path=str(path)) from error
        except OSError as error:
            raise UsageError("output-no-folder", path=str(path)) from error
        if there is not None and not (stat.S_ISREG(there) or stat.S_ISLNK(there)):
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
    with ExitStack() as opened:
        path = Path()
        try:
            for path, text in texts.items():
                folder = opened.enter_context(folder_of(path))
                draft = Draft(folder, path.name, f".hygiene-{secrets.token_hex(8)}.tmp")
                # Listed before it exists: whatever interrupts the writing, it is taken away again.
                waiting.append(draft)
                draft.write(text.encode("utf-8", errors="replace"), mode)
            for draft, path in zip(waiting, texts, strict=True):  # noqa: B007 - told if it fails
                draft.publish()
        except OSError as error:
            raise UsageError("output-failed", path=str(path), why=cause(error)) from error
        finally:
            for draft in waiting:
                draft.discard()
        for draft in waiting:
            with suppress(OSError):
                draft.folder.settle()
