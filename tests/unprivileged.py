"""Doing something as an ordinary user: permission bits do not hold root back."""

from __future__ import annotations

# This and psutil are loaded while they can be: Python itself may lie in a folder that only root may
# enter, and what the code under test loads later would be missing there.
import encodings.utf_8_sig  # noqa: F401
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import psutil  # noqa: F401

T = TypeVar("T")

NOBODY = 65534


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that an ordinary user can enter, unlike those pytest makes for root."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def unprivileged(work: Callable[[], T]) -> T:
    """What `work` answers when it is done without root's rights; its exception is raised here."""
    if os.geteuid() != 0:
        return work()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        answer: tuple[object, BaseException | None]
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            answer = work(), None
        except BaseException as error:
            answer = None, error
        with os.fdopen(write, "wb") as out:
            pickle.dump(answer, out)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as out:
        value, failure = pickle.load(out)
    os.waitpid(child, 0)
    if failure is not None:
        raise failure
    return value  # type: ignore[no-any-return]
