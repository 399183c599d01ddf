"""A folder for a profile, with a browser's folder and a root above it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "browser" / "Default"
    made.mkdir(parents=True)
    return made
