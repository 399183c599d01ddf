"""What is known of one Wi-Fi network, and of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hygiene.errors import CannotLook


class Security(StrEnum):
    """How a network keeps others from reading along; the words are those of the report's facts."""

    OPEN = "open"
    WEP = "wep"
    WPA_TKIP = "wpa-tkip"
    WPA = "wpa"
    WPA_WPA2 = "wpa-wpa2"
    WPA2 = "wpa2"
    WPA2_WPA3 = "wpa2-wpa3"
    WPA3 = "wpa3"
    OWE = "owe"
    """Encrypted, but nobody proves whose network it is."""
    WPA_ENTERPRISE = "wpa-enterprise"
    ENTERPRISE = "enterprise"
    WPA3_ENTERPRISE = "wpa3-enterprise"
    PROTECTED = "protected"
    """It has a key; which generation of WPA, nothing tells."""
    UNKNOWN = "unknown"
    """Never taken for open; what could not be seen is told beside it."""


@dataclass(frozen=True, slots=True)
class Network:
    """One network: in use now, or saved; its key is not among what is known of it."""

    ssid: bytes
    """Up to 32 bytes of any encoding; empty where the system masks it."""
    security: Security
    in_use: bool = False
    joins: bool = False
    """Whether it is saved, and joined without a question."""
    hidden: bool = False
    """Whether the computer calls it by name wherever it is."""
    portal: bool | None = None
    """Whether a page stands between it and the Internet; None where unknown, or not in use."""
    vpn: bool | None = None
    twin: bool | None = None
    """Whether another point nearby has the same name and another protection: a hint, no proof."""
    used: datetime | None = None
    """When it was last in use; aware."""

    @property
    def name(self) -> str:
        """The name as text; bytes that are no UTF-8 stay lone surrogates, which are escaped."""
        return self.ssid.strip(b"\0").decode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class Wifi:
    """Every network that was seen, and why others were not."""

    networks: tuple[Network, ...] = ()
    unseen: tuple[CannotLook, ...] = ()
