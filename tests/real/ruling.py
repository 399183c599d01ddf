"""Policies that only the browsers of this suite obey: a mount that no other process sees."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .demands import cannot_run
from .workshop import Workshop

_PLACES = {
    "chromium": ("etc/chromium", "policies/managed/keeper.json"),
    "firefox": ("usr/lib/firefox-esr/distribution", "policies.json"),
}
"""The folder of each browser that is replaced, and where its policies lie in it (Debian)."""


def ruled(workshop: Workshop, disk: Path, browser: str, policies: Mapping[str, object]) -> Workshop:
    """Lay policies on a disk; browsers started in the workshop that this returns obey them."""
    place, file = _PLACES[browser]
    if not Path("/", place).is_dir() or not _can_mount():
        cannot_run(f"nobody can mount other policies on /{place} here")
    path = disk / place / file
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {"policies": policies} if browser == "firefox" else policies
    path.write_text(json.dumps(told))
    mount = f'mount --bind "$0" /{place}; exec "$@"'
    return workshop.within("unshare", "-m", "sh", "-ec", mount, str(disk / place))


@cache
def _can_mount() -> bool:
    try:
        return not subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode
    except FileNotFoundError:
        return False
