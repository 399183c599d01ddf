"""What our own code opens to write, makes, renames or removes, as Python itself tells it."""

from __future__ import annotations

import os
import sys
from types import FrameType

import hygiene

_HOUSE = os.path.dirname(hygiene.__file__)  # noqa: PTH120 - asked at every event: fast
_CHECKS = os.path.join(os.path.dirname(_HOUSE), "checks")  # noqa: PTH118, PTH120
#: The two that write the files which `-o` names.
_WRITERS = tuple(
    os.path.join(_HOUSE, "commandline", name)  # noqa: PTH118
    for name in ("draft.py", "output_folder.py")
)
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: Python's "audit events table" (docs.python.org, 3.11): what changes a disk, by its beginning.
_CHANGES = (
    *("os.chmod", "os.chown", "os.chflags", "os.link", "os.mkdir", "os.remove", "os.removexattr"),
    *("os.rename", "os.rmdir", "os.setxattr", "os.symlink", "os.truncate", "os.utime", "shutil."),
    *("sqlite3.", "tempfile."),
)

#: What was seen since it was last emptied.
seen: list[str] = []


def watch() -> None:
    """Look from now on, to the end of the process: a hook cannot be taken away."""
    sys.addaudithook(_hook)


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        path, _, flags = arguments
        if not isinstance(flags, int) or not flags & _TO_WRITE or path == os.devnull:
            return
    elif not event.startswith(_CHANGES):
        return
    if _ours(sys._getframe(1)):
        seen.append(f"{event} {arguments!r}")


def _ours(frame: FrameType | None) -> bool:
    """Whether code of the product does it, itself or through a library, its writers aside."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith("<frozen importlib"):
            return False  # Python keeps what it compiled
        if file.startswith((_HOUSE, _CHECKS)):
            return file not in _WRITERS
        if "tests" in file:
            return False  # what a test does while it is asked by our code
        frame = frame.f_back
    return False
