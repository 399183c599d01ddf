"""Harmless programs that run under the name of another."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.demands import need_command


@contextmanager
def program(folder: Path, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program called `name`, which lies in `folder` and only waits, until the block ends."""
    need_command("sleep", "bus")
    file = folder / name
    shutil.copy(os.path.realpath(str(shutil.which("sleep"))), file)
    with subprocess.Popen([file, "600"]) as process:
        try:
            while not _begun(process.pid, name):
                time.sleep(0.01)
            yield process
        finally:
            process.kill()


def _begun(number: int, name: str) -> bool:
    import psutil

    return Path(psutil.Process(number).exe()).name == name
