"""Disks of the three systems that hold secrets wherever anything is looked at."""

from __future__ import annotations

import json
import plistlib
from pathlib import Path

from hygiene.data import load
from hygiene.machine import Platform
from tests.files.homes import put
from tests.roots import FakeHome, FakeRoot
from tests.wifi.test_windows import profile as wlan_profile

from . import filled
from .canaries import Canaries, name
from .filled_safari import safari

PLATFORMS: tuple[Platform, ...] = ("linux", "windows", "macos")
ROOT, USER, NETWORK = name("root"), name("user"), name("network")
#: Where Windows keeps what it uses to log somebody in by itself, and its vaults.
_VAULTS = (
    *("Windows/System32/config/SAM", "Windows/System32/config/SOFTWARE"),
    *("Windows/System32/config/SECURITY", "Windows/Panther/unattend.xml"),
)
_HOME_VAULTS: dict[Platform, tuple[str, ...]] = {
    "linux": (".local/share/keyrings/login.keyring", ".pgpass", ".netrc", ".ssh/id_ed25519"),
    "windows": ("AppData/Roaming/Microsoft/Credentials/0A", "AppData/Local/Microsoft/Vault/x.vcrd"),
    "macos": ("Library/Keychains/login.keychain-db", ".ssh/id_ed25519"),
}


def disk(folder: Path, platform: Platform, canaries: Canaries) -> FakeRoot:
    """One disk with one home; every browser family that the system has was used there."""
    made = FakeRoot(folder / f"{ROOT}_{platform}", platform)
    home = made.home(USER)
    filled.chromium(home, canaries)
    filled.chromium(home, canaries, "edge")
    filled.firefox(home, canaries)
    if platform == "macos":
        safari(home, canaries)
    _files(home, canaries)
    {"linux": _linux, "windows": _windows, "macos": _macos}[platform](made.folder, canaries)
    return made


def _files(home: FakeHome, canaries: Canaries) -> None:
    """What people leave: nothing of a disk that does not run is named, nor what is in it."""
    platform = home.platform

    def leave(path: str, of: str) -> None:
        put(home.path, path, content=canaries.text(f"content of {of}").encode() * 20)

    for place in ("Downloads", "Desktop", "Documents", "Documents/Scans"):
        for ending in ("pdf", "docx", "jpg", "txt", "csv", "kdbx", "pdf.exe"):
            leave(f"{place}/{canaries.text('name of a file')}.{ending}", f"a .{ending}")
        leave(f"{place}/Attestation {canaries.text('name of a paper')}.pdf", "a paper")
        leave(f"{place}/mots de passe {canaries.text('name of a list')}.txt", "a list")
        rows = ("name,url,username,password,note", *(
            ",".join(canaries.text(f"exported {c}") for c in "nuupn") for _ in range(3)
        ))  # fmt: skip
        table = "\n".join(rows).encode()
        put(home.path, f"{place}/{canaries.text('name of an export')}.csv", content=table)
        # The first line of a text is read, to know a list by its headings.
        line = f"login;password;{canaries.text('first line')}\n".encode()
        put(home.path, f"{place}/{canaries.text('name of a text')}.txt", content=line)
    for path in _HOME_VAULTS[platform]:
        leave(path, path)
    for program, row in load("hygiene.desktop", "programs.toml").items():
        for path in row.get(platform, ()):
            leave(path.replace("*", canaries.text(f"folder of {program}")), program)


def _write(disk: Path, path: str, text: str) -> None:
    put(disk, path, content=text.encode())


def _linux(disk: Path, canaries: Canaries) -> None:
    def text(of: str) -> str:
        return canaries.text(of)

    for folder in ("etc", "run", "usr/lib"):
        _write(
            disk,
            f"{folder}/NetworkManager/system-connections/{text('name')}.nmconnection",
            f"[connection]\nid={text('id')}\ntype=wifi\n[wifi]\nssid={NETWORK}_{folder[:3]}\n"
            f"[wifi-security]\nkey-mgmt=none\nwep-key0={text('WEP key')}\npsk={text('psk')}\n"
            f"[802-1x]\npassword={text('802.1X')}\nidentity={text('identity')}\n",
        )
    _write(
        disk,
        "etc/NetworkManager/system-connections/vpn.nmconnection",
        f"[connection]\ntype=vpn\n[vpn-secrets]\npassword={text('VPN')}\n",
    )
    _write(
        disk,
        f"var/lib/iwd/{NETWORK}_iwd.psk",
        f"[Security]\nPassphrase={text('iwd')}\nPreSharedKey={text('iwd')}\n",
    )
    _write(disk, f"var/lib/iwd/{NETWORK}_free.open", "[Settings]\nAutoConnect=true\n")
    _write(
        disk,
        "etc/wpa_supplicant/wpa_supplicant.conf",
        f'network={{\n ssid="{NETWORK}_wpa"\n key_mgmt=NONE\n wep_key0="{text("wpa")}"\n}}\n'
        f'network={{\n ssid="x"\n psk="{text("psk")}"\n password="{text("eap")}"\n}}\n',
    )
    _write(
        disk,
        "etc/netplan/01.yaml",
        "network:\n wifis:\n  w0:\n   access-points:\n"
        f'    "{NETWORK}_netplan":\n     password: "{text("netplan")}"\n',
    )
    _write(
        disk,
        "var/lib/connman/wifi.config",
        f"[service_a]\nType=wifi\nName={NETWORK}_connman\nPassphrase={text('connman')}\n",
    )
    for file in ("etc/shadow", "etc/security/opasswd", "etc/krb5.keytab"):
        _write(disk, file, f"{USER}:$y${text(file)}:1:0:9:7:::\n")
    _write(disk, "etc/passwd", f"{USER}:{text('hash')}:1000:1000:{text('gecos')}:/home/{USER}:/b\n")
    _write(
        disk,
        "etc/pam.d/passwd",
        f"password requisite pam_pwquality.so minlen=6 dictpath={text('dictpath')}\n"
        f"auth required pam_exec.so /bin/x {text('argument')}\n",
    )
    _write(disk, "etc/security/pwquality.conf", f"badwords = {text('bad word')}\nminlen = 6\n")
    _write(
        disk,
        "etc/gdm3/daemon.conf",
        f"[daemon]\nAutomaticLoginEnable=true\nAutomaticLogin={USER}\n# {text('comment')}\n",
    )
    _write(disk, "etc/overlayroot.conf", f'overlayroot="crypt:dev=/dev/x,pass={text("overlay")}"\n')
    policies = {
        "PasswordManagerEnabled": True,
        "ProxySettings": text("proxy"),
        "URLBlocklist": [canaries.address("blocked")],
    }
    _write(disk, "etc/opt/chrome/policies/managed/p.json", json.dumps(policies))
    _write(
        disk,
        "etc/firefox/policies/policies.json",
        json.dumps({"policies": {"Authentication": {"SPNEGO": [text("policy")]}}}),
    )
    recent = f"file:///home/{USER}/{text('recent file')}.pdf"
    _write(
        disk,
        f"home/{USER}/.local/share/recently-used.xbel",
        f'<xbel><bookmark href="{recent}" modified="2026-11-02T10:00:00Z"></bookmark></xbel>',
    )
    bin_ = f"home/{USER}/.local/share/Trash"
    lost = text("name in the bin")
    _write(disk, f"{bin_}/files/{lost}.pdf", text("content in the bin"))
    _write(
        disk,
        f"{bin_}/info/{lost}.pdf.trashinfo",
        f"[Trash Info]\nPath=/home/{USER}/{text('old name')}.pdf\n"
        "DeletionDate=2026-11-02T10:00:00\n",
    )
    _write(disk, f"home/{USER}/.local/share/bijiben/{text('note')}.note", text("sticky note"))
    _write(disk, "var/spool/cups/d00012-001", text("printed page"))


def _windows(disk: Path, canaries: Canaries) -> None:
    for number, protection in enumerate(("open", "WEP", "WPAPSK")):
        told = wlan_profile(f"{NETWORK}_{number}".encode(), protection, "none")
        told = told.replace("correct horse battery", canaries.text("keyMaterial"))
        _write(
            disk,
            "ProgramData/Microsoft/Wlansvc/Profiles/Interfaces/{0}/"
            f"{canaries.text('profile')}.xml",
            told,
        )
    logon = canaries.text("DefaultPassword of Winlogon").encode("utf-16-le")
    for path in _VAULTS:
        put(disk, path, content=b"regf" + logon * 9)
    home = f"Users/{USER}/AppData/Roaming/Microsoft"
    put(disk, f"{home}/Windows/Recent/{canaries.text('recent file')}.pdf.lnk", content=logon)
    put(disk, f"{home}/Sticky Notes/StickyNotes.snt", content=logon)
    put(disk, "Windows/System32/spool/PRINTERS/00002.SPL", content=logon)


def _macos(disk: Path, canaries: Canaries) -> None:
    known = {f"wifi.network.ssid.{NETWORK}": {
        "SSID": NETWORK.encode(), "SupportedSecurityTypes": "Open",
        "__OSSpecific__": {"BSSIDList": [{"LEAKY_AP_BSSID": canaries.text("where it was")}]},
        "Password": canaries.text("Wi-Fi password"),
    }}  # fmt: skip
    login = {"autoLoginUser": USER, "LoginwindowText": canaries.text("banner")}
    for path, value in (
        ("Library/Preferences/com.apple.wifi.known-networks.plist", known),
        ("Library/Preferences/com.apple.loginwindow.plist", login),
    ):
        put(disk, path, content=plistlib.dumps(value))
    secret = canaries.text("kcpassword").encode()
    for path in (
        "etc/kcpassword",
        "private/etc/kcpassword",
        "private/var/spool/cups/d1-001",
        "Library/Keychains/System.keychain",
        "private/var/db/dslocal/nodes/Default/users/x.plist",
    ):
        put(disk, path, content=secret)
