"""What the suite needs of the machine, and what happens where it is not there."""

from __future__ import annotations

import os

import pytest


def cannot_run(why: str) -> None:
    """Skip, or fail where the suite is demanded (HYGIENE_MUST_RUN holds `windows`)."""
    if "windows" in os.environ.get("HYGIENE_MUST_RUN", ""):
        pytest.fail(f"the Windows suite must run: {why}")
    pytest.skip(why)
