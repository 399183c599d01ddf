"""A browser as a group of processes that this suite started, and nobody else's."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .waiting import wait_until

BINARIES = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "firefox": ("firefox-esr", "firefox"),
}
_NOT_PASSED_ON = (
    "CHROME_CONFIG_HOME",
    "DBUS_SESSION_BUS_ADDRESS",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
)
"""What would let a browser leave the made home, or speak to the developer's own desktop."""


def find_browser(name: str) -> str | None:
    """Return the command that starts this browser here, or None."""
    return next((found for each in BINARIES[name] if (found := shutil.which(each))), None)


def browser_environment(home: Path) -> dict[str, str]:
    """Return our own environment, less what leads out of the made home."""
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON}
    return kept | {"HOME": str(home)}


class BrowserProcess:
    """One started browser and all its children (they share its session)."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        """Start the browser in a session of its own; its output goes to the log."""
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                command,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._log = log

    @property
    def pid(self) -> int:
        """The first process, whose number is also that of the session."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the first process still runs."""
        return self._process.poll() is None

    def members(self) -> dict[int, str]:
        """Return the processes of this browser that exist now, with their state letter of proc(5).

        Zombies are left out: they hold nothing any more.
        """
        found = {}
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError, ValueError):
                # state, parent, group, session follow the name, which may hold any character
                state, _, _, session, *_ = (
                    (entry / "stat").read_text().rpartition(")")[2].split(maxsplit=4)
                )
                if int(session) == self.pid and state != "Z":
                    found[int(entry.name)] = state
        return found

    def wait(self, seconds: float) -> None:
        """Wait until every process has ended by itself.

        Raises:
            TimeoutError: some are left.
        """
        wait_until("every process of the browser ended", lambda: not self.members(), seconds)
        self._process.wait()

    def kill(self) -> None:
        """Kill -9 everything at once, as a power cut would."""
        while self.members():
            self._signal(signal.SIGKILL)
            self._process.poll()
            time.sleep(0.02)
        self._process.wait()

    @contextlib.contextmanager
    def frozen(self) -> Iterator[None]:
        """Stop every process for the length of the block: nothing of the browser's can move."""
        try:
            while any(state not in "Tt" for state in self.members().values()):
                self._signal(signal.SIGSTOP)
                time.sleep(0.02)
            yield
        finally:
            self._signal(signal.SIGCONT)

    def log_end(self) -> str:
        """Return the last lines the browser wrote."""
        return self._log.read_text(errors="replace")[-2000:]

    def _signal(self, number: signal.Signals) -> None:
        for pid in self.members():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
