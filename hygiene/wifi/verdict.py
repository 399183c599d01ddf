"""What protects a network, from the flags of its access point, and what the report says of it."""

from __future__ import annotations

from collections.abc import Iterator

from hygiene.data import load
from hygiene.machine import Machine
from hygiene.model import Answer, Finding, Scalar, Severity
from hygiene.wifi.network import Network, Security, Wifi

# nm-dbus-interface.h of NetworkManager 1.42 (verified); RSN is the mark of WPA2 and WPA3.
_PRIVACY = 0x1
_PAIR_TKIP, _PAIR_CCMP = 0x4, 0x8
_PSK, _ENTERPRISE, _SAE = 0x100, 0x200, 0x400
_OWE, _OWE_TRANSITION, _SUITE_B_192 = 0x800, 0x1000, 0x2000
_EVERY = 0x3FFF

_BARE = frozenset({Security.OPEN, Security.WEP})


def classify(flags: int, wpa: int, rsn: int) -> Security:
    """The protection that an access point announces, from its three sets of flags.

    A sign that is not known makes the answer UNKNOWN where nothing else decides, never OPEN.
    """
    both = wpa | rsn
    if rsn & _SUITE_B_192:
        return Security.WPA3_ENTERPRISE
    if both & _ENTERPRISE:
        return Security.ENTERPRISE if rsn & _ENTERPRISE else Security.WPA_ENTERPRISE
    if rsn & _SAE:
        return Security.WPA2_WPA3 if both & _PSK else Security.WPA3
    if both & _PSK:
        if not both & _PAIR_CCMP and (both & _PAIR_TKIP or not rsn & _PSK):
            return Security.WPA_TKIP
        if not rsn & _PSK:
            return Security.WPA
        return Security.WPA_WPA2 if wpa & _PSK else Security.WPA2
    if rsn & _OWE:
        return Security.OWE
    if both & _OWE_TRANSITION and not both & ~_EVERY:
        # The open half of a pair: in the clear unless the computer moves to the other half.
        return Security.OPEN
    if both:
        return Security.UNKNOWN
    return Security.WEP if flags & _PRIVACY else Security.OPEN


def looks_like_twins(one: Security, other: Security) -> bool:
    """Whether two points of one name, protected so, may not be of one owner.

    One that asks for no key beside one that does is a hint. OWE beside open is a transition.
    """
    known = {one, other} - {Security.UNKNOWN, Security.OWE}
    return bool(known & _BARE) and bool(known - _BARE)


def answers(wifi: Wifi, machine: Machine) -> Iterator[Answer]:
    """One finding for each name that weighs something; what was not seen with them."""
    for same in _by_name(wifi.networks):
        weight, network = max(
            ((_weight(network), network) for network in same),
            key=lambda pair: (pair[0] is not None, pair[0] or Severity.INFO, pair[1].in_use),
        )
        if weight is not None:
            yield _finding(network, weight, any(each.joins for each in same), machine)
    yield from wifi.unseen


def _by_name(networks: tuple[Network, ...]) -> Iterator[list[Network]]:
    found: dict[bytes, list[Network]] = {}
    for number, network in enumerate(networks):
        # Two networks without a name are two.
        key = network.ssid.strip(b"\0") or b"\0%d" % number
        found.setdefault(key, []).append(network)
    yield from found.values()


def _weight(network: Network) -> Severity | None:
    table = load("hygiene.wifi", "security.toml")["weight"]
    state = "in_use" if network.in_use else "joins" if network.joins else ""
    word = table.get(state, {}).get(network.security.value)
    return None if word is None else Severity.of(word)


def _finding(network: Network, weight: Severity, joins: bool, machine: Machine) -> Finding:
    name = network.name
    # A name proves nothing: beside its double, even the keeper's own network is a stranger.
    trusted = name in machine.trusted_networks and not network.twin
    facts: dict[str, Scalar] = {
        "security": network.security.value,
        "in_use": network.in_use,
        "joins_by_itself": joins,
        "hidden": network.hidden,
        "trusted": trusted,
    }
    if network.in_use:
        facts |= {
            "captive_portal": network.portal,
            "vpn": network.vpn,
            "evil_twin": network.twin,
        }
    named = bool(name) and _may_name(network, machine)
    return Finding(
        subject=name if named else None,
        names=(name,) if named else (),
        severity=Severity.INFO if trusted else weight,
        first=network.used,
        last=network.used,
        facts=facts,
    )


def _may_name(network: Network, machine: Machine) -> bool:
    """On a public terminal only what dates from this session is named; what is in use does."""
    since = machine.clock.names_from
    if since is None or network.in_use:
        return True
    return network.used is not None and network.used >= since
