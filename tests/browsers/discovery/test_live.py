"""On this computer, the environment may move the places; elsewhere it says nothing."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hygiene.browsers.discovery import installations
from hygiene.clock import Clock, Deadline
from hygiene.machine import Machine
from hygiene.machine.homes import live_machine
from tests.browsers.discovery.found import folders, only
from tests.roots import FakeRoot, make


def machine(home: Path) -> Machine:
    return live_machine(
        deadline=Deadline.after(60),
        clock=Clock(datetime.now(UTC)),
        environ={"HOME": str(home)},
    )


def test_xdg_folders_are_looked_at_besides_the_usual(tmp_path: Path) -> None:
    make(tmp_path, ".config/google-chrome/Default/Preferences")
    make(tmp_path, "conf/chromium/Default/Preferences", "caches/")
    environ = {"XDG_CONFIG_HOME": f"{tmp_path}/conf", "XDG_CACHE_HOME": f"{tmp_path}/caches/"}
    found = installations(machine(tmp_path), environ)
    here = str(tmp_path).strip("/")
    assert [(i.browser, i.data, i.cache) for i in found] == [
        ("chrome", f"{here}/.config/google-chrome", f"{here}/caches/google-chrome"),
        ("chromium", f"{here}/conf/chromium", f"{here}/caches/chromium"),
    ]


def test_an_xdg_folder_that_is_the_usual_one_counts_once(tmp_path: Path) -> None:
    make(tmp_path, ".config/google-chrome/Default/Preferences")
    environ = {"XDG_CONFIG_HOME": f"{tmp_path}/.config/"}
    assert len(installations(machine(tmp_path), environ)) == 1


@pytest.mark.parametrize("value", ["", "conf", "/nowhere/at/all"])
def test_an_xdg_folder_that_makes_no_sense_is_ignored(tmp_path: Path, value: str) -> None:
    make(tmp_path, ".config/google-chrome/Default/Preferences")
    environ = {"XDG_CONFIG_HOME": value}
    assert len(installations(machine(tmp_path), environ)) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="gives a folder to somebody else")
def test_root_does_not_believe_an_xdg_folder_of_somebody_else(tmp_path: Path) -> None:
    make(tmp_path, "conf/chromium/Default/Preferences")
    os.chown(tmp_path / "conf", 65534, 65534)
    environ = {"XDG_CONFIG_HOME": f"{tmp_path}/conf"}
    assert installations(machine(tmp_path), environ) == ()


def test_the_environment_of_who_asks_says_nothing_about_a_copied_home(tmp_path: Path) -> None:
    make(tmp_path, "conf/chromium/Default/Preferences")
    root = FakeRoot(tmp_path / "alice", disk=False)
    environ = {"XDG_CONFIG_HOME": f"{tmp_path}/conf"}
    assert installations(root.machine(), environ) == ()


def test_an_own_link_to_another_disk_is_followed(tmp_path: Path) -> None:
    make(tmp_path, "disk/Default/Preferences", "alice/.config/")
    (tmp_path / "alice/.config/chromium").symlink_to(tmp_path / "disk")
    found = only(installations(machine(tmp_path / "alice"), {}))
    assert folders(found) == ["Default"]
