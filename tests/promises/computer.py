"""A computer of our own: a folder is its disk, and the real command runs on it as root.

The disk is entered in a mount namespace (util-linux's `unshare`); programs are this computer's.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.command import Ran
from tests.demands import cannot_run, need_command

SUITE = "promises"
MALLORY, VICTIM = 64001, 64002
_PEOPLE = {"root": (0, "/root"), "mallory": (MALLORY, ""), "victim": (VICTIM, "")}
#: What this computer lends: Python, the program and what it needs. Nothing else of it is seen.
PROGRAMS = ("/usr", sys.base_prefix, sys.prefix, str(Path(__file__).parents[2]))
_LENT = ("/proc", "/dev", *PROGRAMS)
_ENTER = """
disk=$1; shift
while [ "$1" != -- ]; do mount --rbind "$1" "$disk$1"; shift; done
shift
exec chroot "$disk" "$@"
"""


def need_root() -> None:
    """Go on only where this process may become others and make disks."""
    need_command("unshare", SUITE)
    if os.geteuid() != 0:
        cannot_run("only root looks into other people's homes", SUITE)
    if subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode:
        cannot_run("nobody can make a mount namespace here", SUITE)


class Computer:
    """Its disk is `disk`; `mallory` and `victim` have homes there, with nothing in them."""

    def __init__(self, disk: Path) -> None:
        self.disk = disk
        for folder in ("etc", "home", "var/lib", "run"):
            (disk / folder).mkdir(parents=True)
        (disk / "root").mkdir(mode=0o700)
        (disk / "tmp").mkdir()
        (disk / "tmp").chmod(0o1777)
        for link in ("bin", "sbin", "lib", "lib64"):
            if Path("/", link).is_symlink():
                (disk / link).symlink_to(Path("/", link).readlink())
        lent_once = dict.fromkeys(_LENT)
        self._lent = [lent for lent in lent_once if not any(_below(lent, o) for o in _LENT)]
        for lent in self._lent:
            (disk / lent[1:]).mkdir(parents=True, exist_ok=True)
        lines = []
        for name, (number, home) in _PEOPLE.items():
            home = home or f"/home/{name}"
            lines.append(f"{name}:x:{number}:{number}::{home}:/bin/sh\n")
            place = disk / home[1:]
            place.mkdir(exist_ok=True, mode=0o700)
            os.chown(place, number, number)
        (disk / "etc/passwd").write_text("".join(lines))
        (disk / "etc/group").write_text("root:x:0:\n")
        (disk / "etc/shadow").write_text("root:*:19000:0:99999:7:::\n")

    def home(self, name: str) -> Path:
        """Where somebody's home is, seen from outside."""
        return self.disk / "home" / name

    def run(
        self, *words: str, env: Mapping[str, str] | None = None, cwd: str = "/"
    ) -> subprocess.CompletedProcess[str]:
        """Run a command there, in an environment of which nothing is ours."""
        inner = [
            "env",
            "-i",
            "-C",
            cwd,
            *(f"{k}={v}" for k, v in {**_ENVIRON, **(env or {})}.items()),
        ]
        return subprocess.run(
            [
                "unshare",
                "-m",
                "sh",
                "-ec",
                _ENTER,
                "sh",
                self.disk,
                *self._lent,
                "--",
                *inner,
                *words,
            ],
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    def hygiene(
        self,
        *words: str,
        python: Sequence[str] = (sys.executable, "-I"),
        env: Mapping[str, str] | None = None,
        cwd: str = "/",
    ) -> Ran:
        """Run the real command there as root."""
        done = self.run(*python, "-m", "hygiene", *words, env=env, cwd=cwd)
        return Ran(done.returncode, done.stdout, done.stderr)


_ENVIRON = {"HOME": "/root", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


def _below(path: str, other: str) -> bool:
    return path != other and path.startswith(f"{other}/")


def given(place: Path, number: int) -> None:
    """Give all that lies at `place` to somebody, links themselves and not what they name."""
    for path in (place, *place.rglob("*")):
        os.chown(path, number, number, follow_symlinks=False)
