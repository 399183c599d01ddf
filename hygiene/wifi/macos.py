"""Wi-Fi on macOS: what system_profiler says of the network in use, and the list of known ones.

RECALLED or from public parsers and a forensic image: nothing here was run on a real Mac.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from hygiene.data import load
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.jsonfile import dig, objects
from hygiene.filesystem.plistfile import date_of, parse_plist
from hygiene.filesystem.tree import Tree
from hygiene.machine import Machine
from hygiene.wifi.network import Network, Security, Wifi

#: The program by its whole path: nobody but the system may put another there.
_PROFILER = "/usr/sbin/system_profiler"
_SOURCE = "system_profiler"
_KNOWN = "known networks"
#: Seconds; one public measurement is 2.7.
_TIMEOUT = 10.0
_MOST = 16 << 20
#: Since macOS 11, then before.
_PLIST = "Library/Preferences/com.apple.wifi.known-networks.plist"
_OLD_PLIST = "Library/Preferences/SystemConfiguration/com.apple.airport.preferences.plist"
_PREFIX = "wifi.network.ssid."
_CONNECTED = "spairport_status_connected"
_MASKED = "<redacted>"


def wifi(machine: Machine, tree: Tree) -> Wifi:
    """What is in use and what is saved; of a disk that is not running only what is saved."""
    if not machine.live:
        return saved(tree)
    parts = []
    try:
        parts.append(running(_asked(machine)))
    except CannotLook as cause:
        parts.append(Wifi(unseen=(cause,)))
    try:
        parts.append(saved(tree))
    except NotHere:
        pass  # nothing was ever joined
    except CannotLook as cause:
        parts.append(Wifi(unseen=(cause,)))
    return Wifi(
        tuple(network for part in parts for network in part.networks),
        tuple(cause for part in parts for cause in part.unseen),
    )


def _asked(machine: Machine) -> bytes:
    seconds = min(_TIMEOUT, machine.deadline.left)
    if seconds <= 0:
        raise CannotLook(Reason.TIME, _SOURCE)
    try:
        done = subprocess.run(
            [_PROFILER, "SPAirPortDataType", "-json"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            env={"LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired:
        raise CannotLook(Reason.TIME, _SOURCE) from None
    except OSError:
        raise CannotLook(Reason.SERVICE_ABSENT, _SOURCE) from None
    return done.stdout


def running(said: bytes) -> Wifi:
    """The networks in use, from what `system_profiler SPAirPortDataType -json` said.

    Names may be masked where the protection is not. Neighbours are listed too; of them only those
    of the same name count, as a hint.

    Raises:
        NotHere: There is no Wi-Fi adapter.
        CannotLook: DAMAGED where this is no such answer.
    """
    if len(said) > _MOST:
        raise CannotLook(Reason.TOO_BIG, _SOURCE)
    try:
        told = json.loads(said)
    except (ValueError, RecursionError):
        raise CannotLook(Reason.DAMAGED, _SOURCE, "no JSON") from None
    if not isinstance(told, dict) or "SPAirPortDataType" not in told:
        raise CannotLook(Reason.DAMAGED, _SOURCE, "no answer")
    adapters = [
        adapter
        for each in objects(told["SPAirPortDataType"])
        for adapter in objects(each.get("spairport_airport_interfaces"))
        # awdl0 has no state, and a network that is none.
        if "spairport_status_information" in adapter
    ]
    if not adapters:
        raise NotHere
    found = list(_in_use(adapters))
    return Wifi(tuple(found), tuple(_unknown(found, adapters)))


def _in_use(adapters: list[dict[str, Any]]) -> Iterator[Network]:
    from hygiene.wifi.verdict import looks_like_twins

    for adapter in adapters:
        here = dig(adapter, "spairport_current_network_information")
        if adapter["spairport_status_information"] != _CONNECTED or not isinstance(here, dict):
            continue
        ssid, protection = _named(here), _security(here)
        around = objects(adapter.get("spairport_airport_other_local_wireless_networks"))
        twin = any(
            _named(each) == ssid and looks_like_twins(protection, _security(each))
            for each in around
        )
        yield Network(
            ssid=ssid,
            security=protection,
            in_use=True,
            twin=twin if ssid and around else None,
        )


def _named(about: Mapping[str, Any]) -> bytes:
    name = about.get("_name")
    if not isinstance(name, str) or name == _MASKED:
        return b""
    return name.encode("utf-8", "surrogatepass")


def _security(about: Mapping[str, Any]) -> Security:
    mode = _text(about.get("spairport_security_mode"))
    # Apple writes some of them without the first letter.
    token = mode.removeprefix("s").removeprefix("pairport_security_mode_")
    words = load("hygiene.wifi", "security.toml")["macos"]["mode"]
    return Security(words.get(token, Security.UNKNOWN))


def _text(value: object) -> str:
    """The same if it is a text: lists may hold each other without end."""
    return value if isinstance(value, str) else ""


def _unknown(found: list[Network], adapters: list[dict[str, Any]]) -> Iterator[CannotLook]:
    """Why a protection is not known: it is masked, or a word that we do not know."""
    if all(network.security is not Security.UNKNOWN for network in found):
        return
    modes = [
        dig(adapter, "spairport_current_network_information", "spairport_security_mode")
        for adapter in adapters
    ]
    masked = any(mode in (None, "", _MASKED) for mode in modes)
    yield CannotLook(Reason.REDACTED if masked else Reason.UNSUPPORTED, _SOURCE, "security")


def saved(tree: Tree) -> Wifi:
    """The known networks of a Mac; the list is root's.

    Raises:
        NotHere: There is no such list.
        CannotLook: It cannot be read, or is none.
    """
    for path, read in ((_PLIST, _known), (_OLD_PLIST, _known_before)):
        try:
            known = parse_plist(tree.read(path, _MOST))
        except NotHere:
            continue
        except CannotLook as cause:
            raise CannotLook(cause.reason, _KNOWN, cause.detail) from None
        found = tuple(read(known))
        unknown = any(network.security is Security.UNKNOWN for network in found)
        missed = (CannotLook(Reason.UNSUPPORTED, _KNOWN, "security"),) if unknown else ()
        return Wifi(found, missed)
    raise NotHere


def _known(value: dict[str, Any]) -> Iterator[Network]:
    for key, about in value.items():
        if not key.startswith(_PREFIX) or not isinstance(about, dict):
            continue
        name = about.get("SSID")
        yield Network(
            ssid=name if isinstance(name, bytes) else key.removeprefix(_PREFIX).encode(),
            security=_supported(about.get("SupportedSecurityTypes")),
            joins=about.get("AutoJoinDisabled") is not True and about.get("AutoJoin") is not False,
            hidden=about.get("Hidden") is True,
            used=_latest(about, "JoinedByUserAt", "JoinedBySystemAt"),
        )


def _known_before(value: dict[str, Any]) -> Iterator[Network]:
    known = value.get("KnownNetworks")
    for about in known.values() if isinstance(known, dict) else ():
        if isinstance(about, dict):
            name = about.get("SSID", about.get("SSIDString", ""))
            yield Network(
                ssid=name if isinstance(name, bytes) else _text(name).encode("utf-8", "replace"),
                security=_supported(about.get("SecurityType")),
                joins=about.get("AutoLogin") is not False,
                used=_latest(about, "LastConnected"),
            )


def _supported(words: object) -> Security:
    if not isinstance(words, str):
        return Security.UNKNOWN
    known = load("hygiene.wifi", "security.toml")["macos"]["supported"]
    return Security(known.get(words.casefold(), Security.UNKNOWN))


def _latest(about: dict[str, Any], *keys: str) -> datetime | None:
    dates = [date for key in keys if (date := date_of(about.get(key)))]
    return max(dates, default=None)
