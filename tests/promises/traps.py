"""What a malicious user lays out for the administrator who looks into everybody's home."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.browsers.databases import database

from .computer import MALLORY, VICTIM, Computer, given

#: Look into everybody's home.
ALL = ("check", "--all-users", "--format", "json", "--lang", "en")
#: Where nobody has any business, as the computer itself names it.
FORBIDDEN = ("/home/victim/private", "/root/private", "/etc/shadow")
OWN, IN_PLACE, HIDDEN = 2, 3, 40
"""Saved passwords: mallory's own, the victim's in their place, and those in forbidden places."""


def chromium(data: Path, passwords: int) -> None:
    """A folder of Chromium's data with one profile."""
    profile = data / "Default"
    with database(profile / "Login Data") as made:
        made.create("logins")
        made.add("logins", passwords, blacklisted_by_user=0)
    (profile / "Preferences").write_text("{}")
    (data / "Local State").write_text(json.dumps({"profile": {"info_cache": {"Default": {}}}}))


def firefox(profile: Path, passwords: int) -> None:
    """A profile of Firefox."""
    profile.mkdir(parents=True)
    (profile / "prefs.js").touch()
    logins = [{"hostname": f"https://site{i}.example"} for i in range(passwords)]
    (profile / "logins.json").write_text(json.dumps({"logins": logins}))


def lay(computer: Computer) -> None:
    """Fill the forbidden places, and the home of mallory with ways to them."""
    for private, owner in (
        (computer.disk / "root/private", 0),
        (computer.home("victim") / "private", VICTIM),
    ):
        chromium(private / "chrome", HIDDEN)
        firefox(private / "firefox", HIDDEN)
        (private / "files").mkdir()
        (private / "files/passport.pdf").touch()
        (private / "files/passwords.csv").write_text("url,username,password\n")
        (private / "info").mkdir()
        (private / "info/a.pdf.trashinfo").write_text("[Trash Info]\nPath=x\n")
        (private / "list.xml").write_text("<xbel/>")
        (private / "config.toml").write_text('skip = ["saved-passwords"]\n')
        given(private, owner)
    chromium(computer.home("victim") / ".config/google-chrome", IN_PLACE)
    given(computer.home("victim"), VICTIM)
    _of_mallory(computer.home("mallory"))
    given(computer.home("mallory"), MALLORY)
    # A bin that everybody may use, as freedesktop.org wants it: sticky.
    everybody = computer.disk / ".Trash"
    everybody.mkdir()
    everybody.chmod(0o1777)
    bin = everybody / str(MALLORY)
    (bin / "files").mkdir(parents=True)
    (bin / "files/a.pdf").touch()
    (bin / "info").symlink_to("/root/private/info")
    (bin / "files/inside").symlink_to("/home/victim/private/files")
    given(bin, MALLORY)


def _of_mallory(home: Path) -> None:
    theirs, roots = "/home/victim/private", "/root/private"
    chrome = home / ".config/google-chrome"
    chromium(chrome, OWN)
    ways = [
        "Default",
        "../../../victim/private/chrome/Default",
        f"{theirs}/chrome/Default",
        "Linked",
    ]
    known: dict[str, object] = {way: {} for way in ways}
    (chrome / "Local State").write_text(json.dumps({"profile": {"info_cache": known}}))
    mozilla = home / ".mozilla/firefox"
    mozilla.mkdir(parents=True)
    paths = [
        (1, "../../../victim/private/firefox"),
        (0, f"{theirs}/firefox"),
        (0, f"{roots}/firefox"),
        (1, "linked"),
    ]
    (mozilla / "profiles.ini").write_text(
        "".join(
            f"[Profile{i}]\nIsRelative={relative}\nPath={path}\n\n"
            for i, (relative, path) in enumerate(paths)
        )
    )
    (home / ".config/user-dirs.dirs").write_text(
        f'XDG_DOWNLOAD_DIR="{theirs}/files"\n'
        'XDG_DESKTOP_DIR="$HOME/../victim/private/files"\n'
        'XDG_DOCUMENTS_DIR="$HOME/mine"\n'
    )
    # Settings of a person: root hears none of them.
    (home / ".config/hygiene").mkdir()
    (home / ".config/hygiene/config.toml").write_text('skip = ["saved-passwords"]\n')
    for link, target in {
        ".config/google-chrome/Linked": f"{theirs}/chrome/Default",
        ".config/google-chrome/Default/Cookies": "/etc/shadow",
        ".config/google-chrome/Default/History": "../../../../victim/private/list.xml",
        ".config/google-chrome/Default/Web Data": "/proc/self/root/root/private/list.xml",
        ".config/google-chrome/Default/Sessions": f"{roots}/files",
        ".config/google-chrome/Default/Extensions": f"{theirs}/files",
        ".config/chromium": f"{roots}/chrome",
        ".config/microsoft-edge": "../../victim/private/chrome",
        ".mozilla/firefox/linked": f"{roots}/firefox",
        ".var": roots,
        "snap": theirs,
        "Downloads": f"{theirs}/files",
        "Téléchargements": f"{roots}/files",
        "Desktop": "../victim/private/files",
        "mine": roots,
        ".local/share/Trash/files": f"{theirs}/files",
        ".local/share/Trash/info": f"{theirs}/info",
        ".local/share/recently-used.xbel": f"{roots}/list.xml",
    }.items():
        (home / link).parent.mkdir(parents=True, exist_ok=True)
        (home / link).symlink_to(target)
    # Whoever opened it would wait for ever.
    (home / ".config/BraveSoftware/Brave-Browser").mkdir(parents=True)
    os.mkfifo(home / ".config/BraveSoftware/Brave-Browser/Local State")


def passwords(report: Mapping[str, Any]) -> dict[str, int]:
    """How many saved passwords each user has, as the report says."""
    counts: dict[str, int] = {}
    for check in report["checks"]:
        for finding in check["findings"]:
            if finding["kind"] == "password":
                counts[finding["user"]] = counts.get(finding["user"], 0) + finding["count"]
    return counts
