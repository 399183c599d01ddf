"""What the suite needs of the machine, and what happens where it is not there."""

from __future__ import annotations

import os
import shutil

import pytest

from .process import find_browser


def need_browser(name: str) -> None:
    """Go on only where this browser is installed."""
    if not find_browser(name):
        cannot_run(f"no {name} here")


def need_command(name: str) -> None:
    """Go on only where this command is installed."""
    if not shutil.which(name):
        cannot_run(f"no {name} command here")


def cannot_run(why: str) -> None:
    """Skip, or fail where the suite is demanded (HYGIENE_MUST_RUN holds `real`)."""
    if "real" in os.environ.get("HYGIENE_MUST_RUN", ""):
        pytest.fail(f"the real suite must run: {why}")
    pytest.skip(why)
