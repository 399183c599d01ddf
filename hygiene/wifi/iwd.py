"""The questions put to iwd over D-Bus, where it runs alone. Only reads.

RECALLED (its documentation, 2.x): names of interfaces and properties; nothing was run against a
real iwd.
"""

from __future__ import annotations

from hygiene.data import load
from hygiene.dbus.conversation import conversation
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.wifi.network import Network, Security, Wifi

SOURCE = "iwd"
_IWD = "net.connman.iwd"


def wifi(address: str, until: float) -> Wifi:
    """What iwd knows; it tells the kind of key, not its generation.

    Raises:
        NotHere: It knows of no adapter.
        CannotLook: It does not answer.
    """
    with conversation(address, until, SOURCE) as bus:
        objects = bus.objects(_IWD, "/")
    if not any(f"{_IWD}.Device" in each for each in objects.values()):
        raise NotHere
    found = []
    for each in objects.values():
        for interface in ("Network", "KnownNetwork"):
            about = each.get(f"{_IWD}.{interface}")
            if about is None:
                continue
            in_use = interface == "Network"
            if in_use and not about.get("Connected"):
                continue
            found.append(
                Network(
                    ssid=str(about.get("Name", "")).encode("utf-8", "surrogateescape"),
                    security=_security(about.get("Type")),
                    in_use=in_use,
                    joins=not in_use and bool(about.get("AutoConnect", True)),
                    hidden=bool(about.get("Hidden", False)),
                )
            )
    unknown = any(network.security is Security.UNKNOWN for network in found)
    missed = (CannotLook(Reason.UNSUPPORTED, SOURCE, "type"),) if unknown else ()
    return Wifi(tuple(found), missed)


def _security(kind: object) -> Security:
    words = load("hygiene.wifi", "security.toml")["iwd"]
    return Security(words.get(str(kind), Security.UNKNOWN))
