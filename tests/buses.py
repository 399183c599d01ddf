"""Services of our own on a private bus: real D-Bus, made-up answers, and a list of what was asked.

Needs only `dbus-daemon` and jeepney.
"""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import quote

from jeepney import HeaderFields, MessageType, message_bus, new_error
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

from tests.demands import need_command

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
class StandIn:
    """A service that answers as the one of its `name` does; `silent` never answers."""

    name: ClassVar[str]

    address: str
    silent: bool = field(default=False, kw_only=True)
    calls: list[Call] = field(default_factory=list, init=False)

    def __enter__(self) -> Self:
        self._connection: DBusConnection = open_dbus_connection(self.address)
        Proxy(message_bus, self._connection).RequestName(self.name)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._stop = False
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop = True
        self._thread.join()
        self._connection.close()

    def answer(self, message: Any, path: str, method: str) -> Any:  # noqa: ANN401 - untyped library
        """The message that answers a call."""
        raise NotImplementedError

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
                self._connection.send(self.answer(message, path, method))


def refused(message: Any, error: str = "org.freedesktop.DBus.Error.UnknownObject") -> Any:  # noqa: ANN401 - untyped library
    """The answer that says no."""
    return new_error(message, error, "s", ("no",))


def with_signatures(values: Mapping[str, Any], signatures: Mapping[str, str]) -> dict[str, Any]:
    """Properties as D-Bus carries them: each with its signature, a string where none is told."""
    return {key: (signatures.get(key, "s"), value) for key, value in values.items()}
