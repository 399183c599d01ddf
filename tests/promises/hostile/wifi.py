"""Networks that are known to the computer."""

from __future__ import annotations

from .harms import NOISE, OUT, device, fifo, link, put
from .row import home
from .signs import EVIL

NM = "etc/NetworkManager/system-connections"


def network(
    name: str,
    path: str,
    content: bytes,
    *told: tuple[str, str],
    more: dict[str, int | None] | None = None,
) -> None:
    home(f"Wi-Fi: {name}", lambda d: put(d.root / path, content), *told, more=more)


WIFI = b"[connection]\ntype=wifi\n[wifi]\nssid="
network(
    "a name that moves the cursor",
    f"{NM}/x",
    WIFI + EVIL.replace("\r", "").encode(),
    more={"wifi-network": 1},
)
network(
    "a name of all bytes",
    f"{NM}/x",
    WIFI + b"".join(b"%d;" % i for i in range(256)),
    more={"wifi-network": 1},
)
network("noise", f"{NM}/x", NOISE, ("NetworkManager", "damaged"))
network("two megabytes", f"{NM}/x", WIFI + b"x" * 2_000_000, ("NetworkManager", "too-big"))
network("five gigabytes of nothing", f"{NM}/x", b"", ("NetworkManager", "damaged"))
network(
    "a file of wpa_supplicant without an end",
    "etc/wpa_supplicant/w.conf",
    b"network={\n" + b'ssid=P"\\' * 100_000,
)
network(
    "a name whose escape is no octal number",
    "etc/wpa_supplicant/w.conf",
    b'network={\nssid=P"\\9"\nkey_mgmt=NONE\n}\n',
    more={"wifi-network": 1},
)
network("a file of iwd that is noise", "var/lib/iwd/x.psk", NOISE, ("iwd", "damaged"))
home("Wi-Fi: a device", lambda d: device(d.root / NM / "x"), ("NetworkManager", "unsupported"))
home("Wi-Fi: a FIFO", lambda d: fifo(d.root / NM / "x"), ("NetworkManager", "unsupported"))
home(
    "Wi-Fi: a link out of the root",
    lambda d: link(f"{OUT}etc/passwd")(d.root / NM / "x"),
    ("NetworkManager", "outside-root"),
)
