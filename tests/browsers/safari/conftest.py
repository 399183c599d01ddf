"""A Mac's disk with one home, and a profile of its Safari."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hygiene.browsers.discovery import installations
from hygiene.browsers.profile import Profile
from hygiene.clock import Clock
from tests.browsers.profiles import NOW
from tests.roots import FakeHome, FakeRoot

WORK = "11111111-2222-3333-4444-5555AAAABBBB"
Look = Callable[..., Profile]


@pytest.fixture
def root(tmp_path: Path) -> FakeRoot:
    return FakeRoot(tmp_path / "mac", "macos")


@pytest.fixture
def home(root: FakeRoot) -> FakeHome:
    return root.home()


@pytest.fixture
def look(root: FakeRoot) -> Look:
    """The profile in this folder (`.` for the main one), at this clock."""

    def profile(folder: str = ".", clock: Clock | None = None) -> Profile:
        (found,) = installations(root.machine(clock=clock or Clock(NOW)), {})
        (wanted,) = [each for each in found.profiles if each.folder == folder]
        return wanted

    return profile
