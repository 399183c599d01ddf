"""The questions put to NetworkManager over D-Bus: what is in use, what is saved. Only reads.

`GetManagedObjects` tells of devices, access points already known and connections at once; it makes
nobody scan, nor try whether the Internet is there. `GetSettings` never tells a key (its contract).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jeepney import DBusAddress

from hygiene.clock import moment
from hygiene.data import load
from hygiene.dbus.conversation import Conversation, NoAnswer, bare, conversation
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.wifi.network import Network, Security, Wifi
from hygiene.wifi.verdict import classify, looks_like_twins

SOURCE = "NetworkManager"
_NM = "org.freedesktop.NetworkManager"
_ROOT, _MANAGER = "/org/freedesktop", "/org/freedesktop/NetworkManager"
_WIRELESS = f"{_NM}.Device.Wireless"
_ACTIVE = f"{_NM}.Connection.Active"
_SAVED = f"{_NM}.Settings.Connection"
# nm-dbus-interface.h of 1.42 (verified).
_UNKNOWN, _PORTAL = 0, 2
_ASSOCIATED = range(70, 101)  # NM_DEVICE_STATE_IP_CONFIG to ACTIVATED
_HOTSPOT = 3  # NM_802_11_MODE_AP: this computer is the access point
_ACTIVATED = 2
_TUNNELS = ("vpn", "wireguard")
_WIFI = "802-11-wireless"

Objects = Mapping[str, Mapping[str, Mapping[str, Any]]]


def wifi(address: str, until: float) -> Wifi:
    """What NetworkManager knows, without asking it to do anything.

    Args:
        address: D-Bus address of a local system bus.
        until: On the monotonic clock, the moment after which nothing is waited for.

    Raises:
        NotHere: It knows of no Wi-Fi adapter.
        CannotLook: It does not answer (SERVICE_ABSENT, DENIED, TIME…).
    """
    with conversation(address, until, SOURCE) as bus:
        objects = bus.objects(_NM, _ROOT)
        manager = objects.get(_MANAGER, {}).get(_NM)
        if manager is None:
            raise CannotLook(Reason.SERVICE_ABSENT, SOURCE)
        adapters = [each[_WIRELESS] for each in objects.values() if _WIRELESS in each]
        used = list(_in_use(objects, manager))
        saved, missed = _saved(bus, [path for path, each in objects.items() if _SAVED in each])
        unseen = {(cause.reason, cause.source): cause for cause in [*_unknown(used), *missed]}
    if not adapters:
        raise NotHere
    return Wifi((*used, *saved), tuple(unseen.values()))


def _in_use(objects: Objects, manager: Mapping[str, Any]) -> Iterator[Network]:
    points = {
        path: (_ssid(point["Ssid"]), _security(point))
        for path, each in objects.items()
        if (point := each.get(f"{_NM}.AccessPoint"))
    }
    tunnel = any(
        active.get("State") == _ACTIVATED and (active.get("Vpn") or active.get("Type") in _TUNNELS)
        for each in objects.values()
        if (active := each.get(_ACTIVE))
    )
    connectivity = manager.get("Connectivity", _UNKNOWN)
    for each in objects.values():
        wireless, device = each.get(_WIRELESS, {}), each.get(f"{_NM}.Device", {})
        here = points.get(wireless.get("ActiveAccessPoint", ""))
        if here is None or wireless.get("Mode") == _HOTSPOT:
            continue
        if device.get("State") not in _ASSOCIATED:
            continue
        ssid, security = here
        yield Network(
            ssid=ssid,
            security=security,
            in_use=True,
            portal=None if connectivity == _UNKNOWN else connectivity == _PORTAL,
            vpn=tunnel,
            twin=any(
                other == ssid and looks_like_twins(security, protected)
                for other, protected in points.values()
            ),
        )


def _ssid(value: object) -> bytes:
    # `bytes` of a number would be as many zeros.
    return bytes(value) if isinstance(value, (bytes, list)) else b""


def _security(point: Mapping[str, Any]) -> Security:
    return classify(*(point.get(name, 0) for name in ("Flags", "WpaFlags", "RsnFlags")))


def _unknown(used: Iterable[Network]) -> Iterator[CannotLook]:
    for network in used:
        if network.security is Security.UNKNOWN:
            yield CannotLook(Reason.UNSUPPORTED, SOURCE, "security")


def _saved(bus: Conversation, paths: Iterable[str]) -> tuple[list[Network], list[CannotLook]]:
    found, missed = [], []
    for path in paths:
        try:
            (settings,) = bus.ask(DBusAddress(path, _NM, _SAVED), "GetSettings")
        except NoAnswer as error:
            if not error.gone:  # else it was deleted in between
                missed.append(error.cause(SOURCE))
            continue
        except TimeoutError:
            missed.append(CannotLook(Reason.TIME, SOURCE))
            break
        network = saved({name: bare(section) for name, section in settings.items()})
        if network is not None:
            found.append(network)
            if network.security is Security.UNKNOWN:
                missed.append(CannotLook(Reason.UNSUPPORTED, SOURCE, "key-mgmt"))
    return found, missed


def saved(settings: Mapping[str, Mapping[str, Any]]) -> Network | None:
    """The network of one saved connection; None where it is none that this computer joins.

    Args:
        settings: Sections by name, with `ssid` as bytes; only what is needed here is looked at.
    """
    connection, wireless = settings.get("connection", {}), settings.get(_WIFI, {})
    if connection.get("type") != _WIFI or wireless.get("mode") == "ap":
        return None
    protection = settings.get(f"{_WIFI}-security")
    security = Security.OPEN
    if protection is not None:
        words = load("hygiene.wifi", "security.toml")["key_mgmt"]
        security = Security(words.get(protection.get("key-mgmt"), Security.UNKNOWN))
    return Network(
        ssid=_ssid(wireless.get("ssid")),
        security=security,
        joins=bool(connection.get("autoconnect", True)),
        hidden=bool(wireless.get("hidden", False)),
        used=moment(connection.get("timestamp")),
    )
