"""Wi-Fi on Linux: NetworkManager itself where it answers, else iwd, else files."""

from __future__ import annotations

import time

from hygiene.dbus.address import system_bus
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import Tree
from hygiene.machine import Machine
from hygiene.wifi.linux_files import saved
from hygiene.wifi.network import Wifi

#: Seconds for everything that is asked of one service.
_TIMEOUT = 2.0
_ADAPTERS = "sys/class/net"


def wifi(machine: Machine, tree: Tree) -> Wifi:
    """What is in use and what is saved; of a disk that is not running only what is saved."""
    if not machine.live:
        return saved(tree, machine.deadline)
    return running(system_bus(), machine, tree)


def running(address: str | None, machine: Machine, tree: Tree) -> Wifi:
    """What a running computer tells.

    Args:
        address: D-Bus address of its system bus; None where it has none.
        machine: The computer.
        tree: Its whole disk.

    Raises:
        NotHere: It has no Wi-Fi adapter.
    """
    missed = CannotLook(Reason.SERVICE_ABSENT, "NetworkManager")
    if address is not None:
        # Read where it is wanted: both load a library.
        from hygiene.wifi import iwd, networkmanager

        until = min(time.monotonic() + _TIMEOUT, machine.deadline.at)
        try:
            return networkmanager.wifi(address, until)
        except CannotLook as cause:
            missed = cause
        if missed.reason is Reason.SERVICE_ABSENT:
            try:
                return iwd.wifi(address, until)
            except (CannotLook, NotHere):
                pass  # NetworkManager is the usual one: its absence is what is told
    if not _has_adapter(tree):
        raise NotHere
    try:
        found = saved(tree, machine.deadline)
    except NotHere:
        found = Wifi()
    return Wifi(found.networks, (missed, *found.unseen))


def _has_adapter(tree: Tree) -> bool:
    try:
        return any(
            tree.is_folder(f"{_ADAPTERS}/{name}/{mark}")
            for name in tree.names(_ADAPTERS)
            for mark in ("wireless", "phy80211")
        )
    except NotHere:
        return False
    except CannotLook as cause:
        raise CannotLook(cause.reason, "network adapters", cause.detail) from None
