"""The real command, run where all that it leaves and all that others see of it is known."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.held import held


class Place:
    """Where a run takes place: its home, its current folder, its folder for temporary files."""

    def __init__(self, folder: Path, home: Path | None = None) -> None:
        self.temporary, self.here = folder / "tmp", folder / "here"
        self.folders = (self.temporary, self.here)
        for each in self.folders:
            each.mkdir(parents=True)
        home = home or self.here
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(("HYGIENE_", "LC_"))}
        self.env |= {
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "TMPDIR": str(self.temporary),
            # What is installed is compiled already: Python itself has nothing to write.
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def start(
        self,
        *words: str | Path,
        env: Mapping[str, str] | None = None,
        before: tuple[str, ...] = (),
        python: tuple[str, ...] = ("-m", "hygiene"),
    ) -> subprocess.Popen[bytes]:
        """The command with these words, under the command `before` if one is given."""
        return subprocess.Popen(
            [*before, sys.executable, *python, *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**self.env, **(env or {})},
            cwd=self.here,
        )


class Watched:
    """A run that leaves nothing in its place, of which is kept what others can see."""

    def __init__(self, folder: Path, *words: str | Path, home: Path | None = None) -> None:
        place = Place(folder, home)
        with held(*place.folders):
            process = place.start(*words, env={"HYGIENE_DEBUG": "1"})
            seen = {_of_process(process.pid)}
            while True:
                try:
                    out, err = process.communicate(timeout=0.05)
                    break
                except subprocess.TimeoutExpired:
                    seen.add(_of_process(process.pid))
        self.code = process.returncode
        self.said = out + err
        #: Its arguments and its environment, whenever they were looked at.
        self.process = b"\0".join(seen)


def _of_process(pid: int) -> bytes:
    place = Path(f"/proc/{pid}")
    try:
        return b"".join((place / name).read_bytes() for name in ("cmdline", "environ"))
    except OSError:  # it is over, or this is no Linux
        return b""
