"""What a suite needs of the machine, and what happens where it is not there."""

from __future__ import annotations

import os
import shutil

import pytest


def need_command(name: str, suite: str) -> None:
    """Go on only where this command is installed."""
    if not shutil.which(name):
        cannot_run(f"no {name} command here", suite)


def cannot_run(why: str, suite: str) -> None:
    """Skip, or fail where the suite is demanded (`HYGIENE_MUST_RUN` holds its name)."""
    if suite in os.environ.get("HYGIENE_MUST_RUN", "").split(","):
        pytest.fail(f"the {suite} suite must run: {why}")
    pytest.skip(why)
