"""A NetworkManager of our own on a private bus: enough for nmcli, and it notes every call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import NAMESPACE_DNS, uuid5

from jeepney import new_method_return

from tests.buses import StandIn, refused, with_signatures

NM = "org.freedesktop.NetworkManager"
ROOT, MANAGER = "/org/freedesktop", "/org/freedesktop/NetworkManager"
SETTINGS = f"{MANAGER}/Settings"
_ADAPTER = f"{MANAGER}/Devices/1"
_NAMES = {
    "ay": "Ssid",
    "y": "Strength",
    "i": "LastSeen",
    "x": "LastScan",
    "(uu)": "StateReason",
    "u": "Flags WpaFlags RsnFlags Frequency Mode MaxBitrate State StateFlags DeviceType Bitrate"
    " Connectivity WirelessCapabilities Metered",
    "o": "Connection SpecificObject ActiveConnection ActiveAccessPoint Master PrimaryConnection",
    "ao": "Devices AllDevices AccessPoints AvailableConnections ActiveConnections Connections",
    "b": "Vpn Default Default6 Managed Autoconnect Unsaved CanModify Startup NetworkingEnabled"
    " WirelessEnabled WirelessHardwareEnabled WwanEnabled WwanHardwareEnabled"
    " ConnectivityCheckEnabled ConnectivityCheckAvailable",
}
_SIGNATURES = {name: signature for signature, names in _NAMES.items() for name in names.split()}


class Point(NamedTuple):
    """An access point within reach, with the flags by which it tells its protection."""

    ssid: bytes
    flags: int = 0
    wpa: int = 0
    rsn: int = 0


class Saved(NamedTuple):
    """A saved connection; `key_mgmt` None: no protection. `refused`: an error instead."""

    ssid: bytes
    key_mgmt: str | None = None
    autoconnect: bool | None = None
    hidden: bool = False
    mode: str = "infrastructure"
    kind: str = "802-11-wireless"
    refused: str = ""

    def settings(self) -> dict[str, dict[str, tuple[str, Any]]]:
        name = self.ssid.decode("utf-8", "replace")
        told: dict[str, dict[str, tuple[str, Any]]] = {
            "connection": {
                "id": ("s", name),
                "uuid": ("s", str(uuid5(NAMESPACE_DNS, name))),
                "type": ("s", self.kind),
                "timestamp": ("t", 1_700_000_000),
            },
            "802-11-wireless": {
                "ssid": ("ay", self.ssid),
                "mode": ("s", self.mode),
                "hidden": ("b", self.hidden),
            },
            "ipv4": {"method": ("s", "auto")},
            "ipv6": {"method": ("s", "auto")},
        }
        if self.autoconnect is not None:
            told["connection"]["autoconnect"] = ("b", self.autoconnect)
        if self.key_mgmt is not None:
            # The real one never tells keys here; whoever kept one would be found out.
            told["802-11-wireless-security"] = {
                "key-mgmt": ("s", self.key_mgmt),
                "psk": ("s", "the key on the wall"),
            }
        return told


@dataclass
class NetworkManager(StandIn):
    """Answers as NetworkManager 1.42 does; `active` is the number of the point in use."""

    name = NM

    points: Sequence[Point] = ()
    saved: Sequence[Saved] = ()
    active: int | None = None
    connectivity: int = 4
    state: int = 100
    mode: int = 2
    tunnel: str = ""
    adapter: bool = True
    refuses: str = ""
    objects: dict[str, dict[str, Any]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        points = [f"{MANAGER}/AccessPoint/{i}" for i, _ in enumerate(self.points)]
        saved = [f"{SETTINGS}/{i}" for i, _ in enumerate(self.saved)]
        for number, (path, point) in enumerate(zip(points, self.points, strict=True)):
            self._add(path, "AccessPoint", _point(point, number))
        for path in saved:
            self._add(path, "Settings.Connection", {"Unsaved": False, "Flags": 0, "Filename": ""})
        used = "/" if self.active is None else points[self.active]
        actives = []
        if self.active is not None and self.saved:
            actives.append(self._active(0, "wifi", "802-11-wireless", used))
        if self.tunnel:
            actives.append(self._active(1, "tunnel", self.tunnel, "/"))
        if self.adapter:
            now = actives[0] if actives and used != "/" else "/"
            self._add(_ADAPTER, "Device", _device(self.state, now))
            wireless = {"ActiveAccessPoint": used, "AccessPoints": points, "Mode": self.mode}
            self._add(_ADAPTER, "Device.Wireless", {**_WIRELESS, **wireless})
        adapters = [_ADAPTER] if self.adapter else []
        self._add(SETTINGS, "Settings", {"Connections": saved, "CanModify": True, "Hostname": "t"})
        self._add(
            MANAGER,
            "",
            {
                **_MANAGER,
                "Connectivity": self.connectivity,
                "Devices": adapters,
                "AllDevices": adapters,
                "ActiveConnections": actives,
            },
        )

    def _add(self, path: str, interface: str, properties: Mapping[str, Any]) -> None:
        name = f"{NM}.{interface}" if interface else NM
        self.objects.setdefault(path, {})[name] = with_signatures(properties, _SIGNATURES)

    def _active(self, number: int, name: str, kind: str, point: str) -> str:
        path = f"{MANAGER}/ActiveConnection/{number}"
        about = {
            "Connection": f"{SETTINGS}/{number}",
            "SpecificObject": point,
            "Id": name,
            "Uuid": str(uuid5(NAMESPACE_DNS, name)),
            "Type": kind,
            "Devices": [_ADAPTER],
            "State": 2,
            "StateFlags": 0,
            "Default": True,
            "Default6": False,
            "Vpn": kind == "vpn",
            "Master": "/",
        }
        self._add(path, "Connection.Active", about)
        return path

    def answer(self, message: Any, path: str, method: str) -> Any:  # noqa: ANN401 - untyped library
        if self.refuses:
            return refused(message, self.refuses)
        if method == "GetManagedObjects" and path == ROOT:
            return new_method_return(message, "a{oa{sa{sv}}}", (self.objects,))
        if method == "GetSettings":
            saved = self.saved[int(path.rpartition("/")[2])]
            if saved.refused:
                return refused(message, saved.refused)
            return new_method_return(message, "a{sa{sv}}", (saved.settings(),))
        if method == "GetPermissions":
            return new_method_return(message, "a{ss}", ({},))
        return refused(message, "org.freedesktop.DBus.Error.UnknownMethod")


_WIRELESS = {
    "HwAddress": "02:00:00:00:00:ff",
    "PermHwAddress": "02:00:00:00:00:ff",
    "Bitrate": 5400,
    "LastScan": 1,
    "WirelessCapabilities": 255,
}
_MANAGER = {
    "Version": "1.42.4",
    "State": 70,
    "ConnectivityCheckAvailable": True,
    "ConnectivityCheckEnabled": True,
    "Startup": False,
    "NetworkingEnabled": True,
    "WirelessEnabled": True,
    "WirelessHardwareEnabled": True,
    "WwanEnabled": False,
    "WwanHardwareEnabled": False,
    "PrimaryConnection": "/",
    "Metered": 0,
}


def _device(state: int, active: str) -> dict[str, Any]:
    return {
        "Interface": "wlan0",
        "IpInterface": "wlan0",
        "DeviceType": 2,
        "State": state,
        "StateReason": (state, 0),  # what nmcli goes by
        "ActiveConnection": active,
        "AvailableConnections": [],
        "Managed": True,
        "Autoconnect": True,
        "Driver": "made-up",
    }


def _point(point: Point, number: int) -> dict[str, Any]:
    return {
        "Ssid": point.ssid,
        "HwAddress": f"02:00:00:00:00:{number:02x}",
        "Frequency": 2412,
        "Strength": 70,
        "Mode": 2,
        "MaxBitrate": 54000,
        "LastSeen": 1,
        "Flags": point.flags,
        "WpaFlags": point.wpa,
        "RsnFlags": point.rsn,
    }
