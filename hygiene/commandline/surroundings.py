"""Where a run takes place: the environment as an argument, so that tests can give another."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hygiene.machine import Platform
    from hygiene.texts.say import Language


class Surroundings(NamedTuple):
    """What the program is told by the computer it runs on, besides its arguments."""

    environ: Mapping[str, str]
    home: Path
    platform: Platform
    privileged: bool
    """Root or SYSTEM: only the system-wide settings file is read."""
    system_file: Path
    user_file: Path
    now: datetime
    """The aware moment of the run, in local time."""

    @property
    def language(self) -> Language:
        """The language of the person's own setting of the system."""
        from hygiene.commandline.language import of_system

        return of_system(self.environ, self.home)


def here() -> Surroundings:
    """The surroundings of this process."""
    try:
        home = Path.home()
    except RuntimeError:  # no HOME, and an account that the system does not know
        home = Path(os.sep)
    now = _now()
    if sys.platform == "win32":
        from hygiene import windows

        folder = "Hygiene"
        return Surroundings(
            environ=os.environ,
            home=home,
            platform="windows",
            privileged=windows.is_system(),
            # Asked of Windows, not of %ProgramData%: that variable is the previous person's too.
            system_file=windows.program_data() / folder / "config.toml",
            user_file=Path(os.environ.get("APPDATA") or home / "AppData/Roaming")
            / folder
            / "config.toml",
            now=now,
        )
    mac = sys.platform == "darwin"
    support = "Library/Application Support/Hygiene"
    return Surroundings(
        environ=os.environ,
        home=home,
        platform="macos" if mac else "linux",
        privileged=os.geteuid() == 0,
        system_file=Path("/", support if mac else "etc/hygiene", "config.toml"),
        user_file=home / (support if mac else ".config/hygiene") / "config.toml",
        now=now,
    )


def _now() -> datetime:
    now = datetime.now(UTC)
    try:
        return now.astimezone()
    except ValueError:  # $TZ may be anything: Python knows no zone a day or more away
        if sys.platform != "win32":
            os.environ["TZ"] = "UTC"
            time.tzset()
        return now
