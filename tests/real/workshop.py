"""Where the suite works: a folder with a short path, and the site that every browser visits."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .website import Site, serve_site


@dataclass(frozen=True, slots=True)
class Workshop:
    """Folder, sockets and site; all gone when the suite ends."""

    folder: Path
    sockets: Path
    """TMPDIR of the browsers: what a killed one leaves there goes with it."""
    site: Site


@contextlib.contextmanager
def open_workshop() -> Iterator[Workshop]:
    """Make the folder, serve the site, and clear both away."""
    # not pytest's tmp_path: its path is too long for the sockets a browser makes in TMPDIR
    with tempfile.TemporaryDirectory(prefix="real-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        sockets = folder / "s"
        sockets.mkdir()
        with serve_site(folder) as site:
            yield Workshop(folder, sockets, site)
