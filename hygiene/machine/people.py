"""Which accounts and folders of a computer are people's, by the names they have on each system."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: Of an account: 32 bits on every system.
_NUMBER = re.compile(r"[0-9]{1,10}")
#: Debian, Fedora and SUSE give people numbers from here on (login.defs UID_MIN, 2026).
FIRST_PERSON = 1000
#: The account of nobody, whose home does not exist.
_NOBODY = 65534
#: Homes of programs lie here. Fedora's immutable systems have people in /var/home.
_SYSTEM = ("bin", "boot", "dev", "etc", "lib", "nonexistent", "proc", "run", "sbin", "sys", "usr")
_PEOPLE_IN_VAR = "/var/home/"

#: Folders of C:\Users that are nobody's, in lower case (Windows 11, 2026).
NOBODY_ON_WINDOWS = frozenset(
    {"all users", "default", "default user", "defaultuser0", "public", "wdagutilityaccount"}
)
#: Folders of /Users that are nobody's; Guest is somebody while the guest's session lasts.
NOBODY_ON_MACOS = frozenset({"shared", "deleted users", ".localized"})
#: Folders of /home that are nobody's.
NOBODY_ON_LINUX = frozenset({"lost+found"})


class Entry(NamedTuple):
    """One account of `/etc/passwd`."""

    name: str
    number: int
    home: str


def is_person(entry: Entry) -> bool:
    """Whether the account is a person's: its number, and a home that is no program's."""
    if entry.number < FIRST_PERSON or entry.number == _NOBODY:
        return False
    names = entry.home.strip("/").split("/")
    if not entry.home.startswith("/") or ".." in names or names[0] in ("", *_SYSTEM):
        return False
    return names[0] != "var" or entry.home.startswith(_PEOPLE_IN_VAR)


def entries(passwd: bytes) -> Iterator[Entry]:
    """The accounts of a `/etc/passwd`; lines that are none are left out."""
    for line in passwd.decode("utf-8", "surrogateescape").splitlines():
        fields = line.split(":")
        if len(fields) == 7 and _NUMBER.fullmatch(fields[2]):
            yield Entry(fields[0], int(fields[2]), fields[5])
