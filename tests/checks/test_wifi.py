"""The Wi-Fi that people read of: in use and saved, named or not, seen or not."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("NetworkManager is Linux's", allow_module_level=True)

from tests.buses import private_bus
from tests.command import hygiene, unseen
from tests.here import Here
from tests.roots import FakeRoot
from tests.wifi.standin import NetworkManager, Point, Saved

ONLY = ("check", "--only", "wifi")
OPEN, WEP, TKIP = Point(b"BIBLIO-LIBRE"), Point(b"Vieux", 1), Point(b"Ancien", 1, 0x144)
OWE, WPA2 = Point(b"Ouvert+", 0, 0, 0x888), Point(b"Biblio", 1, 0, 0x188)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with private_bus(tmp_path_factory.mktemp("bus")) as found:
        yield found


@pytest.fixture
def here(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    return Here(tmp_path, address, monkeypatch)


@pytest.mark.parametrize(
    ("point", "severity"), [(OPEN, "high"), (WEP, "high"), (TKIP, "medium"), (OWE, "low")]
)
def test_the_network_in_use_weighs_what_its_protection_is_worth(
    address: str, here: Here, point: Point, severity: str
) -> None:
    with NetworkManager(address, [point], [Saved(b"x", "sae")], 0):
        (finding,) = here.the_check("wifi")["findings"]
    assert (finding["severity"], finding["count"]) == (severity, 1)
    assert finding["subject"] == point.ssid.decode() == finding["names"][0]
    assert finding["facts"]["in_use"] is True


def test_a_well_protected_network_is_clean(address: str, here: Here) -> None:
    with NetworkManager(address, [WPA2], [Saved(b"Biblio", "wpa-psk")], 0):
        check = here.the_check("wifi")
    assert (check["outcome"], check["findings"], check["unreadable"]) == ("clean", [], [])


def test_saved_networks_weigh_less_and_only_if_joined(address: str, here: Here) -> None:
    kept = [
        Saved(b"Gare"),
        Saved(b"Vieux", "none"),
        Saved(b"Ouvert+", "owe"),
        Saved(b"Non", autoconnect=False),
    ]
    with NetworkManager(address, saved=kept):
        check = here.the_check("wifi")
    assert {f["subject"]: f["severity"] for f in check["findings"]} == {
        "Gare": "medium",
        "Vieux": "low",
    }


def test_one_network_is_one_finding_in_use_and_saved(address: str, here: Here) -> None:
    with NetworkManager(address, [OPEN], [Saved(OPEN.ssid), Saved(OPEN.ssid)], 0):
        (finding,) = here.the_check("wifi")["findings"]
    assert finding["severity"] == "high"
    assert (finding["facts"]["in_use"], finding["facts"]["joins_by_itself"]) == (True, True)


def test_on_the_screen_it_is_a_matter_of_care_with_the_gesture_that_helps(
    address: str, here: Here
) -> None:
    kept = [Saved(b"Gare"), Saved(b"Hotel"), Saved(b"x", "sae")]
    with NetworkManager(address, [OPEN], kept, 0):
        fr = " ".join(here.check("wifi", lang="fr").out.split())
        en = " ".join(here.check("wifi").out.split())
    assert "1 PRUDENCE Wi-Fi « BIBLIO-LIBRE » : réseau ouvert, sans mot de passe." in fr
    assert "Demandez à l'accueil ; d'ici là, n'y saisissez ni code ni carte bancaire." in fr
    assert "2 PRUDENCE Cet ordinateur rejoint de lui-même 2 réseaux" in fr
    assert "mal protégés : Gare et Hotel." in fr
    assert '1 CAUTION Wi-Fi "BIBLIO-LIBRE": open network, without a password.' in en
    assert "forget what is no longer of use" in en


def test_a_portal_and_a_double_have_their_own_words(address: str, here: Here) -> None:
    double = Point(OPEN.ssid, 1, 0, 0x188)
    with NetworkManager(address, [OPEN], [Saved(b"x", "sae")], 0, 2):
        portal = " ".join(here.check("wifi").out.split())
    with NetworkManager(address, [OPEN, double], [Saved(b"x", "sae")], 0, tunnel="wireguard"):
        check = here.the_check("wifi")
        told = " ".join(here.check("wifi", verbose=True).out.split())
    assert "with a welcome page to fill in" in portal
    assert "never the code of another site" in portal
    facts = check["findings"][0]["facts"]
    assert (facts["evil_twin"], facts["vpn"], facts["captive_portal"]) == (True, True, False)
    assert "it may be a trap" in check["advice"][0]["steps"][0]
    assert "a VPN is on" in told


def test_without_names_no_network_can_be_told(address: str, here: Here) -> None:
    kept = [Saved(b"Gare"), Saved(b"Hotel"), Saved(b"x", "sae")]
    for form in ("json", "jsonl", "terminal", "markdown"):
        with NetworkManager(address, [OPEN], kept, 0):
            out = here.check("wifi", format=form, names=False).out
        for name in ("BIBLIO", "Gare", "Hotel"):
            assert name not in out, form
    with NetworkManager(address, [OPEN], kept, 0):
        check = here.the_check("wifi", names=False)
        lines = here.check("wifi", format="jsonl").out
    assert {f["message"]: f["count"] for f in check["findings"]} == {
        "Wi-Fi in use now: open network, without a password.": 1,
        "This computer joins 2 Wi-Fi networks without a password, or poorly protected,"
        " by itself.": 2,
    }
    assert "BIBLIO" not in lines and "Gare" not in lines


KEEPER = '[wifi]\ntrusted = ["BIBLIO-LIBRE"]\n'


def test_a_network_that_the_keeper_knows_only_informs(address: str, here: Here) -> None:
    with NetworkManager(address, [OPEN], [Saved(b"Gare"), Saved(OPEN.ssid)], 0):
        check = here.the_check("wifi", KEEPER)
        screen = here.check("wifi", KEEPER).out
    found = {f["subject"]: f["severity"] for f in check["findings"]}
    assert found == {"BIBLIO-LIBRE": "info", "Gare": "medium"}
    assert "BIBLIO" not in screen


def test_beside_its_double_even_a_known_network_is_a_stranger(address: str, here: Here) -> None:
    double = Point(OPEN.ssid, 1, 0, 0x188)
    with NetworkManager(address, [OPEN, double], [Saved(b"x", "sae")], 0):
        (finding,) = here.the_check("wifi", KEEPER)["findings"]
    assert (finding["severity"], finding["facts"]["trusted"]) == ("high", False)


def test_on_a_public_terminal_networks_of_other_days_are_not_named(
    address: str, here: Here
) -> None:
    with NetworkManager(address, [OPEN], [Saved(b"Gare"), Saved(b"Hotel")], 0):
        check = here.the_check("wifi", 'place = "public-terminal"\n')
    assert {(f["subject"], tuple(f["names"]), f["count"]) for f in check["findings"]} == {
        ("BIBLIO-LIBRE", ("BIBLIO-LIBRE",), 1),
        (None, (), 2),
    }


HOSTILE = [
    b"\xff\xfe caf\xe9",
    b"\x1b[2J\x1b[31mred",
    b"<script>alert(1)</script>",
    b"[bold red]x[/] `a` *b*",
    b"a\nb\r\nc",
    "\u202ednif".encode(),
    b"{network} {count}",
    b"\xf0\x9f\x92\xa9" * 8,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_acts_nowhere(address: str, here: Here, name: bytes) -> None:
    with NetworkManager(address, [Point(name)], [Saved(name), Saved(b"Gare")], 0):
        for form in ("terminal", "markdown", "json", "jsonl"):
            done = here.check("wifi", format=form, verbose=True)
            assert done.code == 1, form
            acting = ["\x1b", "\u202e", "\r", *(["<script"] if form != "terminal" else [])]
            assert [sign for sign in acting if sign in done.out] == [], form
            if form == "json":
                json.loads(done.out)


def test_denied_is_told_and_never_clean(address: str, here: Here) -> None:
    error = "org.freedesktop.NetworkManager.Settings.PermissionDenied"
    with NetworkManager(address, [WPA2], [Saved(b"x", refused=error)], 0):
        done = here.check("wifi", format="json")
    assert done.code == 3
    assert unseen(done.report) == {("wifi", "wifi-network", "NetworkManager", "denied")}
    assert done.report["checks"][0]["outcome"] == "unreadable"


def test_without_an_adapter_it_does_not_apply(address: str, here: Here) -> None:
    with NetworkManager(address, saved=[Saved(b"Gare")], adapter=False):
        check = here.the_check("wifi")
    assert (check["outcome"], check["findings"]) == ("not-applicable", [])


def test_a_silent_service_costs_two_seconds_at_most(address: str, here: Here) -> None:
    with NetworkManager(address, silent=True):
        begun = time.monotonic()
        check = here.the_check("wifi")
        assert time.monotonic() - begun < 6
    assert check["outcome"] in ("unreadable", "not-applicable")


def test_a_disk_that_is_not_running_tells_its_saved_networks(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "disk")
    folder = root.folder / "etc/NetworkManager/system-connections"
    folder.mkdir(parents=True)
    (folder / "x.nmconnection").write_text("[connection]\ntype=wifi\n[wifi]\nssid=Gare\n")
    (folder / "bad.nmconnection").write_text("nonsense")
    report = hygiene(*ONLY, "--root", root.folder, "--format", "json").report
    (check,) = report["checks"]
    assert [(f["subject"], f["severity"]) for f in check["findings"]] == [("Gare", "medium")]
    assert unseen(report) == {("wifi", "wifi-network", "NetworkManager", "damaged")}


def test_a_copied_home_has_no_networks_to_look_at(tmp_path: Path) -> None:
    (tmp_path / ".config").mkdir()
    report = hygiene(*ONLY, "--root", tmp_path, "--format", "json").report
    assert report["checks"][0]["outcome"] == "not-applicable"
