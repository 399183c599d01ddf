"""Files and answers of the three systems: accounts, log-in, lock, Wi-Fi, rules for passwords."""

from __future__ import annotations

import plistlib
import struct
from collections.abc import Iterator

from hygiene.clock import Clock, Deadline
from hygiene.files.headers import is_header
from hygiene.files.magic import is_program
from hygiene.files.recent import listed
from hygiene.files.recycled import deleted
from hygiene.files.user_dirs import told
from hygiene.filesystem import Tree
from hygiene.machine import Home, Machine
from hygiene.machine.people import entries, is_person
from hygiene.passwords import modals, pam, pwpolicy
from hygiene.session import gvdb, wts
from hygiene.session.autologin import automatic_login
from hygiene.session.linux_lock import screen_lock
from hygiene.session.restoring import restoring
from hygiene.wifi import (
    keyfile,
    linux_files,
    macos,
    networkmanager,
    profile_xml,
    wlan,
    wpa_supplicant,
)
from tests.browsers.profiles import NOW
from tests.fuzz.parser import Parser, as_json, every, on_disk

_NETWORKMANAGER = "etc/NetworkManager/system-connections/Gare"
_NETWORKS = (
    *("var/lib/iwd/Gare.psk", "etc/netplan/a.yaml", "etc/wpa_supplicant/w.conf"),
    _NETWORKMANAGER,
)
_XFCE = "xfce4/xfconf/xfce-perchannel-xml/xfce4-screensaver.xml"
#: Every file of a Linux's log-in screens and desktops that is looked into for its lines.
_LINES = (
    *("etc/gdm3/daemon.conf", "etc/lightdm/lightdm.conf.d/a.conf", "etc/sddm.conf"),
    "etc/systemd/system/getty@tty1.service.d/a.conf",
    *("proc/self/mounts", "etc/overlayroot.conf", "home/alice/.config/kscreenlockerrc"),
    *("etc/dconf/profile/user", "etc/dconf/db/local.d/locks/a", "etc/passwd"),
    *("home/alice/.xscreensaver", f"home/alice/.config/{_XFCE}", f"etc/xdg/{_XFCE}"),
)
_LOCKERS = ("xfce4-screensaver", "xscreensaver")
_PAM = ("etc/pam.d/passwd", "etc/security/pwquality.conf", "etc/passwdqc.conf")


def _people(data: bytes) -> Iterator[object]:
    for entry in entries(data):
        yield entry.name, entry.number, is_person(entry)


def _log_in(tree: Tree) -> object:
    clock = Clock(NOW)
    machine = Machine("linux", False, Deadline.after(9), NOW, system=tree, clock=clock)
    home = Home(machine, "alice", tree, "home/alice", clock=clock)
    return every(
        lambda: automatic_login(tree),
        lambda: restoring(tree),
        lambda: screen_lock(home, tree, "KDE", list),
        lambda: screen_lock(home, tree, "ubuntu:GNOME", list),
        *(lambda r=r: screen_lock(home, tree, "", lambda: [r]) for r in _LOCKERS),
        lambda: _people(tree.read("etc/passwd", 1 << 20)),
    )


def _windows(data: bytes) -> object:
    """What Windows' own functions hand over: the first byte says how many there are."""
    return every(
        lambda: wlan.interfaces(data),
        lambda: wlan.profiles(data),
        lambda: [wlan.connection(data).name],
        lambda: wts.listed(data, data[0] if data else 0, 8),
        lambda: [wts.info(data)],
        lambda: [modals.demand_of(data[:20].ljust(20, b"\0"))],
    )


def _connection(data: bytes) -> object:
    return networkmanager.saved(keyfile.connection(data))


_KEY = "/org/gnome/desktop/screensaver/lock-enabled"
_XML = b"""<?xml version="1.0"?><WLANProfile xmlns="http://www.microsoft.com/networking/WLAN/\
profile/v1"><name>x</name><SSIDConfig><SSID><hex>41</hex><name>A</name></SSID></SSIDConfig>\
<connectionMode>auto</connectionMode><MSM><security><authEncryption><authentication>open\
</authentication><encryption>none</encryption></authEncryption></security></MSM></WLANProfile>"""
_RULE = {"policyContent": "policyAttributePassword matches '.{4,}+'"}
_BIN = struct.pack("<QQQI", 2, 1, 0, 4) + "C:\\a\0".encode("utf-16-le")
_MODE = "spairport_security_mode_none"
_AROUND = [{"_name": "Gare", "spairport_security_mode": "spairport_security_mode_wpa2_personal"}]
_ADAPTER = {
    "spairport_status_information": "spairport_status_connected",
    "spairport_current_network_information": {"_name": "Gare", "spairport_security_mode": _MODE},
    "spairport_airport_other_local_wireless_networks": _AROUND,
}
_PROFILER = {"SPAirPortDataType": [{"spairport_airport_interfaces": [_ADAPTER]}]}
_LOCKED = f"user-db:user\nsystem-db:local\n{_KEY}\n[Daemon]\nAutolock=false\nTimeout=9\n"
_INI = b"[daemon]\nAutomaticLogin=a\n[Seat:*]\nautologin-user=a\n[Autologin]\nUser=a\n"
_UNIT = b"[Service]\nExecStart=-/sbin/agetty --autologin a %I\n"
_OVERLAY = b'o / overlay rw,upperdir=/media/root-rw/overlay 0 0\noverlayroot="tmpfs"\n'
_CHANNEL = b"""<channel name="xfce4-screensaver"><property name="lock" type="empty" locked="bob">\
<property name="enabled" type="bool" value="false"/></property></channel>"""
_TIMES = b"mode: one\nlock: True\ntimeout: 0:20:00\n"
_PEOPLE = b"alice:x:1000:1000:A,,,:/home/alice:/bin/bash\n"
_PROTECTED = b"[wifi-security]\nkey-mgmt=wpa-psk\n"
_KEYFILE = b"[connection]\ntype=wifi\ntimestamp=9\n[wifi]\nssid=71;97;\nhidden=true\n" + _PROTECTED
_PWQUALITY = b"password requisite pam_pwquality.so minlen=9 \\\n ucredit=-1\n"
_PASSWDQC = b"password requisite pam_passwdqc.so min=8,8,8,8,8\nmin=disabled,24,11,8,7\n"

SYSTEMS: dict[str, Parser] = {
    "gvdb": Parser(
        lambda data: gvdb.values(data, {_KEY}),
        (b"GVariant" + struct.pack("<IIIIII", 0, 0, 24, 56, 0, 0) + bytes(24),),
    ),
    "log-in-and-lock": Parser(
        on_disk(_LINES, _log_in),
        (_INI, _UNIT, _OVERLAY, _LOCKED.encode(), _PEOPLE, _CHANNEL, _TIMES),
    ),
    "keyfile": Parser(_connection, (_KEYFILE,)),
    "iwd": Parser(
        on_disk(_NETWORKS, lambda tree: linux_files.saved(tree, Deadline.after(9))),
        (b"[Settings]\nAutoConnect=false\nHidden=true\n", b"network:\n  wifis:\n", _KEYFILE),
    ),
    "profile-xml": Parser(profile_xml.networks, (_XML,)),
    "wpa_supplicant": Parser(
        wpa_supplicant.networks, (b'network={\nssid=P"a\\x41"\nkey_mgmt=NONE\nwep_key0=1\n}\n',)
    ),
    "system_profiler": Parser(macos.running, as_json(_PROFILER)),
    "structures-of-windows": Parser(
        _windows,
        (
            struct.pack("<II", 1, 0) + bytes(532),
            bytes(520) + struct.pack("<I", 4) + b"Gare" + bytes(28) + bytes(48),
            struct.pack("<I", 1)
            + bytes(82)
            + "alice".encode("utf-16-le").ljust(82, b"\0")
            + b"\1" * 64,
        ),
    ),
    "pam": Parser(on_disk(_PAM, pam.demand), (_PWQUALITY, _PASSWDQC)),
    "pwpolicy": Parser(
        pwpolicy.demand_of,
        (plistlib.dumps({"policyCategoryPasswordContent": [_RULE]}),),
    ),
    "bin": Parser(deleted, (_BIN, struct.pack("<QQQ", 1, 1, 0) + bytes(520))),
    "xbel": Parser(
        listed, (b'<xbel><bookmark href="file:///a%20b" modified="2026-11-23T12:00:00Z">',)
    ),
    "user-dirs": Parser(told, (b'XDG_DOWNLOAD_DIR="$HOME/T\\"l"\nXDG_DESKTOP_DIR="/x"\n',)),
    "header": Parser(
        lambda data: (is_header(data), is_program(data)), (b"url,username,password", b"MZ\0")
    ),
}
