"""The Wi-Fi network in use and those joined without a question: no key, no scan, no probe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hygiene.errors import NotHere
from hygiene.machine import Machine
from hygiene.model import Answer

if TYPE_CHECKING:
    from hygiene.wifi.network import Wifi

__all__ = ["networks_left"]


def networks_left(machine: Machine) -> Iterator[Answer]:
    """A finding for each network that protects too little, and why the rest was not seen.

    Raises NotHere where there is no Wi-Fi, or only a copied home to look at.
    """
    found = machine.once("wifi", lambda: _wifi(machine))
    from hygiene.wifi.verdict import answers  # read only where there is something to judge

    yield from answers(found, machine)


def _wifi(machine: Machine) -> Wifi:
    if machine.system is None:
        raise NotHere
    if machine.platform == "linux":
        from hygiene.wifi import linux

        return linux.wifi(machine, machine.system)
    if machine.platform == "windows":
        from hygiene.wifi import windows

        return windows.wifi(machine, machine.system)
    from hygiene.wifi import macos

    return macos.wifi(machine, machine.system)
