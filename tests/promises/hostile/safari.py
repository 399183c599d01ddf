"""Safari, and the property lists of macOS."""

from __future__ import annotations

import plistlib
import struct
from collections.abc import Callable
from pathlib import Path

from .databases import sql
from .harms import NOISE, cut, device, fifo, holding, over, put, sparse
from .row import home


def safari(
    name: str,
    file: str,
    harm: Callable[[Path], None],
    *told: tuple[str, str],
    more: dict[str, int | None] | None = None,
) -> None:
    home(f"Safari: {name}", lambda d: harm(d.safari / file), *told, system="macos", more=more)


DOWNLOADS = "Safari/Downloads.plist"
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'
LIST = ("Downloads.plist", "damaged")
ENTITIES = b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 10))
safari("a list of noise", DOWNLOADS, holding(b"bplist00" + NOISE), LIST)
safari(
    "entities in entities",
    DOWNLOADS,
    holding(HEAD + b"<!DOCTYPE x [" + ENTITIES + b"]><plist><dict><key>&a9;</key></dict></plist>"),
    LIST,
)
safari(
    "a comment of fifteen megabytes",
    DOWNLOADS,
    holding(HEAD + b"<!--" + b">" * 15_000_000 + b"--><plist><dict/></plist>"),
    LIST,
)
safari(
    "a hundred thousand lists in each other",
    DOWNLOADS,
    holding(HEAD + b"<plist><dict><key>DownloadHistory</key>" + b"<array>" * 100_000),
    LIST,
)
OVERLAP = b"".join(b"\xaf\x12" + (50_000).to_bytes(4, "big") for _ in range(10_000)) + bytes(50_000)
PLACES = b"".join((8 + 6 * i).to_bytes(4, "big") for i in range(10_000))
TRAILER = b"\0" * 6 + b"\4\1" + struct.pack(">QQQ", 10_000, 0, 8 + len(OVERLAP))
safari(
    "ten thousand lists over the same bytes",
    DOWNLOADS,
    holding(b"bplist00" + OVERLAP + PLACES + TRAILER),
    LIST,
)
safari(
    "downloads of another sort",
    DOWNLOADS,
    holding(plistlib.dumps({"DownloadHistory": [1, [], {"DownloadEntryDateAddedKey": 7}]})),
    more={"download-record": -1},
)
home(
    "Safari: the login settings in an encoding that nobody knows",
    lambda d: put(
        d.root / "Library/Preferences/com.apple.loginwindow.plist",
        HEAD.replace(b"UTF-8", b"x-none") + b"<plist><dict/></plist>",
    ),
    ("automatic log-in", "damaged"),
    system="macos",
)
COOKIES = "Containers/com.apple.Safari/Data/Library/Cookies/Cookies.binarycookies"
safari("cookies of noise", COOKIES, holding(b"cook" + NOISE), ("Cookies.binarycookies", "damaged"))
safari(
    "four billion pages of cookies",
    COOKIES,
    over(4, b"\xff\xff\xff\xff"),
    ("Cookies.binarycookies", "damaged"),
)
safari("cookies of five gigabytes", COOKIES, sparse, ("Cookies.binarycookies", "too-big"))
safari("a history cut short", "Safari/History.db", cut(5000), ("History.db", "damaged"))
safari("a history that is a device", "Safari/History.db", device, ("History.db", "unsupported"))
safari("a history that is a FIFO", "Safari/History.db", fifo, ("History.db", "unsupported"))
safari(
    "tabs whose folders lie in each other",
    "Containers/com.apple.Safari/Data/Library/Safari/SafariTabs.db",
    sql("update bookmarks set parent = id"),
)
ORIGIN = "Containers/com.apple.Safari/Data/Library/WebKit/WebsiteData/Default/hash/hash/origin"
safari("an origin of noise", ORIGIN, holding(NOISE), ("WebsiteData", "damaged"))
