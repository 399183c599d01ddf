"""Saved networks in the files of a Linux that is not running."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.clock import Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import open_tree
from hygiene.wifi import keyfile
from hygiene.wifi.linux_files import saved
from hygiene.wifi.network import Network, Security, Wifi
from hygiene.wifi.wpa_supplicant import networks
from tests.demands import need_command

NETWORKMANAGER = "etc/NetworkManager/system-connections"
KEY = "correct horse battery"


def write(disk: Path, path: str, text: str | bytes) -> None:
    file = disk / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)


def look(disk: Path) -> Wifi:
    return saved(open_tree(disk), Deadline.after(60))


def told(disk: Path) -> set[tuple[str, str, bool]]:
    return {(n.name, n.security.value, n.joins) for n in look(disk).networks}


def unseen(disk: Path) -> set[tuple[str, str]]:
    return {(cause.source, cause.reason.value) for cause in look(disk).unseen}


def connection(ssid: str, security: str = "", more: str = "") -> str:
    head = f"[connection]\nid=x\ntype=wifi\n{more}\n"
    return f"{head}[wifi]\nmode=infrastructure\nssid={ssid}\n{security}"


def test_networks_of_networkmanager_are_found_in_all_its_folders(tmp_path: Path) -> None:
    write(tmp_path, f"{NETWORKMANAGER}/Gare.nmconnection", connection("Gare"))
    write(
        tmp_path,
        f"{NETWORKMANAGER}/old style",
        connection("Hotel", f"[wifi-security]\nkey-mgmt=wpa-psk\npsk={KEY}", "autoconnect=false")
        .replace("[wifi]", "[802-11-wireless]")
        .replace("[wifi-security]", "[802-11-wireless-security]")
        .replace("type=wifi", "type=802-11-wireless"),
    )
    write(
        tmp_path,
        "run/NetworkManager/system-connections/w.nmconnection",
        connection("Wep", "[wifi-security]\nkey-mgmt=none\nwep-key0=12345"),
    )
    write(tmp_path, f"{NETWORKMANAGER}/wired.nmconnection", "[connection]\nid=e\ntype=ethernet\n")
    write(tmp_path, f"{NETWORKMANAGER}/Gare.nmconnection.bak", "not looked at")
    assert told(tmp_path) == {
        ("Gare", "open", True),
        ("Hotel", "protected", False),
        ("Wep", "wep", True),
    }
    assert unseen(tmp_path) == set()
    assert KEY not in repr(look(tmp_path))


def test_an_empty_store_was_seen_and_no_store_does_not_apply(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    with pytest.raises(NotHere):
        look(tmp_path)
    (tmp_path / NETWORKMANAGER).mkdir(parents=True)
    assert look(tmp_path) == Wifi()


def test_networks_of_iwd_are_known_by_their_files(tmp_path: Path) -> None:
    write(tmp_path, "var/lib/iwd/Gare.open", "[Settings]\nAutoConnect=true\n")
    write(tmp_path, "var/lib/iwd/=436166c3a9.psk", f"[Security]\nPassphrase={KEY}\n")
    write(tmp_path, "var/lib/iwd/uni.8021x", "[Settings]\nAutoConnect=false\nHidden=true\n")
    write(tmp_path, "var/lib/iwd/ap.known_network.freq", "x")
    (tmp_path / "var/lib/iwd/ap").mkdir()
    assert told(tmp_path) == {
        ("Gare", "open", True),
        ("Café", "protected", True),
        ("uni", "enterprise", False),
    }
    assert KEY not in repr(look(tmp_path))


WPA = """
ctrl_interface=/run/wpa_supplicant
network={
    ssid="Gare"
    key_mgmt=NONE
}
# network={ ssid="commented" }
network={
    ssid="Vieux"
    key_mgmt=NONE
    wep_key0="12345"
    scan_ssid=1
}
network={
    ssid=436166c3a9
    psk="correct horse battery"
}
network={
    ssid=P"tab\\tx\\x41\\101"
    key_mgmt=WPA-PSK SAE
    sae_password="correct horse battery"
    disabled=1
}
network={
    ssid="ours"
    mode=2
    key_mgmt=NONE
}
"""


def test_networks_of_wpa_supplicant_are_its_blocks(tmp_path: Path) -> None:
    write(tmp_path, "etc/wpa_supplicant/wpa_supplicant-wlan0.conf", WPA)
    assert told(tmp_path) == {
        ("Gare", "open", True),
        ("Vieux", "wep", True),
        ("Café", "protected", True),
        ("tab\txAA", "wpa3", False),
    }
    assert KEY not in repr(look(tmp_path))


def test_an_escaped_digit_that_is_not_octal_is_itself(tmp_path: Path) -> None:
    text = 'network={\nssid=P"a\\9\\08"\n}\n'
    write(tmp_path, "etc/wpa_supplicant/w.conf", text)
    assert {name for name, _, _ in told(tmp_path)} == {"a9\x008"}


def test_what_is_kept_in_a_way_we_do_not_know_is_told(tmp_path: Path) -> None:
    write(tmp_path, "etc/netplan/50.yaml", "network:\n  wifis:\n    wlan0: {}\n")
    write(tmp_path, "var/lib/connman/wifi_0200_managed_none/settings", "x")
    write(
        tmp_path,
        f"{NETWORKMANAGER}/new",
        connection("New", "[wifi-security]\nkey-mgmt=wpa-quantum"),
    )
    assert unseen(tmp_path) == {
        ("netplan", "unsupported"),
        ("connman", "unsupported"),
        ("NetworkManager", "unsupported"),
    }
    assert told(tmp_path) == {("New", "unknown", True)}


def test_a_netplan_of_empty_lines_without_end_takes_no_time(tmp_path: Path) -> None:
    write(tmp_path, "etc/netplan/50.yaml", "\n" * 1_000_000)
    begun = time.monotonic()
    assert look(tmp_path) == Wifi()
    assert time.monotonic() - begun < 5


def test_a_wired_netplan_is_no_gap(tmp_path: Path) -> None:
    write(tmp_path, "etc/netplan/50.yaml", "network:\n  ethernets:\n    eth0: {}\n")
    assert look(tmp_path) == Wifi()


@pytest.mark.parametrize(
    "harm",
    [
        b"",
        b"\x93garbage\0" * 100,
        b"[wifi]\nssid=Gare\n",
        b"[connection]\ntype=wifi\n",
        b"\xff\xfe[\0c\0",
    ],
)
def test_a_damaged_file_costs_only_itself(tmp_path: Path, harm: bytes) -> None:
    write(tmp_path, f"{NETWORKMANAGER}/bad.nmconnection", harm)
    write(tmp_path, f"{NETWORKMANAGER}/good.nmconnection", connection("Gare"))
    assert told(tmp_path) == {("Gare", "open", True)}
    assert unseen(tmp_path) == {("NetworkManager", "damaged")}


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, f"{NETWORKMANAGER}/big", connection("Gare") + "#" * (1 << 20))
    assert unseen(tmp_path) == {("NetworkManager", "too-big")}


def test_a_link_out_of_the_disk_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside, "secret", connection("Gare"))
    (tmp_path / "disk" / NETWORKMANAGER).mkdir(parents=True)
    (tmp_path / "disk" / NETWORKMANAGER / "link").symlink_to("../../../../outside/secret")
    assert unseen(tmp_path / "disk") == {("NetworkManager", "outside-root")}


def test_after_the_deadline_nothing_more_is_read(tmp_path: Path) -> None:
    write(tmp_path, f"{NETWORKMANAGER}/Gare", connection("Gare"))
    found = saved(open_tree(tmp_path), Deadline.after(-1))
    assert (found.networks, [c.reason for c in found.unseen]) == ((), [Reason.TIME])


NAMES = ["Hotel", "a=b", "#hash", "Café à l'été", "71;97;", "65;", " lead", "trail ", "back\\slash"]
NAMES += ["a;b", "a\\;b", "x\\\\y", "\\s", "tab\tx", "[b]", "{x}", "12", ";", "12; 13"]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_the_real_nmcli_writes_are_read_back(name: str) -> None:
    need_command("nmcli", "bus")
    words = ("type", "wifi", "con-name", "x", "ssid", name, "wifi-sec.key-mgmt", "sae")
    done = subprocess.run(
        ["nmcli", "--offline", "connection", "add", *words],
        capture_output=True,
        check=True,
        timeout=30,
    )
    found = keyfile.connection(done.stdout)
    assert found["802-11-wireless"]["ssid"] == name.encode()
    assert found["802-11-wireless-security"] == {"key-mgmt": "sae"}


@given(st.binary(max_size=400))
def test_a_key_file_of_any_bytes_is_read_or_damaged(data: bytes) -> None:
    for whole in (data, b"[connection]\ntype=wifi\n[wifi]\n" + data):
        try:
            keyfile.connection(whole)
        except CannotLook as cause:
            assert cause.reason is Reason.DAMAGED


@given(st.binary(max_size=400))
def test_a_wpa_supplicant_file_of_any_bytes_yields_networks(data: bytes) -> None:
    for network in networks(b"network={\n" + data + b"\n}\n"):
        assert isinstance(network, Network)
        assert network.security is not Security.OPEN or b"NONE" in data
