"""Which remote-control programs run or are installed, but for those that the keeper wants."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import Tree
from hygiene.machine import Machine
from hygiene.machine.processes import processes
from hygiene.model import Answer, Finding, Severity
from hygiene.remote.catalogue import Tool, tools

_HOME = "~/"


def programs_left(machine: Machine, running: Collection[str] | None = None) -> Iterator[Answer]:
    """A finding for each program, and why some were not seen.

    Args:
        machine: The computer, or its disk; of a copied home only what is found is told.
        running: Names of the processes that run; None asks the system, of this computer only.

    Raises:
        NotHere: There is only a copied home, and no such program in it.
    """
    missed: dict[tuple[Reason, str], CannotLook] = {}
    if running is None:
        running = ()
        if machine.live:
            try:
                running = processes()
            except CannotLook as cause:
                missed[cause.reason, cause.source] = cause
    names = {_called(name) for name in running}
    found = False
    for tool in tools():
        if tool.id in machine.allowed_programs:
            continue
        runs = any(_called(n) in names for n in tool.processes.get(machine.platform, ()))
        try:
            installed = _is_installed(tool, machine)
        except CannotLook as cause:
            installed = False
            missed[cause.reason, "programs"] = CannotLook(cause.reason, "programs", cause.detail)
        if runs or installed:
            found = True
            yield _finding(tool, machine, runs=runs, installed=installed)
    yield from missed.values()
    if machine.system is None and not found and not missed:
        raise NotHere


def _finding(tool: Tool, machine: Machine, *, runs: bool, installed: bool) -> Finding:
    # On a public terminal only what dates from now is named.
    named = runs or machine.clock.names_from is None
    return Finding(
        subject=tool.id if named else None,
        names=(tool.name,) if named else (),
        severity=Severity.HIGH if runs else Severity.LOW,
        facts={"running": runs, "installed": installed},
    )


def _is_installed(tool: Tool, machine: Machine) -> bool:
    for path in tool.paths.get(machine.platform, ()):
        places: list[tuple[Tree, str]] = []
        if path.startswith(_HOME):
            relative = path.removeprefix(_HOME)
            places = [(home.tree, home.at(relative)) for home in machine.homes]
        elif machine.system is not None:
            places = [(machine.system, path)]
        if any(tree.is_folder(at) or tree.is_file(at) for tree, at in places):
            return True
    return False


def _called(name: str) -> str:
    """A program's name as it is compared: without its path, its ending, its case."""
    return name.replace("\\", "/").rpartition("/")[2].casefold().removesuffix(".exe")
