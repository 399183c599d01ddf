"""`wpa_supplicant.conf`: its `network={…}` blocks, and of them only what is no secret."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hygiene.data import load
from hygiene.wifi.network import Network, Security

_KEPT = ("ssid", "key_mgmt", "disabled", "scan_ssid", "mode")
_WEP = re.compile(rb"wep_key[0-3]|wep_tx_keyidx")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2})+")
_ESCAPED = re.compile(rb"\\(x[0-9A-Fa-f]{2}|[0-7]{1,3}|.)", re.DOTALL)
_OCTAL = tuple(b"%d" % digit for digit in range(8))
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"e": b"\x1b"}
_ACCESS_POINT = b"2"
#: Where no `key_mgmt` stands: WPA-PSK WPA-EAP (recalled: its sample file).
_USUAL = b"WPA-PSK"
_RANK = (
    Security.UNKNOWN,
    Security.OPEN,
    Security.WEP,
    Security.OWE,
    Security.PROTECTED,
    Security.WPA3,
    Security.ENTERPRISE,
    Security.WPA3_ENTERPRISE,
)


def networks(data: bytes) -> Iterator[Network]:
    """The networks of a file; blocks without a name are joined with whatever there is, and told."""
    block: dict[str, bytes] | None = None
    wep = False
    for line in data.split(b"\n"):
        line = line.strip()
        if block is None:
            if re.fullmatch(rb"network\s*=\s*\{.*", line):
                block, wep = {}, False
        elif line.startswith(b"}"):
            network = _network(block, wep)
            if network is not None:
                yield network
            block = None
        elif not line.startswith(b"#"):
            key, _, value = line.partition(b"=")
            name = key.strip().decode("ascii", "replace")
            wep = wep or _WEP.fullmatch(key.strip()) is not None
            if name in _KEPT:
                block[name] = value.strip()


def _network(block: dict[str, bytes], wep: bool) -> Network | None:
    if block.get("mode") == _ACCESS_POINT:
        return None
    words = block.get("key_mgmt", _USUAL).decode("ascii", "replace").split()
    table = load("hygiene.wifi", "security.toml")["wpa_supplicant"]
    known = [Security(table.get(word, Security.UNKNOWN)) for word in words]
    security = max(known, key=_RANK.index, default=Security.UNKNOWN)
    if security is Security.OPEN and wep:
        security = Security.WEP
    return Network(
        ssid=_ssid(block.get("ssid", b'""')),
        security=security,
        joins=block.get("disabled", b"0") != b"1",
        hidden=block.get("scan_ssid", b"0") == b"1",
    )


def _ssid(value: bytes) -> bytes:
    """A name in quotes as it is, `P"…"` with escapes, else in hexadecimal."""
    if len(value) >= 3 and value[:2] == b'P"' and value.endswith(b'"'):
        return _ESCAPED.sub(_escape, value[2:-1])
    if len(value) >= 2 and value.startswith(b'"') and value.endswith(b'"'):
        return value[1:-1]
    return bytes.fromhex(value.decode("ascii")) if _HEX.fullmatch(value) else b""


def _escape(match: re.Match[bytes]) -> bytes:
    what = match[1]
    if len(what) > 1 and what.startswith(b"x"):
        return bytes([int(what[1:], 16)])
    if what[:1] in _OCTAL:  # `\9` is a 9
        return bytes([int(what, 8) & 0xFF])
    return _LETTERS.get(what, what)
