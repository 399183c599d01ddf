"""Remote-control programs: running, installed, wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hygiene.api import Answer, Finding
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.machine import Platform
from hygiene.machine.processes import processes
from hygiene.model import Severity
from hygiene.remote.catalogue import tools
from hygiene.remote.looking import programs_left
from tests.programs import program
from tests.roots import NOW, FakeRoot, make

PLATFORMS: list[Platform] = ["linux", "windows", "macos"]
Harm = Callable[[Path], None]


def seen(answers: list[Answer]) -> dict[str | None, Severity | None]:
    return {a.subject: a.severity for a in answers if isinstance(a, Finding)}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_program_of_a_system_is_found_running_and_installed(
    tmp_path: Path, platform: Platform
) -> None:
    root = FakeRoot(tmp_path / "disk", platform)
    home = root.home()
    wanted = [t for t in tools() if platform in t.processes or platform in t.paths]
    for tool in wanted:
        for path in tool.paths.get(platform, ())[:1]:
            below = home.path if path.startswith("~/") else root.folder
            make(below, path.removeprefix("~/") + "/")
    machine = root.machine()
    assert seen(list(programs_left(machine))) == {
        tool.id: Severity.LOW for tool in wanted if platform in tool.paths
    }
    names = [f"C:\\x\\{name.upper()}.EXE" for t in wanted for name in t.processes.get(platform, ())]
    running = seen(list(programs_left(machine, names)))
    assert {id for id, weight in running.items() if weight is Severity.HIGH} == {
        tool.id for tool in wanted if platform in tool.processes
    }


def test_the_ids_and_names_are_each_one_program_s() -> None:
    for values in ([t.id for t in tools()], [t.name for t in tools()]):
        assert len(set(values)) == len(values)
    for platform in PLATFORMS:
        every = [n.casefold() for t in tools() for n in t.processes.get(platform, ())]
        assert len(set(every)) == len(every)


@pytest.mark.parametrize("name", ["anydesk-notes.txt", "myanydesk", "vncviewer", "team", ""])
def test_a_name_that_only_resembles_is_nothing(tmp_path: Path, name: str) -> None:
    assert seen(list(programs_left(FakeRoot(tmp_path / "disk").machine(), [name]))) == {}


def test_what_the_keeper_wants_is_not_told(tmp_path: Path) -> None:
    machine = FakeRoot(tmp_path / "disk").machine()
    machine.allowed_programs = frozenset({"rustdesk"})
    assert seen(list(programs_left(machine, ["rustdesk", "anydesk"]))) == {"anydesk": Severity.HIGH}


def test_on_a_public_terminal_only_what_runs_is_named(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "disk")
    make(root.folder, "usr/bin/anydesk")
    machine = root.machine()
    machine.clock = machine.clock._replace(names_from=NOW)
    (found,) = [a for a in programs_left(machine) if isinstance(a, Finding)]
    assert (found.subject, found.names, found.count) == (None, (), 1)
    (found,) = [a for a in programs_left(machine, ["anydesk"]) if isinstance(a, Finding)]
    assert found.names == ("AnyDesk",)


def test_a_copied_home_tells_what_is_in_it_and_nothing_else(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "alice", disk=False)
    with pytest.raises(NotHere):
        list(programs_left(root.machine()))
    make(tmp_path / "alice", ".anydesk/")
    assert seen(list(programs_left(root.machine()))) == {"anydesk": Severity.LOW}


def test_a_program_that_really_runs_is_seen(tmp_path: Path) -> None:
    with program(tmp_path, "teamviewerd"):
        assert "teamviewerd" in processes()
    assert "teamviewerd" not in processes()


def test_processes_that_are_hidden_are_no_clean_bill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("psutil.pid_exists", lambda number: False)
    monkeypatch.setattr("sys.platform", "linux")
    machine = FakeRoot(tmp_path / "disk").machine()
    machine.live = True
    (cause,) = [a for a in programs_left(machine) if isinstance(a, CannotLook)]
    assert (cause.reason, cause.source) == (Reason.DENIED, "processes")
