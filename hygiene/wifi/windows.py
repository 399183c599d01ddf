"""Wi-Fi on Windows: asked of wlanapi, or read in the profile files of a disk."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from hygiene.clock import Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import Tree
from hygiene.machine import Machine
from hygiene.wifi import profile_xml, wlan
from hygiene.wifi.network import Network, Security, Wifi

SOURCE = "wlanapi"
_FOLDER = "ProgramData/Microsoft/Wlansvc/Profiles/Interfaces"
_PROFILES = "Wi-Fi profiles"
_MOST = 1 << 20
_MOST_FILES = 2000
#: NL_NETWORK_CONNECTIVITY_LEVEL_HINT (learn.microsoft.com): 0 unknown, 4 a page stands before.
_UNKNOWN, _CONSTRAINED = 0, 4


class Api(Protocol):
    """What wlanapi answers; each call raises CannotLook with its reason."""

    def interfaces(self) -> bytes:
        """A WLAN_INTERFACE_INFO_LIST."""

    def connection(self, guid: bytes) -> bytes:
        """The WLAN_CONNECTION_ATTRIBUTES of one adapter; LOCATION_PRIVACY since Windows 11 24H2."""

    def profiles(self, guid: bytes) -> bytes:
        """A WLAN_PROFILE_INFO_LIST."""

    def profile(self, guid: bytes, name: str) -> str:
        """The XML of one saved network, without its key."""

    def connectivity(self) -> int:
        """The level of the connectivity hint that Windows already has; 0 where it has none."""


def wifi(machine: Machine, tree: Tree) -> Wifi:
    """What is in use and what is saved; of a disk that is not running only what is saved."""
    if not machine.live:
        return saved(tree, machine.deadline)
    if sys.platform == "win32":
        from hygiene.wifi.wlanapi import opened

        with opened() as api:
            return running(api)
    raise NotHere


def running(api: Api) -> Wifi:
    """What a running Windows tells.

    Raises:
        NotHere: It has no Wi-Fi adapter.
    """
    adapters = wlan.interfaces(api.interfaces())
    if not adapters:
        raise NotHere
    found: list[Network] = []
    missed: list[CannotLook] = []
    for adapter in adapters:
        looks = [_saved(api, adapter.guid)]
        if adapter.connected:
            looks.insert(0, _in_use(api, adapter.guid))
        for look in looks:
            try:
                for answer in look:
                    if isinstance(answer, CannotLook):
                        missed.append(answer.at(SOURCE))
                    else:
                        found.append(answer)
                        missed.extend(_unknown(answer))
            except CannotLook as cause:
                missed.append(cause.at(SOURCE))
    return Wifi(tuple(found), _distinct(missed))


def _in_use(api: Api, guid: bytes) -> Iterator[Network | CannotLook]:
    network = wlan.connection(api.connection(guid))
    level = api.connectivity()
    yield replace(network, portal=None if level == _UNKNOWN else level == _CONSTRAINED)


def _saved(api: Api, guid: bytes) -> Iterator[Network | CannotLook]:
    for name in wlan.profiles(api.profiles(guid)):
        try:
            # Windows gives it as text: what its declaration says of bytes does not count.
            text = api.profile(guid, name).encode("utf-8", "replace")
            yield from profile_xml.networks(text, "utf-8")
        except NotHere:
            continue
        except CannotLook as cause:
            yield cause


def saved(tree: Tree, deadline: Deadline) -> Wifi:
    """The saved networks in the files of a disk.

    Raises:
        NotHere: There is no folder of profiles.
    """
    found: list[Network] = []
    missed: list[CannotLook] = []
    try:
        adapters = tree.names(_FOLDER)
    except CannotLook as cause:
        raise CannotLook(cause.reason, _PROFILES, cause.detail) from None
    for adapter in adapters:
        folder = f"{_FOLDER}/{adapter}"
        try:
            names = tree.names(folder)
            if len(names) > _MOST_FILES:
                raise CannotLook(Reason.TOO_BIG)
        except NotHere:
            continue
        except CannotLook as cause:
            missed.append(CannotLook(cause.reason, _PROFILES, cause.detail))
            continue
        for name in names:
            if not name.casefold().endswith(".xml"):
                continue
            try:
                deadline.check(_PROFILES)
                read = profile_xml.networks(tree.read(f"{folder}/{name}", _MOST))
            except NotHere:
                continue
            except CannotLook as cause:
                missed.append(CannotLook(cause.reason, _PROFILES, cause.detail))
                continue
            for network in read:
                found.append(network)
                missed.extend(_unknown(network))
    return Wifi(tuple(found), _distinct(missed))


def _unknown(network: Network) -> Iterator[CannotLook]:
    if network.security is Security.UNKNOWN:
        yield CannotLook(Reason.UNSUPPORTED, SOURCE, "security")


def _distinct(missed: list[CannotLook]) -> tuple[CannotLook, ...]:
    return tuple({(cause.reason, cause.source): cause for cause in missed}.values())
