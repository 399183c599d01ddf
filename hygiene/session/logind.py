"""The questions put to logind: which sessions there are, and what each is. Only reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from jeepney import DBusAddress

from hygiene.dbus.conversation import NoAnswer, conversation
from hygiene.session.starts import Session

SOURCE = "logind"
_LOGIND = "org.freedesktop.login1"
_MANAGER = DBusAddress("/org/freedesktop/login1", _LOGIND, f"{_LOGIND}.Manager")
_SESSION = f"{_LOGIND}.Session"
# Classes of sessions (sd_session_get_class(3), systemd 257): user, user-early, user-light… are
# people; greeter, lock-screen, background, manager are not.
_PERSON = "user"
_CLOSING = "closing"
# The PAM services with which display managers log in by themselves: gdm-autologin,
# lightdm-autologin, sddm-autologin.
_AUTOMATIC = "-autologin"


def sessions(address: str, until: float) -> list[Session]:
    """The open sessions of people.

    Args:
        address: D-Bus address of a local system bus.
        until: On the monotonic clock, the moment after which nothing is waited for.

    Raises:
        CannotLook: logind does not answer, or not as it should.
    """
    found: list[Session] = []
    with conversation(address, until, SOURCE) as bus:
        (listed,) = bus.ask(_MANAGER, "ListSessions")
        for *_, path in listed:
            try:
                properties = bus.properties(_LOGIND, path, _SESSION)
            except NoAnswer as error:
                if error.gone:
                    continue  # it ended in between
                raise
            session = _session(properties)
            if session is not None:
                found.append(session)
    return found


def _session(properties: Mapping[str, Any]) -> Session | None:
    if not str(properties.get("Class", "")).startswith(_PERSON):
        return None
    microseconds = properties.get("Timestamp", 0)
    if properties.get("State") == _CLOSING or not microseconds:
        return None
    return Session(
        user=str(properties["Name"]),
        start=datetime.fromtimestamp(microseconds / 1e6, UTC).astimezone(),
        remote=bool(properties.get("Remote")),
        automatic=str(properties.get("Service", "")).endswith(_AUTOMATIC),
        desktop=str(properties.get("Desktop", "")),
        graphical=properties.get("Type") in ("x11", "wayland", "mir"),
    )
