"""Files left lying about: their names, their places, and lists of them."""

from __future__ import annotations

import os
from pathlib import Path

from tests.files.homes import put as left
from tests.promises.sound import Disk

from .harms import bound, closed, device, fifo, link, put, sparse
from .row import Harm, home
from .signs import IN_A_NAME

home(
    "downloads of mode 000",
    lambda d: closed(d.home / "Downloads"),
    ordinary=(("downloads", "denied"), ("Downloads", "denied")),
)


def named(path: str) -> Harm:
    return lambda disk: left(disk.home, path)


home(
    "a file whose name moves the cursor",
    named(f"Downloads/Attestation{IN_A_NAME}.pdf"),
    more={"left-file": 1},
)
home(
    "a file whose name is no UTF-8",
    named("Downloads/Attestation\udcff\udcfe.pdf"),
    more={"left-file": 1},
)
home(
    "a list of passwords whose name is markup",
    named("Downloads/passwords[bold]<b>.csv"),
    more={"left-file": 1, "password-file": 1},
)


home(
    "a download of five gigabytes",
    lambda d: sparse(d.home / "Downloads/disk.iso"),
    more={"left-file": 1, "risky-file": None},
)


def no_files(disk: Disk) -> None:
    fifo(disk.home / "Downloads/a.pdf")
    bound(disk.home / "Downloads/b.pdf")
    link("/dev/zero")(disk.home / "Downloads/c.pdf")
    device(disk.home / "Downloads/d.pdf")


home(
    "a FIFO, a socket and devices among downloads",
    no_files,
)
home("downloads that lead in a circle", lambda d: link("..")(d.home / "Downloads/again"))


def deep(disk: Disk) -> None:
    here = Path.cwd()
    os.chdir(disk.home / "Downloads")
    for _ in range(400):
        Path("d" * 50).mkdir()
        os.chdir("d" * 50)
    Path("x.pdf").touch()
    os.chdir(here)


home("folders in each other without an end", deep, ("downloads", "too-big"))
home(
    "downloads that lie out of the root",
    lambda d: put(d.home / ".config/user-dirs.dirs", b'XDG_DOWNLOAD_DIR="$HOME/../../../../etc"\n'),
    ("downloads", "outside-root"),
)
home(
    "recent documents of spaces",
    lambda d: put(d.home / ".local/share/recently-used.xbel", b"<bookmark " + b" " * 10_000_000),
    more={"left-file": -1},
)
home(
    "recent documents with entities",
    lambda d: put(
        d.home / ".local/share/recently-used.xbel",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><bookmark href="file:///&a;"'
        b' modified="60000-01-01T00:00:00Z"/>',
    ),
)
home(
    "a recent document of the first day of all, further east",
    lambda d: put(
        d.home / ".local/share/recently-used.xbel",
        b'<bookmark href="file:///x.pdf" modified="0001-01-01T00:00:00+14:00" />',
    ),
)
home(
    "recent documents of five gigabytes",
    lambda d: sparse(d.home / ".local/share/recently-used.xbel"),
    ("recent", "too-big"),
)
