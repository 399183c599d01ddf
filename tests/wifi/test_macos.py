"""Wi-Fi on macOS: what system_profiler says, and the list of known networks."""

from __future__ import annotations

import json
import plistlib
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hygiene.clock import Clock, Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import open_tree
from hygiene.machine import Machine
from hygiene.wifi import macos
from hygiene.wifi.macos import running, saved
from hygiene.wifi.network import Security, Wifi
from tests.roots import NOW

MODE = "spairport_security_mode_"


def profiler(
    name: str = "Gare",
    mode: object = f"{MODE}none",
    around: list[tuple[str, str]] | None = None,
    state: str = "spairport_status_connected",
) -> bytes:
    here: dict[str, Any] = {"_name": name, "spairport_network_phymode": "802.11ac"}
    if mode is not None:
        here["spairport_security_mode"] = mode
    adapters = [
        {
            "_name": "en0",
            "spairport_status_information": state,
            "spairport_current_network_information": here,
            "spairport_airport_other_local_wireless_networks": [
                {"_name": other, "spairport_security_mode": kind} for other, kind in around or ()
            ],
        },
        {"_name": "awdl0", "spairport_current_network_information": {"_name": "none"}},
    ]
    told = {"SPAirPortDataType": [{"spairport_airport_interfaces": adapters}]}
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    ("mode", "security"),
    [
        (f"{MODE}none", Security.OPEN),
        (f"{MODE}wep", Security.WEP),
        (f"{MODE}wpa_personal", Security.WPA_TKIP),
        (f"{MODE}wpa2_personal_mixed", Security.WPA_WPA2),
        (f"{MODE}wpa2_personal", Security.WPA2),
        (f"{MODE}wpa3_personal", Security.WPA3),
        # Apple's own slip.
        ("pairport_security_mode_wpa3_transition", Security.WPA2_WPA3),
        (f"{MODE}wpa2_enterprise", Security.ENTERPRISE),
    ],
)
def test_the_network_in_use_is_told_by_its_mode(mode: str, security: Security) -> None:
    (network,) = running(profiler(mode=mode)).networks
    assert (network.name, network.security, network.in_use) == ("Gare", security, True)


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        (f"{MODE}quantum", Reason.UNSUPPORTED),
        ("Ouvert", Reason.UNSUPPORTED),
        ([f"{MODE}none"], Reason.UNSUPPORTED),
        (None, Reason.REDACTED),
        ("<redacted>", Reason.REDACTED),
    ],
)
def test_a_protection_that_is_not_known_is_never_open(mode: object, reason: Reason) -> None:
    found = running(profiler(mode=mode))
    assert found.networks[0].security is Security.UNKNOWN
    assert [(c.reason, c.source) for c in found.unseen] == [(reason, "system_profiler")]


def test_a_masked_name_is_no_name_and_its_protection_is_told() -> None:
    found = running(profiler("<redacted>", around=[("<redacted>", f"{MODE}wpa2_personal")]))
    (network,) = found.networks
    assert (network.ssid, network.security, network.twin) == (b"", Security.OPEN, None)
    assert found.unseen == ()


def test_the_same_name_with_and_without_a_key_is_a_hint() -> None:
    for kind, twin in ((f"{MODE}wpa2_personal", True), (f"{MODE}none", False)):
        assert running(profiler(around=[("Gare", kind)])).networks[0].twin is twin


def test_an_adapter_that_is_not_connected_has_nothing_in_use() -> None:
    assert running(profiler(state="spairport_status_off")) == Wifi()


def test_without_an_adapter_the_question_does_not_apply() -> None:
    for adapters in ([], [{"_name": "awdl0"}], None):
        told = {"SPAirPortDataType": [{"spairport_airport_interfaces": adapters}]}
        with pytest.raises(NotHere):
            running(json.dumps(told).encode())


@given(st.binary(max_size=200))
def test_an_answer_of_any_bytes_is_read_or_damaged(data: bytes) -> None:
    for whole in (data, b'{"SPAirPortDataType":' + data + b"}", b"[" * 5000):
        try:
            running(whole)
        except CannotLook as cause:
            assert cause.reason is Reason.DAMAGED
        except NotHere:
            continue


def test_system_profiler_is_run_by_its_whole_path_without_a_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[list[str], dict[str, Any]]] = []

    def ran(words: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        asked.append((words, options))
        return subprocess.CompletedProcess(words, 0, profiler())

    monkeypatch.setattr(subprocess, "run", ran)
    machine = Machine("macos", True, Deadline.after(60), NOW, clock=Clock(NOW))
    found = macos.wifi(machine, open_tree(tmp_path, fold=True))
    ((words, options),) = asked
    assert words == ["/usr/sbin/system_profiler", "SPAirPortDataType", "-json"]
    assert "shell" not in options
    assert 0 < options["timeout"] <= 10
    assert [n.name for n in found.networks] == ["Gare"]


def test_a_mac_that_does_not_answer_in_time_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(words: list[str], **_: object) -> None:
        raise subprocess.TimeoutExpired(words, 10)

    monkeypatch.setattr(subprocess, "run", late)
    for seconds in (60, -1):
        machine = Machine("macos", True, Deadline.after(seconds), NOW, clock=Clock(NOW))
        found = macos.wifi(machine, open_tree(tmp_path, fold=True))
        assert [(c.reason, c.source) for c in found.unseen] == [(Reason.TIME, "system_profiler")]


KNOWN = "Library/Preferences/com.apple.wifi.known-networks.plist"
BEFORE = "Library/Preferences/SystemConfiguration/com.apple.airport.preferences.plist"


def write(disk: Path, path: str, value: dict[str, Any], form: plistlib.PlistFormat) -> None:
    file = disk / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(plistlib.dumps(value, fmt=form))


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_known_networks_are_read_and_where_they_were_is_not(
    tmp_path: Path, form: plistlib.PlistFormat
) -> None:
    day = datetime(2026, 11, 1, 12)  # noqa: DTZ001 - a property list holds naive dates, in UTC
    value = {
        "wifi.network.ssid.Gare": {
            "SSID": b"Gare",
            "SupportedSecurityTypes": "Open",
            "JoinedByUserAt": day,
            "Hidden": True,
            "__OSSpecific__": {"BSSIDList": [{"LEAKY_AP_BSSID": "02:00:00:00:00:01"}]},
        },
        "wifi.network.ssid.Hotel": {"SupportedSecurityTypes": "WPA2/WPA3 Personal"},
        "wifi.network.ssid.Non": {"SupportedSecurityTypes": "Open", "AutoJoinDisabled": True},
        "wifi.network.ssid.Nein": {"SupportedSecurityTypes": "Open", "AutoJoin": False},
        "something else": {"SupportedSecurityTypes": "Open"},
        "wifi.network.ssid.broken": "text",
    }
    write(tmp_path, KNOWN, value, form)
    found = saved(open_tree(tmp_path, fold=True))
    assert [(n.name, n.security.value, n.joins) for n in found.networks] == [
        ("Gare", "open", True),
        ("Hotel", "wpa2-wpa3", True),
        ("Nein", "open", False),
        ("Non", "open", False),
    ]
    assert (found.networks[0].used, found.networks[0].hidden) == (day.replace(tzinfo=UTC), True)
    assert "02:00" not in repr(found)
    assert found.unseen == ()


def test_known_networks_of_older_systems_are_read(tmp_path: Path) -> None:
    value = {
        "KnownNetworks": {
            "wifi.ssid.<47>": {"SSIDString": "Gare", "SecurityType": "Open"},
            "x": {"SSID": b"\xff", "SecurityType": "Quantum"},
        }
    }
    write(tmp_path, BEFORE, value, plistlib.FMT_XML)
    found = saved(open_tree(tmp_path, fold=True))
    assert [(n.ssid, n.security) for n in found.networks] == [
        (b"Gare", Security.OPEN),
        (b"\xff", Security.UNKNOWN),
    ]
    assert [c.reason for c in found.unseen] == [Reason.UNSUPPORTED]


@pytest.mark.parametrize("path", [KNOWN, BEFORE])
def test_lists_in_each_other_without_end_are_never_written_out(tmp_path: Path, path: str) -> None:
    """A list of the same list twice, forty times over: a few hundred bytes, 2**40 texts."""
    many: list[Any] = []
    for _ in range(40):
        many = [many, many]
    about = {"SSIDString": many, "SecurityType": many, "SupportedSecurityTypes": many}
    value = {"wifi.network.ssid.Gare": about, "KnownNetworks": {"x": about}}
    write(tmp_path, path, value, plistlib.FMT_BINARY)
    assert (tmp_path / path).stat().st_size < 1000
    found = saved(open_tree(tmp_path, fold=True))
    assert [n.security for n in found.networks] == [Security.UNKNOWN]


def test_without_a_list_the_question_does_not_apply(tmp_path: Path) -> None:
    with pytest.raises(NotHere):
        saved(open_tree(tmp_path, fold=True))


@settings(deadline=None)  # it writes files
@given(st.binary(max_size=200))
def test_a_list_of_any_bytes_is_read_or_damaged(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("disk")
    unknown = b"<?xml version='1.0' encoding='no-such'?><plist>"
    for whole in (data, b"bplist00" + data, b"<?xml version='1.0'?><plist>" + data, unknown + data):
        file = folder / KNOWN
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(whole)
        try:
            saved(open_tree(folder, fold=True))
        except CannotLook as cause:
            assert (cause.reason, cause.source) == (Reason.DAMAGED, "known networks")


def test_a_list_with_a_document_type_of_its_own_reads_no_other_file(tmp_path: Path) -> None:
    file = tmp_path / KNOWN
    file.parent.mkdir(parents=True)
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<plist version="1.0"><dict><key>a</key><string>&x;</string></dict></plist>'
    )
    with pytest.raises(CannotLook) as caught:
        saved(open_tree(tmp_path, fold=True))
    assert caught.value.reason is Reason.DAMAGED
