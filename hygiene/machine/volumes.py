"""The volumes of a computer: its disks and sticks, no network drive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hygiene.errors import CannotLook
from hygiene.filesystem import Tree, open_tree
from hygiene.machine import Machine


def volumes(machine: Machine) -> list[tuple[Tree, str]]:
    """The tree of each volume and the path of its root in it; none for a copied home."""
    return machine.once("volumes", lambda: list(_volumes(machine)))


def _volumes(machine: Machine) -> Iterator[tuple[Tree, str]]:
    if machine.system is None:
        return
    if not machine.live:
        yield machine.system, ""
        return
    system = machine.system
    if machine.platform != "windows":
        # No link on the way to a bin: whoever shares a volume, or owns the stick, may have laid it
        # for an administrator who looks into everybody's.
        system = open_tree(Path("/"), fold=machine.platform == "macos", links="never")
    yield system, ""
    import psutil

    # all=False leaves out what is no device here: a network drive may not answer for minutes.
    for partition in psutil.disk_partitions(all=False):
        try:
            path = machine.system.inside(partition.mountpoint)
        except CannotLook:  # Windows: another drive
            yield open_tree(Path(partition.mountpoint)), ""
            continue
        if path:
            yield system, path
