"""Looking for browsers ends in time and costs little."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hygiene.browsers.discovery import installations, unseen_places
from hygiene.errors import Reason
from hygiene.machine import Platform
from tests.roots import FakeRoot


def test_nothing_new_is_begun_after_the_deadline(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    root.home().chromium("chrome")
    machine = root.machine(seconds=0)
    assert installations(machine, {}) == ()
    assert [cause.reason for _, cause in unseen_places(machine, {})] == [Reason.TIME]


@pytest.mark.parametrize("platform", ["linux", "windows", "macos"])
def test_an_empty_home_costs_a_few_looks_whatever_the_catalogue_holds(
    tmp_path: Path, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = FakeRoot(tmp_path, platform)
    root.home()
    machine = root.machine()
    opened = []
    real = os.open

    def counted(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        opened.append(path)
        return real(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", counted)
    assert installations(machine, {}) == ()
    assert 0 < len(opened) < 25  # Linux 7, Windows 17, macOS 12; the catalogue has 20 to 50 rows
