"""Lists of profiles that lie, profiles without an end, profiles that nobody may enter."""

from __future__ import annotations

import json

from tests.promises.sound import Disk

from .harms import NOISE, closed, put
from .row import home
from .signs import EVIL, IN_A_NAME

home(
    "accounts: a number of five thousand digits",
    lambda d: put(d.root / "etc/passwd", b"x:x:" + b"1" * 5_000 + b":1::/home/alice:/bin/sh\n"),
)
home(
    "Local State: noise",
    lambda d: put(d.chrome.parent / "Local State", NOISE),
    ("Local State", "damaged"),
)
home(
    "Local State: ten thousand profiles that are not there",
    lambda d: put(
        d.chrome.parent / "Local State",
        json.dumps(
            {
                "profile": {
                    "info_cache": {f"Profile {i}/../../x": {"name": EVIL} for i in range(10_000)}
                }
            }
        ).encode(),
    ),
)
home(
    "Local State: profiles named like a way out",
    lambda d: put(
        d.chrome.parent / "Local State",
        b'{"profile": {"info_cache": {"../../../../../etc": {}, "/etc": {}, "..": {}, "": {}}}}',
    ),
)


def listed(name: str, text: bytes, *told: tuple[str, str]) -> None:
    home(f"profiles.ini: {name}", lambda d: put(d.firefox.parent / "profiles.ini", text), *told)


INI = b"".join(
    b"[Profile%d]\nIsRelative=1\nPath=%b\n" % pair
    for pair in enumerate((b"abcd1234.default-release", b"b.other"))
)
listed("the same profile ten thousand times", INI * 5_000)
listed(
    "ten thousand profiles that are not there",
    INI + b"".join(b"[Profile%d]\nPath=x%d\nIsRelative=1\n" % (i, i) for i in range(10_000)),
    ("profiles.ini", "too-big"),
)
listed(
    "a path out of the root",
    INI + b"[Profile2]\nIsRelative=1\nPath=../../../../../../../../etc\n",
    (".config/mozilla/firefox", "outside-root"),
)
listed("a path of another computer", INI + b"[Profile2]\nIsRelative=0\nPath=/etc\n")
listed("names that are no UTF-8", INI + b"[Profile2]\nIsRelative=1\nPath=\xff\xfe\x1b[2J\n")
listed("zeros", INI + b"\0" * 1000, ("profiles.ini", "damaged"))
listed("noise", NOISE, ("profiles.ini", "damaged"))


home(
    "a profile of mode 000",
    lambda d: closed(d.firefox),
    ordinary=((".config/mozilla/firefox", "denied"),),
)
home(
    "a data folder of mode 000",
    lambda d: closed(d.chrome.parent),
    ordinary=((".config/google-chrome", "denied"), ("Last Version", "denied")),
)


def ten_thousand(disk: Disk) -> None:
    for number in range(10_000):
        (disk.chrome.parent / f"Profile {number + 2}").mkdir()


def ten_thousand_used(disk: Disk) -> None:
    for number in range(10_000):
        put(disk.chrome.parent / f"Profile {number + 2}/Preferences", b"{}")


def ten_thousand_foxes(disk: Disk) -> None:
    for number in range(10_000):
        put(disk.firefox.parent / f"{number:08}.x/prefs.js", b"")


MORE: dict[str, int | None] = {"saving-offered": None, "clear-on-exit": None}
home(
    "ten thousand profiles of Chrome that were used",
    ten_thousand_used,
    (".config/google-chrome", "too-big"),
    more=MORE,
)
home(
    "ten thousand profiles of Firefox",
    ten_thousand_foxes,
    (".config/mozilla/firefox", "too-big"),
    more=MORE,
)
home("ten thousand empty profiles", ten_thousand, (".config/google-chrome", "too-big"))


home(
    "a profile whose name moves the cursor",
    lambda d: put(d.chrome.parent / f"Profile 2{IN_A_NAME}/Preferences", b"{}"),
    more={"saving-offered": 1, "clear-on-exit": 1},
)
