"""A real terminal in which the real command runs, as a person at the keyboard has it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

#: The command, which stays alive when it is over so that what it left can be looked at.
_LINGERS = """
import sys, time, traceback
from hygiene.__main__ import main
{before}
try:
    main()
except BaseException:
    traceback.print_exc()
print("over", flush=True)
time.sleep(60)
"""


class Terminal:
    """The command in a terminal of its own; close it when it is done."""

    def __init__(
        self,
        *words: str,
        env: Mapping[str, str],
        cwd: Path,
        lingers: bool = False,
        before: str = "",
    ) -> None:
        keyboard, screen = pty.openpty()
        command: Sequence[str] = (sys.executable, "-m", "hygiene", *words)
        if lingers:
            command = (sys.executable, "-c", _LINGERS.format(before=before), *words)
        self.process = subprocess.Popen(
            command,
            stdin=screen,
            stdout=screen,
            stderr=screen,
            env={**env, "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
            cwd=cwd,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self._keyboard, self._screen = keyboard, screen
        self.shown = ""

    def type(self, text: str | bytes) -> None:
        """Type as a person does, all at once."""
        os.write(self._keyboard, text.encode() if isinstance(text, str) else text)

    def until(self, words: str, seconds: float = 60) -> str:
        """Everything that is shown, once `words` are; fails where they do not come."""
        end = time.monotonic() + seconds
        while words not in self.shown:
            if not self._read(max(0.0, end - time.monotonic())):
                raise AssertionError(f"{words!r} did not come, but {self.shown!r}")
        return self.shown

    def code(self, seconds: float = 60) -> int:
        """How the command ends."""
        code = self.process.wait(seconds)
        while self._read(0.2):
            pass
        return code

    def echoes(self) -> bool:
        """Whether the terminal shows what is typed."""
        return bool(termios.tcgetattr(self._screen)[3] & termios.ECHO)

    def close(self) -> None:
        """End the command and its terminal."""
        self.process.kill()
        self.process.wait()
        os.close(self._keyboard)
        os.close(self._screen)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._keyboard], [], [], seconds)
        if ready:
            self.shown += (
                os.read(self._keyboard, 65536).decode("utf-8", "replace").replace("\r", "")
            )
        return bool(ready)
