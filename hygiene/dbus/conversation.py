"""One conversation with the system bus, bounded in time and in size."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageFlag, MessageType, Parser, new_method_call
from jeepney.bus import get_bus
from jeepney.io.blocking import prep_socket

from hygiene.errors import CannotLook, Reason

_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_PROPERTIES = "org.freedesktop.DBus.Properties"
_OBJECTS = "org.freedesktop.DBus.ObjectManager"
#: Bytes of one answer; a NetworkManager with a thousand networks needs less than one million.
_MOST = 16 * 1024 * 1024
#: Errors by which the bus says that nobody has that name.
_ABSENT = ("ServiceUnknown", "NameHasNoOwner")
#: Errors by which the bus or a service refuses; NetworkManager's own is PermissionDenied.
_DENIED = ("AccessDenied", "AuthFailed", "PermissionDenied", "InteractiveAuthorizationRequired")
#: Errors of an object that is not there (any more).
_GONE = ("UnknownObject", "UnknownMethod", "UnknownInterface", "InvalidConnection", "NotFound")


class NoAnswer(Exception):
    """The bus or a service answered with an error; `error` is its name."""

    def __init__(self, error: str = "") -> None:
        super().__init__(error)
        self.error = error

    @property
    def gone(self) -> bool:
        """Whether what was asked about is not there (any more)."""
        return self.error.endswith(_GONE)

    def cause(self, source: str) -> CannotLook:
        """The same as a reason of the report."""
        reason = Reason.UNSUPPORTED
        if self.error.endswith(_ABSENT):
            reason = Reason.SERVICE_ABSENT
        elif self.error.endswith(_DENIED):
            reason = Reason.DENIED
        return CannotLook(reason, source, self.error.rpartition(".")[2])


@contextmanager
def conversation(address: str, until: float, source: str = "") -> Iterator[Conversation]:
    """A connection to the bus at `address`.

    Args:
        address: D-Bus address of a local bus.
        until: On the monotonic clock, the moment after which nothing is waited for.
        source: What the report calls who is asked.

    Raises:
        CannotLook: Whatever is wrong with the bus (no right, silence, another protocol, a broken
            answer), and whatever the block lets through of NoAnswer.
    """
    try:
        with prep_socket(get_bus(address), timeout=_left(until)) as connection:
            bus = Conversation(connection, until)
            bus.ask(_BUS, "Hello")
            yield bus
    except CannotLook:
        raise
    except NoAnswer as error:
        raise error.cause(source) from None
    except TimeoutError:
        raise CannotLook(Reason.TIME, source, "no answer") from None
    except PermissionError:
        raise CannotLook(Reason.DENIED, source) from None
    except OSError as error:
        # Nobody listens at the socket, or who did is gone.
        raise CannotLook(Reason.SERVICE_ABSENT, source, type(error).__name__) from None
    except Exception as error:
        raise CannotLook(Reason.UNSUPPORTED, source, type(error).__name__) from None


class Conversation:
    """Calls over one connection, one after the other, none later than the deadline.

    jeepney's own connection waits for the bus's greeting without limit (0.9, 2026).
    """

    def __init__(self, connection: socket.socket, until: float) -> None:
        self._connection, self._until, self._serial = connection, until, 0
        self._parser = Parser()

    def ask(
        self, about: DBusAddress, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> Any:  # noqa: ANN401 - whatever the method returns
        """The answer to one call; raises NoAnswer, or OSError where time is over."""
        self._serial += 1
        call = new_method_call(about, method, signature or None, body)
        # To look must not start a service that does not run.
        call.header.flags |= MessageFlag.no_auto_start
        self._connection.settimeout(_left(self._until))
        self._connection.sendall(call.serialise(serial=self._serial))
        received = 0
        while True:
            message = self._parser.get_next_message()
            if message is None:
                self._connection.settimeout(_left(self._until))
                data = self._connection.recv(65536)
                received += len(data)
                if not data:
                    raise NoAnswer
                if received > _MOST:
                    raise CannotLook(Reason.TOO_BIG, detail="D-Bus answer")
                self._parser.add_data(data)
            elif message.header.fields.get(HeaderFields.reply_serial) == self._serial:
                if message.header.message_type is not MessageType.method_return:
                    raise NoAnswer(str(message.header.fields.get(HeaderFields.error_name, "")))
                return message.body

    def properties(self, service: str, path: str, interface: str) -> dict[str, Any]:
        """Every property of one object, by name."""
        about = DBusAddress(path, service, _PROPERTIES)
        (found,) = self.ask(about, "GetAll", "s", (interface,))
        return bare(found)

    def objects(self, service: str, path: str) -> dict[str, dict[str, dict[str, Any]]]:
        """Every object of a service: path, then interface, then property."""
        (found,) = self.ask(DBusAddress(path, service, _OBJECTS), "GetManagedObjects")
        return {
            path: {interface: bare(properties) for interface, properties in interfaces.items()}
            for path, interfaces in found.items()
        }


def bare(properties: dict[str, tuple[str, Any]]) -> dict[str, Any]:
    """The values of properties without their signatures."""
    return {name: value for name, (_, value) in properties.items()}


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
