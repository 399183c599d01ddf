"""A logind of our own on a private bus: real D-Bus, made-up sessions, and a list of what was asked.

Needs only `dbus-daemon` and jeepney.
"""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jeepney import HeaderFields, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

from tests.demands import need_command

LOGIND = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"
_SETTINGS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>custom</type><keep_umask/><listen>unix:tmpdir={folder}</listen>
<servicedir>{services}</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


@contextmanager
def private_bus(folder: Path) -> Iterator[str]:
    """The address of a bus that lives as long as the block; it starts what `services` names."""
    need_command("dbus-daemon", "bus")
    services = folder / "services"
    services.mkdir(exist_ok=True)
    settings = folder / "bus.conf"
    settings.write_text(_SETTINGS.format(folder=quote(str(folder)), services=services))
    with subprocess.Popen(
        ["dbus-daemon", f"--config-file={settings}", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as daemon:
        try:
            assert daemon.stdout is not None
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


@dataclass
class Call:
    """What somebody asked of the stand-in."""

    path: str
    interface: str
    method: str


@dataclass
class Logind:
    """Answers as systemd-logind does; `silent` never answers."""

    address: str
    sessions: list[Mapping[str, tuple[str, Any]]]
    silent: bool = False
    calls: list[Call] = field(default_factory=list)

    def __enter__(self) -> Logind:
        self._connection: DBusConnection = open_dbus_connection(self.address)
        Proxy(message_bus, self._connection).RequestName(LOGIND)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._stop = False
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop = True
        self._thread.join()
        self._connection.close()

    def _serve(self) -> None:
        while not self._stop:
            try:
                message = self._connection.receive(timeout=0.05)
            except TimeoutError:
                continue
            if message.header.message_type is not MessageType.method_call:
                continue
            fields = message.header.fields
            path, method = fields[HeaderFields.path], fields[HeaderFields.member]
            self.calls.append(Call(path, fields.get(HeaderFields.interface, ""), method))
            if not self.silent:
                self._connection.send(self._answer(message, path, method))

    def _answer(self, message: Any, path: str, method: str) -> Any:  # noqa: ANN401 - untyped library
        if path == MANAGER and method == "ListSessions":
            listed = [
                (str(i), 1000, properties["Name"][1], "seat0", f"{MANAGER}/session/_3{i}")
                for i, properties in enumerate(self.sessions)
            ]
            return new_method_return(message, "a(susso)", (listed,))
        if method == "GetAll" and message.body == (f"{LOGIND}.Session",):
            properties = self.sessions[int(path.rpartition("_3")[2])]
            if "gone" not in properties:
                return new_method_return(message, "a{sv}", (dict(properties),))
        return new_error(message, "org.freedesktop.DBus.Error.UnknownObject", "s", (path,))


def session(name: str, start: datetime, **more: Any) -> Mapping[str, tuple[str, Any]]:  # noqa: ANN401
    """The properties of one session, as logind has them; `more` replaces some."""
    values = {
        "Name": name,
        "Timestamp": int(start.timestamp() * 1_000_000),
        "Class": "user",
        "State": "active",
        "Type": "wayland",
        "Remote": False,
        "Service": "gdm-password",
        "LockedHint": False,
    } | more
    signatures = {"Timestamp": "t", "Remote": "b", "LockedHint": "b"}
    return {key: (signatures.get(key, "s"), value) for key, value in values.items()}
