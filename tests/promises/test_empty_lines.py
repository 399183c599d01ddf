"""Files of nothing but line ends: a pattern that looks beyond each of them would never be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import measured

from .sound import linux

pytestmark = pytest.mark.fault

#: Seconds; the quickest of the patterns took minutes.
TIMEOUT = 10
#: How many line ends, at most as many as are read.
PLACES = {
    "etc/netplan/01.yaml": 1_000_000,
    "etc/systemd/system/getty@tty1.service.d/x.conf": 250_000,
    "etc/overlayroot.conf": 1_000_000,
    "etc/pam.d/passwd": 60_000,
    "etc/wpa_supplicant/w.conf": 1_000_000,
    "var/lib/iwd/x.psk": 1_000_000,
    "home/alice/.config/user-dirs.dirs": 60_000,
}
OF_FIREFOX = {"prefs.js": 16_000_000, "serviceworker.txt": 16_000_000}


@pytest.mark.parametrize("lines", [b"\n", b" \n", b"\r\n", b"\t"], ids=repr)
def test_empty_lines_cost_their_length_and_no_more(tmp_path: Path, lines: bytes) -> None:
    disk = linux(tmp_path / "disk")
    for place, most in PLACES.items():
        file = disk.root / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(lines * (most // len(lines)))
    for name, most in OF_FIREFOX.items():
        (disk.firefox / name).write_bytes(lines * (most // len(lines)))
    ran, peak = measured("check", "--root", disk.root, "--timeout", str(TIMEOUT))
    assert ran.code in (1, 3)
    assert ran.err == ""
    assert peak < 256
