"""Windows' profile of a saved network: a few elements by their paths, and never its key.

Elements are matched whatever their namespace: later Windows write the same in newer ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from hygiene.errors import CannotLook, Reason
from hygiene.filesystem.xmlfile import read_xml
from hygiene.wifi.network import Network
from hygiene.wifi.wlan import security

#: Everything that is kept; `sharedKey/keyMaterial` is not here and is dropped as it is met.
_WANTED = {
    "WLANProfile/SSIDConfig/SSID/hex",
    "WLANProfile/SSIDConfig/SSID/name",
    "WLANProfile/SSIDConfig/nonBroadcast",
    "WLANProfile/connectionMode",
    "WLANProfile/MSM/security/authEncryption/authentication",
    "WLANProfile/MSM/security/authEncryption/encryption",
}
_LONGEST = 256
_MOST_NAMES = 100


def networks(data: bytes, encoding: str | None = None) -> list[Network]:
    """The networks of one profile: one for each name that it stands for.

    Args:
        data: The XML.
        encoding: What it is in, where its own declaration does not count.

    Raises:
        CannotLook: DAMAGED where it is no such profile, or declares a document type.
    """
    reader = _Reader()
    read_xml(data, reader, encoding)
    found = list(reader.networks())
    if not found:
        raise CannotLook(Reason.DAMAGED, detail="no network")
    return found


class _Reader:
    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}

    def element(self, path: str, attributes: object) -> None:
        if path in _WANTED:
            values = self._found.setdefault(path, [])
            if len(values) >= _MOST_NAMES:
                raise CannotLook(Reason.TOO_BIG)
            values.append("")

    def text(self, path: str, text: str) -> None:
        if path in _WANTED:
            values = self._found[path]
            values[-1] += text
            if len(values[-1]) > _LONGEST:
                raise CannotLook(Reason.TOO_BIG)

    def networks(self) -> Iterator[Network]:
        protection = security(
            "authentication",
            self._one("MSM/security/authEncryption/authentication"),
            "encryption",
            self._one("MSM/security/authEncryption/encryption"),
        )
        for ssid in self._names():
            yield Network(
                ssid=ssid,
                security=protection,
                # The schema's usual value is `auto` (recalled).
                joins=self._one("connectionMode").casefold() != "manual",
                hidden=self._one("SSIDConfig/nonBroadcast").casefold() == "true",
            )

    def _names(self) -> list[bytes]:
        try:
            names = [bytes.fromhex(word) for word in self._all("SSIDConfig/SSID/hex")]
        except ValueError:
            names = []
        # The name in hexadecimal is exact: the other may have lost what is no UTF-8.
        return names or [
            word.encode("utf-8", "surrogatepass") for word in self._all("SSIDConfig/SSID/name")
        ]

    def _all(self, path: str) -> list[str]:
        return self._found.get(f"WLANProfile/{path}", [])

    def _one(self, path: str) -> str:
        return next(iter(self._all(path)), "").strip()
