"""A logind of our own on a private bus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jeepney import new_method_return

from tests.buses import StandIn, refused, with_signatures

LOGIND = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"


@dataclass
class Logind(StandIn):
    """Answers as systemd-logind does."""

    name = LOGIND

    sessions: list[Mapping[str, tuple[str, Any]]]

    def answer(self, message: Any, path: str, method: str) -> Any:  # noqa: ANN401 - untyped library
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
        return refused(message)


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
    return with_signatures(values, signatures)
