"""Who is asked about Wi-Fi on Linux, and what is said where nobody answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("the system bus is Linux's", allow_module_level=True)

from jeepney import new_method_return

from hygiene.clock import Clock, Deadline
from hygiene.errors import NotHere, Reason
from hygiene.filesystem import open_tree
from hygiene.machine import Machine
from hygiene.wifi.linux import running
from hygiene.wifi.network import Wifi
from tests.buses import StandIn, private_bus, refused
from tests.roots import NOW, make

IWD = "net.connman.iwd"


@dataclass
class Iwd(StandIn):
    """Answers as iwd does, as its documentation is remembered: nothing of it was captured."""

    name = IWD

    networks: list[dict[str, tuple[str, Any]]]
    known: list[dict[str, tuple[str, Any]]]

    def answer(self, message: Any, path: str, method: str) -> Any:  # noqa: ANN401 - untyped library
        if method != "GetManagedObjects":
            return refused(message)
        objects = {"/net/connman/iwd/0/3": {f"{IWD}.Device": {"Name": ("s", "wlan0")}}}
        for number, properties in enumerate(self.networks):
            objects[f"/net/connman/iwd/0/3/{number}"] = {f"{IWD}.Network": properties}
        for number, properties in enumerate(self.known):
            objects[f"/net/connman/iwd/known{number}"] = {f"{IWD}.KnownNetwork": properties}
        return new_method_return(message, "a{oa{sa{sv}}}", (objects,))


def network(name: str, kind: str, **more: bool) -> dict[str, tuple[str, Any]]:
    return {
        "Name": ("s", name),
        "Type": ("s", kind),
        **{key: ("b", value) for key, value in more.items()},
    }


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with private_bus(tmp_path_factory.mktemp("bus")) as found:
        yield found


def look(disk: Path, address: str | None) -> Wifi:
    machine = Machine("linux", True, Deadline.after(60), NOW, clock=Clock(NOW))
    return running(address, machine, open_tree(disk))


def adapter(disk: Path) -> None:
    """A Wi-Fi card, as the kernel shows it: a link to a device."""
    make(disk, "sys/devices/pci/net/wlan0/phy80211/", "sys/class/net/lo/")
    (disk / "sys/class/net/wlan0").symlink_to("../../devices/pci/net/wlan0")


def told(found: Wifi) -> list[tuple[str, str]]:
    return [(cause.source, cause.reason.value) for cause in found.unseen]


def test_iwd_is_asked_where_networkmanager_is_not(tmp_path: Path, address: str) -> None:
    around = [network("Gare", "open", Connected=True), network("Hotel", "psk", Connected=False)]
    known = [network("Gare", "open", AutoConnect=False), network("Uni", "8021x", Hidden=True)]
    with Iwd(address, around, known) as standin:
        found = look(tmp_path, address)
    assert [(n.name, n.security.value, n.in_use, n.joins) for n in found.networks] == [
        ("Gare", "open", True, False),
        ("Gare", "open", False, False),
        ("Uni", "enterprise", False, True),
    ]
    assert [call.method for call in standin.calls] == ["GetManagedObjects"]
    assert found.unseen == ()


def test_a_kind_of_iwd_that_nobody_knows_is_never_open(tmp_path: Path, address: str) -> None:
    with Iwd(address, [network("Gare", "quantum", Connected=True)], []):
        found = look(tmp_path, address)
    assert [n.security.value for n in found.networks] == ["unknown"]
    assert told(found) == [("iwd", "unsupported")]


@pytest.mark.parametrize("bus", [True, False])
def test_a_card_that_nobody_tells_about_is_one_gap_beside_the_files(
    tmp_path: Path, address: str, bus: bool
) -> None:
    adapter(tmp_path)
    make(tmp_path, "var/lib/iwd/Gare.open")
    found = look(tmp_path, address if bus else None)
    assert [(n.name, n.in_use) for n in found.networks] == [("Gare", False)]
    assert told(found) == [("NetworkManager", Reason.SERVICE_ABSENT.value)]


@pytest.mark.parametrize("folders", [(), ("sys/class/net/",), ("sys/class/net/eth0/",)])
def test_without_a_card_the_question_does_not_apply(
    tmp_path: Path, folders: tuple[str, ...]
) -> None:
    make(tmp_path, "var/lib/iwd/Gare.open", *folders)
    with pytest.raises(NotHere):
        look(tmp_path, None)
