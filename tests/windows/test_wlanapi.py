"""Wi-Fi asked of a stand-in for wlanapi, where Windows has its own: see wlanapi.c."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.demands import cannot_run
from tests.roots import FakeHome
from tests.windows.running import hygiene

pytestmark = pytest.mark.windows

#: DOT11_AUTH_ALGORITHM and DOT11_CIPHER_ALGORITHM of windot11.h.
OPEN, SHARED_KEY, RSNA_PSK, VENDOR = 1, 2, 7, 0x80000000
NONE, WEP40, CCMP, WEP104 = 0, 1, 4, 5
#: winerror.h
DENIED, NO_SERVICE = 5, 1062

#: What the stand-in always has: the one saved network that is open and joined by itself.
SAVED = ("Gare Gratuit", "medium", "open", False)


class Look(NamedTuple):
    """What one run of the command told, and what it asked the stand-in."""

    code: int
    outcome: str
    findings: list[tuple[str, str, str, bool]]
    """Name, severity, protection, whether it is in use."""
    unseen: list[str]
    calls: list[str]
    """Each function with its number: flags, a version, an address."""


Looks = Callable[..., Look]


@pytest.fixture
def look(home: FakeHome, tmp_path: Path) -> Looks:
    """Looks at this Windows through the stand-in, which is told what the test says."""
    program = Path(sys.executable).with_name("with-wlanapi.exe")
    if not program.exists():
        cannot_run("no stand-in for wlanapi: run.sh makes it with mingw's compiler", "windows")
    calls = tmp_path / "wlanapi.log"

    def _look(**told: int) -> Look:
        told = {"AUTH": RSNA_PSK, "CIPHER": CCMP} | told
        env = {f"STANDIN_{name}": str(value) for name, value in told.items()}
        env["STANDIN_LOG"] = str(calls)
        words = ("check", "--only", "wifi", "--format", "json")
        done = hygiene(*words, home=home.path, env=env, program=program)
        assert "canari" not in done.out + done.err
        (check,) = done.report["checks"]
        return Look(
            done.code,
            check["outcome"],
            [_finding(each) for each in check["findings"]],
            [each["reason"] for each in check["unreadable"]],
            calls.read_text("ascii").splitlines(),
        )

    return _look


def _finding(found: dict[str, Any]) -> tuple[str, str, str, bool]:
    (name,) = found["names"]
    assert found["facts"]["joins_by_itself"] is not found["facts"]["in_use"]
    return name, found["severity"], found["facts"]["security"], found["facts"]["in_use"]


@pytest.mark.parametrize(
    ("auth", "cipher", "security"),
    [(OPEN, NONE, "open"), (OPEN, WEP104, "wep"), (SHARED_KEY, WEP40, "wep")],
)
def test_a_network_in_use_that_anybody_reads_is_a_danger(
    look: Looks, auth: int, cipher: int, security: str
) -> None:
    seen = look(AUTH=auth, CIPHER=cipher)
    assert seen.findings == [("Bibliothèque", "high", security, True), SAVED]
    assert (seen.code, seen.outcome, seen.unseen) == (1, "found", [])


def test_a_protected_network_in_use_and_saved_ones_are_not_told(look: Looks) -> None:
    seen = look(AUTH=RSNA_PSK, CIPHER=CCMP)
    assert (seen.code, seen.findings, seen.unseen) == (1, [SAVED], [])


def test_a_protection_that_nobody_knows_is_not_taken_for_one(look: Looks) -> None:
    seen = look(AUTH=VENDOR, CIPHER=CCMP)
    assert (seen.code, seen.findings, seen.unseen) == (1, [SAVED], ["unsupported"])


def test_what_windows_refuses_costs_only_what_it_refuses(look: Looks) -> None:
    seen = look(AUTH=OPEN, CIPHER=NONE, WlanQueryInterface=DENIED)
    assert (seen.code, seen.findings, seen.unseen) == (1, [SAVED], ["location-privacy"])
    _given_back(seen.calls)


def test_networks_that_may_not_be_listed_are_not_none(look: Looks) -> None:
    seen = look(WlanGetProfileList=DENIED)
    assert (seen.code, seen.outcome) == (3, "unreadable")
    assert (seen.findings, seen.unseen) == ([], ["denied"])
    _given_back(seen.calls)


def test_a_service_that_does_not_run_is_told(look: Looks) -> None:
    seen = look(WlanOpenHandle=NO_SERVICE)
    assert (seen.code, seen.outcome, seen.unseen) == (3, "unreadable", ["service-absent"])
    assert seen.calls == ["WlanOpenHandle 2"]


def test_it_asks_for_what_is_there_without_a_key_and_starts_nothing(look: Looks) -> None:
    asked = [call for call in look().calls if not call.startswith(("gave ", "back "))]
    assert asked == [
        "WlanOpenHandle 2",
        "WlanEnumInterfaces 0",
        "WlanGetProfileList 0",  # of the adapter that is idle: nothing is in use there
        "WlanQueryInterface 7",
        "WlanGetProfileList 0",
        *["WlanGetProfile 0"] * 4,  # 4 would be WLAN_PROFILE_GET_PLAINTEXT_KEY
        "WlanCloseHandle 0",
    ]


def test_everything_that_is_given_is_given_back(look: Looks) -> None:
    # The adapters, two lists of profiles, the connection, and three profiles: one is gone.
    assert _given_back(look().calls) == 7


def _given_back(calls: list[str]) -> int:
    """How much was given, all of which came back once, and nothing else with it."""
    given = Counter(call.removeprefix("gave ") for call in calls if call.startswith("gave "))
    back = Counter(call.removeprefix("back ") for call in calls if call.startswith("back "))
    assert given == back
    assert not [call for call in calls if call.startswith("not-ours ")]
    assert calls[-1] == "WlanCloseHandle 0"
    return given.total()
