"""What a system bus may answer to the questions of logind, NetworkManager and iwd."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Self
from unittest.mock import patch

from jeepney import HeaderFields, Message, MessageType
from jeepney.low_level import Endianness, Header

from hygiene.dbus import conversation
from hygiene.session import logind
from hygiene.session.people import other_people
from hygiene.session.starts import starts
from hygiene.wifi import iwd, networkmanager
from tests.browsers.profiles import MORNING, micro
from tests.fuzz.parser import Parser, every
from tests.wifi.standin import MANAGER, NM, Point, Saved


class _Said:
    """A connection to somebody who has said all that there will be, and hears nothing."""

    def __init__(self, data: bytes) -> None:
        self._left = data

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def settimeout(self, seconds: float) -> None:
        pass

    def sendall(self, data: bytes) -> None:
        pass

    def recv(self, count: int) -> bytes:
        said, self._left = self._left[:count], self._left[count:]
        return said


def _asked(data: bytes) -> object:
    until = time.monotonic() + 9

    def of(ask: Callable[[str, float], Any]) -> Any:  # noqa: ANN401 - whatever it answers
        with (
            patch.object(conversation, "prep_socket", lambda *_, **__: _Said(data)),
            patch.object(conversation, "get_bus", str),
        ):
            return ask("unix:path=/x", until)

    def sat_down() -> object:
        found = of(logind.sessions)
        told = list(other_people(found, "alice"))
        return found, starts(found, None, datetime.now(UTC)), told

    def around(ask: Callable[[str, float], Any]) -> object:
        found = of(ask)
        return [(network, network.name) for network in found.networks]

    return every(sat_down, lambda: around(networkmanager.wifi), lambda: around(iwd.wifi))


def _answer(serial: int, signature: str, *body: object) -> bytes:
    fields = {HeaderFields.reply_serial: serial, HeaderFields.signature: signature}
    header = Header(Endianness.little, MessageType.method_return, 0, 1, 0, 0, fields)
    said: bytes = Message(header, body).serialise(serial=serial)
    return said


def _objects(objects: dict[str, Any]) -> bytes:
    return _answer(1, "s", ":1.7") + _answer(2, "a{oa{sa{sv}}}", objects)


_SESSION = {
    "Name": ("s", "bob"),
    "Timestamp": ("t", micro(MORNING)),
    "Class": ("s", "user"),
    "State": ("s", "active"),
    "Type": ("s", "wayland"),
    "Remote": ("b", False),
}
_POINT, _DEVICE = f"{MANAGER}/AccessPoint/1", f"{MANAGER}/Devices/1"
_NEAR = Point(b"Gare", 1, 0, 0x188)
_OBJECTS = {
    MANAGER: {NM: {"Connectivity": ("u", 4)}},
    _POINT: {
        f"{NM}.AccessPoint": {
            "Ssid": ("ay", _NEAR.ssid),
            "Flags": ("u", _NEAR.flags),
            "WpaFlags": ("u", _NEAR.wpa),
            "RsnFlags": ("u", _NEAR.rsn),
        }
    },
    _DEVICE: {
        f"{NM}.Device": {"State": ("u", 100)},
        f"{NM}.Device.Wireless": {"ActiveAccessPoint": ("o", _POINT), "Mode": ("u", 2)},
    },
    f"{MANAGER}/ActiveConnection/1": {
        f"{NM}.Connection.Active": {"State": ("u", 2), "Type": ("s", "vpn")}
    },
    f"{MANAGER}/Settings/1": {f"{NM}.Settings.Connection": {"Unsaved": ("b", False)}},
}
_IWD = "net.connman.iwd"
_NETWORK = {"Name": ("s", "Gare"), "Type": ("s", "open"), "Connected": ("b", True)}


def _one_session(properties: dict[str, Any]) -> bytes:
    listed = [("2", 1000, "bob", "seat0", "/org/freedesktop/login1/s")]
    return (
        _answer(1, "s", ":1.7") + _answer(2, "a(susso)", listed) + _answer(3, "a{sv}", properties)
    )


BUSES: dict[str, Parser] = {
    "dbus": Parser(
        _asked,
        (
            _one_session(_SESSION),
            _one_session({**_SESSION, "Name": ("as", ["bob"])}),
            _objects(_OBJECTS) + _answer(3, "a{sa{sv}}", Saved(b"Gare", "wpa-psk").settings()),
            _objects(
                {"/n": {f"{_IWD}.Network": _NETWORK}, "/d": {f"{_IWD}.Device": {}}},
            ),
        ),
    )
}
