"""Wait for something that another process does."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def wait_until(what: str, holds: Callable[[], bool], seconds: float = 20) -> None:
    """Ask again and again until it holds.

    Raises:
        TimeoutError: it never did; the message says what.
    """
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"in {seconds} s never: {what}")
        time.sleep(0.05)


def wait_for_file(path: Path) -> None:
    """Wait until a file is there and holds something.

    Raises:
        TimeoutError: it never came.
    """
    wait_until(f"{path.name} downloaded", lambda: path.exists() and path.stat().st_size > 0)
