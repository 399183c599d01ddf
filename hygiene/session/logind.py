"""The questions put to logind: which sessions there are, and what each is. Only reads."""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageFlag, MessageType, Parser, new_method_call
from jeepney.bus import get_bus
from jeepney.io.blocking import prep_socket

from hygiene.session.starts import Session

_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_LOGIND = "org.freedesktop.login1"
_MANAGER = DBusAddress("/org/freedesktop/login1", _LOGIND, f"{_LOGIND}.Manager")
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SESSION = f"{_LOGIND}.Session"
# Classes of sessions (sd_session_get_class(3), systemd 257): user, user-early, user-light… are
# people; greeter, lock-screen, background, manager are not.
_PERSON = "user"
_CLOSING = "closing"
# The PAM services with which display managers log in by themselves: gdm-autologin,
# lightdm-autologin, sddm-autologin.
_AUTOMATIC = "-autologin"


class _NoAnswer(Exception):
    """The bus or logind answered with an error, or with something else."""


def sessions(address: str, until: float) -> list[Session]:
    """The open sessions of people; none where logind does not answer.

    Args:
        address: D-Bus address of a local system bus.
        until: On the monotonic clock, the moment after which nothing is waited for.
    """
    found: list[Session] = []
    try:
        with prep_socket(get_bus(address), timeout=_left(until)) as connection:
            bus = _Conversation(connection, until)
            bus.ask(_BUS, "Hello")
            (listed,) = bus.ask(_MANAGER, "ListSessions")
            for *_, path in listed:
                about = DBusAddress(path, _LOGIND, _PROPERTIES)
                try:
                    (properties,) = bus.ask(about, "GetAll", "s", (_SESSION,))
                except _NoAnswer:
                    continue  # it ended in between
                session = _session({name: value for name, (_, value) in properties.items()})
                if session is not None:
                    found.append(session)
    except Exception:
        # Whatever is wrong with the bus (no right, another protocol, silence, a broken answer):
        # the start of the session is unknown, and the report says so.
        return []
    return found


def _session(properties: Mapping[str, Any]) -> Session | None:
    if not str(properties.get("Class", "")).startswith(_PERSON):
        return None
    microseconds = properties.get("Timestamp", 0)
    if properties.get("State") == _CLOSING or not microseconds:
        return None
    return Session(
        user=properties["Name"],
        start=datetime.fromtimestamp(microseconds / 1e6, UTC).astimezone(),
        remote=bool(properties.get("Remote")),
        automatic=str(properties.get("Service", "")).endswith(_AUTOMATIC),
    )


class _Conversation:
    """Calls over one connection, one after the other, none later than the deadline.

    jeepney's own connection waits for the bus's greeting without limit (0.9, 2026).
    """

    def __init__(self, connection: socket.socket, until: float) -> None:
        self._connection, self._until, self._serial = connection, until, 0
        self._parser = Parser()

    def ask(
        self, about: DBusAddress, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> Any:  # noqa: ANN401 - whatever the method returns
        """The answer to one call; raises _NoAnswer, or OSError where time is over."""
        self._serial += 1
        call = new_method_call(about, method, signature or None, body)
        # To look must not start a service that does not run.
        call.header.flags |= MessageFlag.no_auto_start
        self._connection.settimeout(_left(self._until))
        self._connection.sendall(call.serialise(serial=self._serial))
        while True:
            message = self._parser.get_next_message()
            if message is None:
                self._connection.settimeout(_left(self._until))
                data = self._connection.recv(4096)
                if not data:
                    raise _NoAnswer
                self._parser.add_data(data)
            elif message.header.fields.get(HeaderFields.reply_serial) == self._serial:
                if message.header.message_type is not MessageType.method_return:
                    raise _NoAnswer
                return message.body


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
