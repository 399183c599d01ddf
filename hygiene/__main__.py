"""Where the program starts: `hygiene`, or `python -m hygiene`."""

from __future__ import annotations

import sys

# `python -m` looks for modules in the current folder first, which may be anybody's; Python itself
# has loaded none from there yet.
if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]

import os
import signal
from types import FrameType


def main() -> None:
    """Run the command line; Ctrl-C ends it at once from the first moment on, without a word."""
    before = signal.signal(signal.SIGINT, _leave)
    from hygiene import cli

    signal.signal(signal.SIGINT, before)
    cli.main()


def _leave(number: int, frame: FrameType | None) -> None:
    os._exit(130)


if __name__ == "__main__":
    main()
