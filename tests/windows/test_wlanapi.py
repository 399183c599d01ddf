"""Wi-Fi asked of a wlanapi of our own, whose structures are those of an independent header."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from hygiene.errors import Reason
from hygiene.wifi.network import Network, Security, Wifi
from hygiene.wifi.windows import running
from tests.demands import cannot_run

pytestmark = pytest.mark.windows

#: DOT11_AUTH_ALGORITHM and DOT11_CIPHER_ALGORITHM of windot11.h.
OPEN, RSNA_PSK = 1, 7
NONE, WEP104, CCMP = 0, 5, 4


@pytest.fixture
def library() -> Iterator[Any]:
    """The stand-in that tests/windows/wlanapi.c describes; nobody may have asked for a key."""
    loaded = _loaded(os.environ.get("HYGIENE_WLANAPI", ""))
    yield loaded
    assert loaded.StandInForbidden() == 0


def _loaded(place: str) -> Any:  # noqa: ANN401 - only Windows knows its type
    if not place:
        cannot_run("no stand-in for wlanapi: gcc-mingw-w64-x86-64-win32 makes it", "windows")
    if sys.platform == "win32":
        import ctypes

        return ctypes.WinDLL(place)
    return None


def look(library: Any, auth: int, cipher: int, *, denied: bool = False) -> Wifi:  # noqa: ANN401
    told = {"AUTH": auth, "CIPHER": cipher, "DENIED": int(denied)}
    os.environ.update({f"STANDIN_{name}": str(value) for name, value in told.items()})
    found = Wifi()
    if sys.platform == "win32":
        from ctypes import wintypes

        from hygiene.wifi.wlanapi import WlanApi

        found = running(WlanApi(library, wintypes.HANDLE(1)))
    return found


@pytest.mark.parametrize(
    ("auth", "cipher", "security"),
    [
        (OPEN, NONE, Security.OPEN),
        (OPEN, WEP104, Security.WEP),
        (RSNA_PSK, CCMP, Security.WPA2),
        (99, CCMP, Security.UNKNOWN),
    ],
)
def test_the_network_in_use_is_told_by_its_protection(
    library: Any,  # noqa: ANN401
    auth: int,
    cipher: int,
    security: Security,
) -> None:
    seen = look(library, auth, cipher)
    (used,) = [network for network in seen.networks if network.in_use]
    assert (used.name, used.security) == ("Bibliothèque", security)
    assert bool(seen.unseen) is (security is Security.UNKNOWN)


def test_saved_networks_are_told_and_their_keys_are_not(library: Any) -> None:  # noqa: ANN401
    seen = look(library, RSNA_PSK, CCMP)
    saved = {n.name: n for n in seen.networks if not n.in_use}
    assert {name: (n.security, n.joins) for name, n in saved.items()} == {
        "Gare Gratuit": (Security.OPEN, True),
        "Maison": (Security.WPA2, True),
    }
    assert all(isinstance(network, Network) for network in saved.values())
    assert "canari" not in repr(seen)


def test_what_windows_refuses_for_privacy_is_no_missing_adapter(library: Any) -> None:  # noqa: ANN401
    seen = look(library, OPEN, NONE, denied=True)
    assert [(cause.reason, cause.source) for cause in seen.unseen] == [
        (Reason.LOCATION_PRIVACY, "wlanapi")
    ]
    assert not [network for network in seen.networks if network.in_use]
    assert len(seen.networks) == 2


def test_everything_that_is_given_is_given_back(library: Any) -> None:  # noqa: ANN401
    before = library.StandInFreed()
    look(library, OPEN, NONE)
    # The adapters, the connection, the list of profiles and each of the two.
    assert library.StandInFreed() - before == 5
