"""Wi-Fi on Windows: from bytes laid out as its headers say, and from profile files of a disk."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.clock import Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import open_tree
from hygiene.wifi import profile_xml, wlan
from hygiene.wifi.network import Security, Wifi
from hygiene.wifi.windows import running, saved

GUID = bytes(range(16))
NAMESPACE = "http://www.microsoft.com/networking/WLAN/profile/v1"


def wide(text: str, size: int) -> bytes:
    return text.encode("utf-16-le").ljust(size, b"\0")


def interfaces(*states: int) -> bytes:
    items = [GUID + wide("Intel", 512) + struct.pack("<I", state) for state in states]
    assert {len(item) for item in items} <= {532}
    return struct.pack("<II", len(items), 0) + b"".join(items)


def profiles(*names: str) -> bytes:
    items = [wide(name, 512) + struct.pack("<I", 0) for name in names]
    return struct.pack("<II", len(items), 0) + b"".join(items)


def connection(ssid: bytes, auth: int, cipher: int) -> bytes:
    data = struct.pack("<II", 1, 0) + wide("profile", 512)
    data += struct.pack("<I", len(ssid)) + ssid.ljust(32, b"\0")
    data += struct.pack("<I6s2xIIIII", 1, b"\2\0\0\0\0\1", 7, 0, 80, 1, 1)
    data += struct.pack("<IIII", auth != 1, 0, auth, cipher)
    assert len(data) == 604
    return data


def profile(
    ssid: bytes = b"Gare",
    authentication: str = "open",
    encryption: str = "none",
    mode: str = "auto",
    namespace: str = NAMESPACE,
    more: str = "",
) -> str:
    return f"""<?xml version="1.0"?>
<WLANProfile xmlns="{namespace}"><name>whatever</name>
<SSIDConfig><SSID><hex>{ssid.hex().upper()}</hex><name>lost</name></SSID>
<nonBroadcast>true</nonBroadcast></SSIDConfig>
<connectionType>ESS</connectionType><connectionMode>{mode}</connectionMode>
<MSM><security><authEncryption><authentication>{authentication}</authentication>
<encryption>{encryption}</encryption><useOneX>false</useOneX></authEncryption>
<sharedKey><keyType>passPhrase</keyType><protected>false</protected>
<keyMaterial>correct horse battery</keyMaterial></sharedKey></security></MSM>{more}
</WLANProfile>"""


class Windows:
    """A wlanapi that answers with bytes, or refuses."""

    def __init__(self, *, state: int = 1, ssid: bytes = b"Gare", auth: int = 1) -> None:
        self.state, self.ssid, self.auth = state, ssid, auth
        self.cipher = 0
        self.level = 3
        self.kept: dict[str, str | CannotLook | type[NotHere]] = {}
        self.refuses: CannotLook | None = None

    def interfaces(self) -> bytes:
        return interfaces(self.state)

    def connection(self, guid: bytes) -> bytes:
        assert guid == GUID
        if self.refuses is not None:
            raise self.refuses
        return connection(self.ssid, self.auth, self.cipher)

    def profiles(self, guid: bytes) -> bytes:
        return profiles(*self.kept)

    def profile(self, guid: bytes, name: str) -> str:
        found = self.kept[name]
        if isinstance(found, str):
            return found
        raise found

    def connectivity(self) -> int:
        return self.level


@pytest.mark.parametrize(
    ("auth", "cipher", "security"),
    [
        (1, 0, Security.OPEN),
        (1, 1, Security.WEP),
        (1, 5, Security.WEP),
        (1, 0x101, Security.WEP),
        (1, 4, Security.UNKNOWN),
        (2, 1, Security.WEP),
        (3, 2, Security.WPA_ENTERPRISE),
        (4, 2, Security.WPA_TKIP),
        (4, 4, Security.WPA),
        (5, 4, Security.UNKNOWN),
        (6, 4, Security.ENTERPRISE),
        (7, 4, Security.WPA2),
        (7, 2, Security.WPA_TKIP),
        (8, 9, Security.WPA3_ENTERPRISE),
        (9, 4, Security.WPA3),
        (10, 4, Security.OWE),
        (11, 4, Security.WPA3_ENTERPRISE),
        (0x80000000, 0, Security.UNKNOWN),
    ],
)
def test_the_network_in_use_is_read_at_its_offsets(
    auth: int, cipher: int, security: Security
) -> None:
    network = wlan.connection(connection(b"Caf\xc3\xa9 \xff", auth, cipher))
    assert (network.ssid, network.security, network.in_use) == (b"Caf\xc3\xa9 \xff", security, True)


def test_the_lists_are_read_at_their_offsets() -> None:
    assert [i.connected for i in wlan.interfaces(interfaces(1, 4))] == [True, False]
    assert wlan.profiles(profiles("Gare", "Café à l'été")) == ["Gare", "Café à l'été"]


@given(st.binary(max_size=1300))
def test_bytes_that_are_no_structure_are_told(data: bytes) -> None:
    for read in (wlan.interfaces, wlan.profiles, wlan.connection):
        try:
            read(data)
        except CannotLook as cause:
            assert cause.reason is Reason.UNSUPPORTED
        except UnicodeDecodeError:
            pytest.fail("undecodable")


def test_in_use_and_saved_are_told_together() -> None:
    windows = Windows()
    windows.kept = {"Gare": profile(), "Hotel": profile(b"Hotel", "WPA2PSK", "AES", "manual")}
    found = running(windows)
    assert [(n.name, n.security.value, n.in_use, n.joins) for n in found.networks] == [
        ("Gare", "open", True, False),
        ("Gare", "open", False, True),
        ("Hotel", "wpa2", False, False),
    ]
    assert found.unseen == ()
    assert "horse" not in repr(found)


@pytest.mark.parametrize(("level", "portal"), [(0, None), (1, False), (3, False), (4, True)])
def test_a_captive_portal_is_what_windows_already_knows(level: int, portal: bool | None) -> None:
    windows = Windows()
    windows.level = level
    assert running(windows).networks[0].portal is portal


def test_location_privacy_is_told_and_costs_only_what_is_in_use() -> None:
    windows = Windows()
    windows.refuses = CannotLook(Reason.LOCATION_PRIVACY, "wlanapi")
    windows.kept = {"Gare": profile(), "gone": NotHere, "no": CannotLook(Reason.DENIED)}
    found = running(windows)
    assert [(n.name, n.in_use) for n in found.networks] == [("Gare", False)]
    assert [(c.reason, c.source) for c in found.unseen] == [
        (Reason.LOCATION_PRIVACY, "wlanapi"),
        (Reason.DENIED, "wlanapi"),
    ]


def test_an_adapter_that_is_not_connected_has_nothing_in_use() -> None:
    assert running(Windows(state=4)) == Wifi()


def test_a_protection_that_nobody_knows_is_never_open() -> None:
    found = running(Windows(auth=99))
    assert found.networks[0].security is Security.UNKNOWN
    assert [c.reason for c in found.unseen] == [Reason.UNSUPPORTED]


@pytest.mark.parametrize(
    ("authentication", "encryption", "security"),
    [
        ("open", "none", Security.OPEN),
        ("open", "WEP", Security.WEP),
        ("shared", "WEP", Security.WEP),
        ("WPAPSK", "TKIP", Security.WPA_TKIP),
        ("WPA2PSK", "AES", Security.WPA2),
        ("WPA3SAE", "AES", Security.WPA3),
        ("OWE", "AES", Security.OWE),
        ("WPA2", "AES", Security.ENTERPRISE),
        ("WPA3ENT192", "GCMP256", Security.WPA3_ENTERPRISE),
        ("Ouvrir", "Aucun", Security.UNKNOWN),
        ("", "", Security.UNKNOWN),
    ],
)
def test_a_profile_is_told_by_its_words(
    authentication: str, encryption: str, security: Security
) -> None:
    text = profile(b"\xff", authentication, encryption, namespace="urn:newer")
    (network,) = profile_xml.networks(text.encode())
    assert (network.ssid, network.security) == (b"\xff", security)
    assert (network.joins, network.hidden) == (True, True)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><WLANProfile>&b;</WLANProfile>'
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><WLANProfile/>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.DAMAGED),
        (b"\x93garbage\0" * 10, Reason.DAMAGED),
        (b"<WLANProfile/>", Reason.DAMAGED),
        (profile()[:200].encode(), Reason.DAMAGED),
        (BOMB.encode(), Reason.DAMAGED),
        (OUTSIDE.encode(), Reason.DAMAGED),
        (b"<a>" * 100, Reason.DAMAGED),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', Reason.DAMAGED),
        (profile(b"x" * 999).encode(), Reason.TOO_BIG),
    ],
)
def test_a_profile_that_is_none_is_told(data: bytes, reason: Reason) -> None:
    with pytest.raises(CannotLook) as caught:
        profile_xml.networks(data)
    assert caught.value.reason is reason


@given(st.binary(max_size=300))
def test_a_profile_of_any_bytes_is_read_or_refused(data: bytes) -> None:
    for whole in (data, b"<WLANProfile><SSIDConfig>" + data + b"</SSIDConfig></WLANProfile>"):
        try:
            profile_xml.networks(whole)
        except CannotLook as cause:
            assert cause.reason in (Reason.DAMAGED, Reason.TOO_BIG)


FOLDER = "ProgramData/Microsoft/Wlansvc/Profiles/Interfaces"


def test_the_profiles_of_a_disk_are_read(tmp_path: Path) -> None:
    disk = open_tree(tmp_path, fold=True)
    with pytest.raises(NotHere):
        saved(disk, Deadline.after(60))
    folder = tmp_path / FOLDER.replace("Wlansvc", "WLANSVC") / "{IF}"
    folder.mkdir(parents=True)
    (folder / "{1}.xml").write_text(profile())
    (folder / "{2}.XML").write_bytes(
        profile(b"Hotel", "WPA2PSK", "AES")
        .replace('"1.0"', '"1.0" encoding="utf-16"')
        .encode("utf-16")
    )
    (folder / "{3}.xml").write_text(BOMB)
    found = saved(disk, Deadline.after(60))
    assert {(n.name, n.security.value) for n in found.networks} == {
        ("Gare", "open"),
        ("Hotel", "wpa2"),
    }
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.DAMAGED, "Wi-Fi profiles")]
