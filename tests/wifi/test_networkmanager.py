"""Wi-Fi asked of a NetworkManager on a real bus, beside the real nmcli."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("NetworkManager is Linux's", allow_module_level=True)

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.wifi.network import Network, Security, Wifi
from hygiene.wifi.networkmanager import saved, wifi
from tests.buses import private_bus
from tests.demands import need_command
from tests.wifi.standin import MANAGER, ROOT, SETTINGS, NetworkManager, Point, Saved

#: Every kind of access point: its flags, what it is, what nmcli 1.42 calls it (measured 2026).
KINDS = [
    (Point(b"open"), Security.OPEN, ""),
    (Point(b"wep", 1), Security.WEP, "WEP"),
    (Point(b"wpa", 1, 0x144), Security.WPA_TKIP, "WPA1"),
    (Point(b"wpa-wpa2", 1, 0x144, 0x148), Security.WPA_WPA2, "WPA1 WPA2"),
    (Point(b"wpa2", 1, 0, 0x188), Security.WPA2, "WPA2"),
    (Point(b"wpa2-wpa3", 1, 0, 0x588), Security.WPA2_WPA3, "WPA2 WPA3"),
    (Point(b"wpa3", 1, 0, 0x488), Security.WPA3, "WPA3"),
    (Point(b"owe", 0, 0, 0x888), Security.OWE, "OWE"),
    (Point(b"owe-transition", 0, 0, 0x1000), Security.OPEN, "OWE-TM"),
    (Point(b"wpa-enterprise", 1, 0x244), Security.WPA_ENTERPRISE, "WPA1 802.1X"),
    (Point(b"enterprise", 1, 0, 0x288), Security.ENTERPRISE, "WPA2 802.1X"),
    # An open one and this have the same empty column: flags decide, never that column.
    (Point(b"enterprise-192", 1, 0, 0x2000), Security.WPA3_ENTERPRISE, ""),
]
POINTS = [point for point, _, _ in KINDS]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with private_bus(tmp_path_factory.mktemp("bus")) as found:
        yield found


def look(address: str, seconds: float = 5) -> Wifi:
    return wifi(address, time.monotonic() + seconds)


def in_use(address: str) -> Network:
    (found,) = [network for network in look(address).networks if network.in_use]
    return found


def nmcli(address: str, *words: str) -> list[str]:
    need_command("nmcli", "bus")
    done = subprocess.run(
        ["nmcli", "-t", *words],
        env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_each_kind_of_access_point_is_told_by_its_flags(address: str, number: int) -> None:
    with NetworkManager(address, POINTS, [Saved(b"x")], number):
        found = in_use(address)
    point, security, _ = KINDS[number]
    assert (found.ssid, found.security) == (point.ssid, security)


def test_the_real_nmcli_sees_the_same_access_points(address: str) -> None:
    with NetworkManager(address, POINTS, [Saved(b"x")], 4):
        fields = "IN-USE,SSID-HEX,SECURITY"
        seen = nmcli(address, "-f", fields, "device", "wifi", "list", "--rescan", "no")
        ours = in_use(address)
    told = {
        bytes.fromhex(ssid): (mark, security)
        for mark, ssid, security in (line.split(":") for line in seen)
    }
    assert {ssid: security for ssid, (_, security) in told.items()} == {
        point.ssid: column for point, _, column in KINDS
    }
    assert [ssid for ssid, (mark, _) in told.items() if mark == "*"] == [ours.ssid]


def test_the_real_nmcli_sees_the_same_saved_networks(address: str) -> None:
    kept = [Saved(b"Gare"), Saved(b"Biblio", "wpa-psk"), Saved(b"Hotel", "none", False)]
    with NetworkManager(address, POINTS, kept) as standin:
        lines = nmcli(address, "-f", "NAME,AUTOCONNECT", "connection", "show")
        asked = {call.method for call in standin.calls}
        ours = [n for n in look(address).networks if not n.in_use]
    assert (
        sorted(lines)
        == sorted(f"{n.name}:{'yes' if n.joins else 'no'}" for n in ours)
        == ["Biblio:yes", "Gare:yes", "Hotel:no"]
    )
    assert {"GetManagedObjects", "GetSettings"} <= asked


def test_no_key_is_asked_for_no_scan_and_no_probe(address: str) -> None:
    kept = [Saved(b"Gare"), Saved(b"Biblio", "wpa-psk")]
    with NetworkManager(address, POINTS, kept, 0) as standin:
        found = look(address)
        calls = standin.calls
    assert [(call.path, call.method) for call in calls] == [
        (ROOT, "GetManagedObjects"),
        (f"{SETTINGS}/0", "GetSettings"),
        (f"{SETTINGS}/1", "GetSettings"),
    ]
    assert "wall" not in repr(found)
    assert MANAGER not in repr(found)


@pytest.mark.parametrize(
    ("key_mgmt", "security"),
    [
        (None, Security.OPEN),
        ("none", Security.WEP),
        ("ieee8021x", Security.WEP),
        ("wpa-psk", Security.PROTECTED),
        ("sae", Security.WPA3),
        ("owe", Security.OWE),
        ("wpa-eap", Security.ENTERPRISE),
        ("wpa-eap-suite-b-192", Security.WPA3_ENTERPRISE),
    ],
)
def test_a_saved_network_is_told_by_its_kind_of_key(
    address: str, key_mgmt: str | None, security: Security
) -> None:
    with NetworkManager(address, saved=[Saved(b"Gare", key_mgmt, hidden=True)]):
        (network,) = look(address).networks
    assert (network.security, network.joins, network.hidden) == (security, True, True)
    assert network.used is not None and network.used.year == 2023


def test_a_kind_of_key_that_nobody_knows_is_never_open(address: str) -> None:
    with NetworkManager(address, saved=[Saved(b"Gare", "wpa-quantum"), Saved(b"Hotel")]):
        found = look(address)
    assert [n.security for n in found.networks] == [Security.UNKNOWN, Security.OPEN]
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.UNSUPPORTED, "NetworkManager")]


def test_a_protection_that_nobody_knows_is_never_open(address: str) -> None:
    with NetworkManager(address, [Point(b"new", 1, 0, 0x10000)], [Saved(b"x")], 0):
        found = look(address)
    assert found.networks[0].security is Security.UNKNOWN
    assert [c.reason for c in found.unseen] == [Reason.UNSUPPORTED]


@pytest.mark.parametrize("saved", [Saved(b"me", mode="ap"), Saved(b"eth", kind="802-3-ethernet")])
def test_what_this_computer_does_not_join_is_no_network(address: str, saved: Saved) -> None:
    with NetworkManager(address, saved=[saved]):
        assert look(address) == Wifi()


@pytest.mark.parametrize(
    ("connectivity", "portal"), [(0, None), (1, False), (2, True), (3, False), (4, False)]
)
def test_a_captive_portal_is_what_networkmanager_already_knows(
    address: str, connectivity: int, portal: bool | None
) -> None:
    with NetworkManager(address, POINTS, [Saved(b"x")], 0, connectivity):
        assert in_use(address).portal is portal


@pytest.mark.parametrize(("tunnel", "on"), [("", False), ("vpn", True), ("wireguard", True)])
def test_a_vpn_is_told(address: str, tunnel: str, on: bool) -> None:
    with NetworkManager(address, POINTS, [Saved(b"x"), Saved(b"y")], 0, tunnel=tunnel):
        assert in_use(address).vpn is on


@pytest.mark.parametrize(
    ("here", "there", "twin"),
    [
        (Point(b"Biblio"), Point(b"Biblio", 1, 0, 0x188), True),
        (Point(b"Biblio", 1, 0, 0x188), Point(b"Biblio"), True),
        (Point(b"Biblio", 1), Point(b"Biblio", 1, 0, 0x288), True),
        # Two bands, a newer generation, an OWE pair, another name, one that nobody knows.
        (Point(b"Biblio"), Point(b"Biblio"), False),
        (Point(b"Biblio", 1, 0, 0x188), Point(b"Biblio", 1, 0, 0x488), False),
        (Point(b"Biblio", 0, 0, 0x1000), Point(b"Biblio", 0, 0, 0x888), False),
        (Point(b"Biblio"), Point(b"biblio", 1, 0, 0x188), False),
        (Point(b"Biblio"), Point(b"Biblio", 1, 0, 0x10000), False),
    ],
)
def test_the_same_name_with_and_without_a_key_is_a_hint(
    address: str, here: Point, there: Point, twin: bool
) -> None:
    with NetworkManager(address, [here, there], [Saved(b"x")], 0):
        assert in_use(address).twin is twin


@pytest.mark.parametrize("state", [10, 20, 30, 40, 60, 110, 120])
def test_a_network_that_is_not_joined_yet_is_not_in_use(address: str, state: int) -> None:
    with NetworkManager(address, POINTS, [Saved(b"x", "sae")], 0, state=state):
        assert [n.in_use for n in look(address).networks] == [False]


def test_the_own_hotspot_is_not_a_network_that_is_joined(address: str) -> None:
    with NetworkManager(address, POINTS, [Saved(b"x", "sae")], 0, mode=3):
        assert [n.in_use for n in look(address).networks] == [False]


def test_a_name_of_any_bytes_is_kept_as_it_is(address: str) -> None:
    names = [b"\xff\xfe caf\xe9", b"\x1b[31mred\x07", b"<b>[bold]\n{x}", b"\xe2\x80\xaedlrow", b""]
    with NetworkManager(address, saved=[Saved(name) for name in names]):
        assert [n.ssid for n in look(address).networks] == names


def test_without_an_adapter_the_question_does_not_apply(address: str) -> None:
    with NetworkManager(address, saved=[Saved(b"Gare")], adapter=False), pytest.raises(NotHere):
        look(address)


def test_a_connection_of_somebody_else_is_denied_and_costs_only_itself(address: str) -> None:
    no = "org.freedesktop.NetworkManager.Settings.PermissionDenied"
    gone = "org.freedesktop.DBus.Error.UnknownMethod"
    kept = [Saved(b"a", refused=no), Saved(b"b", refused=gone), Saved(b"c", "sae")]
    with NetworkManager(address, saved=kept):
        found = look(address)
    assert [n.ssid for n in found.networks] == [b"c"]
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.DENIED, "NetworkManager")]


@pytest.mark.parametrize(
    ("refuses", "reason"),
    [
        ("org.freedesktop.DBus.Error.AccessDenied", Reason.DENIED),
        ("org.freedesktop.DBus.Error.Failed", Reason.UNSUPPORTED),
    ],
)
def test_a_networkmanager_that_refuses_is_told_apart(
    address: str, refuses: str, reason: Reason
) -> None:
    with NetworkManager(address, refuses=refuses), pytest.raises(CannotLook) as caught:
        look(address)
    assert (caught.value.reason, caught.value.source) == (reason, "NetworkManager")


def test_without_networkmanager_the_service_is_absent(address: str) -> None:
    with pytest.raises(CannotLook) as caught:
        look(address)
    assert caught.value.reason is Reason.SERVICE_ABSENT


def test_a_bus_at_which_nobody_listens_is_absent(tmp_path: Path) -> None:
    with pytest.raises(CannotLook) as caught:
        look(f"unix:path={tmp_path}/nobody")
    assert caught.value.reason is Reason.SERVICE_ABSENT


def test_a_silent_networkmanager_is_not_waited_for(address: str) -> None:
    with NetworkManager(address, silent=True):
        begun = time.monotonic()
        with pytest.raises(CannotLook) as caught:
            look(address, 0.5)
        assert time.monotonic() - begun < 1.5
    assert caught.value.reason is Reason.TIME


def test_a_number_in_the_place_of_a_name_is_no_name() -> None:
    """Python makes as many zeros of it."""
    section = "802-11-wireless"
    network = saved({"connection": {"type": section}, section: {"ssid": 1 << 40}})
    assert network is not None
    assert network.ssid == b""
