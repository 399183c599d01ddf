"""Where the suite works: a folder, the site every browser visits, and all browsers it started."""

from __future__ import annotations

import contextlib
import copy
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from .process import BrowserProcess, browser_environment
from .website import Site, serve_site


class Workshop:
    """Folder, site and browsers; none of them outlives the suite."""

    def __init__(self, folder: Path, site: Site) -> None:
        """Work in a folder with a short path: a socket's name holds 108 bytes at most."""
        self.folder = folder
        self.site = site
        self._sockets = folder / "s"
        self._sockets.mkdir()
        self._before: tuple[str, ...] = ()
        self._started: list[BrowserProcess] = []
        self._over = False
        self._lock = threading.Lock()

    def within(self, *words: str) -> Workshop:
        """Return the same workshop, in which browsers are started by a command before their own."""
        other = copy.copy(self)
        other._before = words
        return other

    def environment(self, home: Path, **more: str) -> dict[str, str]:
        """Return the environment of a browser that lives in a made home.

        TMPDIR is the workshop's own: what a killed browser leaves there goes with it.
        """
        return browser_environment(home) | {"TMPDIR": str(self._sockets)} | more

    def launch(
        self, name: str, command: Sequence[str], environment: dict[str, str]
    ) -> BrowserProcess:
        """Start a browser that will not outlive the workshop.

        Raises:
            RuntimeError: the workshop is closed.
        """
        with self._lock:
            if self._over:
                raise RuntimeError("the workshop is closed")
            log = self.folder / f"{name}.log"
            process = BrowserProcess([*self._before, *command], environment, log)
            self._started.append(process)
        return process

    def end(self) -> None:
        """Kill every browser that still runs, and start no other."""
        with self._lock:
            self._over = True
            for process in self._started:
                process.kill()


@contextlib.contextmanager
def open_workshop() -> Iterator[Workshop]:
    """Make the folder, serve the site, and clear everything away."""
    # not pytest's tmp_path: its path is too long for the sockets a browser makes in TMPDIR
    with tempfile.TemporaryDirectory(prefix="real-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with serve_site(folder) as site:
            workshop = Workshop(folder, site)
            try:
                yield workshop
            finally:
                workshop.end()
