"""Saved networks in the files of a Linux: NetworkManager's, iwd's, wpa_supplicant's.

For a disk that is not running, and where NetworkManager does not answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from hygiene.clock import Deadline
from hygiene.data import load
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import Tree
from hygiene.keyfile import flag, sections
from hygiene.wifi import keyfile, networkmanager
from hygiene.wifi.network import Network, Security, Wifi
from hygiene.wifi.wpa_supplicant import networks

#: Bytes of one file; a saved network needs less than one thousand.
_MOST = 1 << 20
#: Files of one folder.
_MOST_FILES = 2000
_NETWORKMANAGER = (
    "etc/NetworkManager/system-connections",
    "run/NetworkManager/system-connections",
    "usr/lib/NetworkManager/system-connections",  # recalled: those of the distribution
)
_IWD = "var/lib/iwd"
_WPA = "etc/wpa_supplicant"
_NETPLAN = "etc/netplan"
_CONNMAN = "var/lib/connman"
_WIFIS = re.compile(rb"^[ \t]*[\"']?wifis[\"']?[ \t]*:", re.MULTILINE)
_ENDING = re.compile(r"(?P<name>.+)\.(?P<kind>open|wep|psk|8021x)")
_HEX = re.compile(r"=(?:[0-9a-f]{2})*")

Reader = Callable[[str, bytes], Iterator[Network]]


def saved(tree: Tree, deadline: Deadline) -> Wifi:
    """The saved networks that are on a disk, and why some were not seen.

    Raises:
        NotHere: No store of saved networks that we know is on it.
    """
    stores = [
        *(("NetworkManager", folder, _is_connection, _connection) for folder in _NETWORKMANAGER),
        ("iwd", _IWD, _is_iwd, _iwd),
        ("wpa_supplicant", _WPA, lambda name: name.endswith(".conf"), _wpa_supplicant),
        ("netplan", _NETPLAN, lambda name: name.endswith((".yaml", ".yml")), _netplan),
        # Folders, one a network: recalled, and not read.
        ("connman", _CONNMAN, lambda name: name.startswith("wifi_"), None),
    ]
    found: list[Network] = []
    missed: list[CannotLook] = []
    here = False
    for source, folder, wanted, reader in stores:
        try:
            names = [name for name in _names(tree, folder) if wanted(name)]
        except NotHere:
            continue
        except CannotLook as cause:
            missed.append(CannotLook(cause.reason, source, cause.detail))
            continue
        here = here or source == "NetworkManager" or bool(names)
        if reader is None:
            missed.extend(CannotLook(Reason.UNSUPPORTED, source) for _ in names[:1])
            continue
        for name in names:
            try:
                deadline.check(source)
                if tree.is_folder(f"{folder}/{name}"):
                    continue
                for network in reader(name, tree.text(f"{folder}/{name}", _MOST)):
                    found.append(network)
                    if network.security is Security.UNKNOWN:
                        missed.append(CannotLook(Reason.UNSUPPORTED, source, "security"))
            except NotHere:
                continue
            except CannotLook as cause:
                missed.append(CannotLook(cause.reason, source, cause.detail))
    if not here and not missed:
        raise NotHere
    each = {(cause.reason, cause.source): cause for cause in missed}
    return Wifi(tuple(found), tuple(each.values()))


def _names(tree: Tree, folder: str) -> list[str]:
    with tree.folder(folder) as opened:
        names = opened.names(_MOST_FILES + 1)
        if len(names) > _MOST_FILES:
            raise CannotLook(Reason.TOO_BIG)
        return [name for name in names if not name.startswith(".")]


def _is_connection(name: str) -> bool:
    # What NetworkManager itself leaves aside (nm_keyfile_utils_ignore_filename, recalled).
    return not name.endswith(("~", ".bak", ".rpmsave", ".rpmnew", ".swp", ".pem", ".key", ".crt"))


def _connection(_name: str, data: bytes) -> Iterator[Network]:
    network = networkmanager.saved(keyfile.connection(data))
    if network is not None:
        yield network


def _is_iwd(name: str) -> bool:
    return _ENDING.fullmatch(name) is not None


def _iwd(name: str, data: bytes) -> Iterator[Network]:
    """The name and the protection are those of the file; its settings say whether it joins."""
    ending = _ENDING.fullmatch(name)
    if ending is None:
        return
    settings = sections(data, {"Settings": ("AutoConnect", "Hidden")}) or {}
    said = settings.get("Settings", {})
    called = ending["name"]
    encoded = _HEX.fullmatch(called) is not None
    ssid = bytes.fromhex(called[1:]) if encoded else called.encode("utf-8", "surrogateescape")
    yield Network(
        ssid=ssid,
        security=Security(load("hygiene.wifi", "security.toml")["iwd"][ending["kind"]]),
        joins=flag(said.get("AutoConnect", b""), default=True),
        hidden=flag(said.get("Hidden", b""), default=False),
    )


def _wpa_supplicant(_name: str, data: bytes) -> Iterator[Network]:
    yield from networks(data)


def _netplan(_name: str, data: bytes) -> Iterator[Network]:
    # What netplan makes of it lies in /run, which a disk that does not run has lost.
    if _WIFIS.search(data):
        raise CannotLook(Reason.UNSUPPORTED, detail="wifis")
    yield from ()
