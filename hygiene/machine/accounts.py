"""Who runs the program, and who else has a home on this computer."""

from __future__ import annotations

import os
import posixpath
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from hygiene.machine.people import (
    FIRST_PERSON,
    NOBODY_ON_LINUX,
    NOBODY_ON_MACOS,
    Entry,
    is_person,
)


class Account(NamedTuple):
    """Somebody with a home on this computer."""

    name: str
    home: Path

    def is_called(self, name: str) -> bool:
        """Whether `name` is this account's, as the system compares names."""
        if sys.platform == "win32":
            return name.lower() in (self.name.lower(), self.home.name.lower())
        return name == self.name


def me(environ: Mapping[str, str]) -> Account:
    """The person who runs the program.

    `$HOME` is theirs, but root's is not believed where it belongs to somebody else, or where
    others may write: `sudo -E` keeps that of the person who typed it.
    """
    if sys.platform == "win32":
        from hygiene.machine import accounts_windows

        return Account(*accounts_windows.me(environ))
    import pwd

    number = os.geteuid()
    home = environ.get("HOME", "")
    try:
        entry = pwd.getpwuid(number)
    except KeyError:  # a container may run under a number that nobody has
        home = posixpath.normpath(home) if home.startswith("/") else "/"
        return Account(posixpath.basename(home) or str(number), Path(home))
    if not home.startswith("/") or not _believed(home, number):
        home = entry.pw_dir
    return Account(entry.pw_name, Path(posixpath.normpath(home)))


def privileged() -> bool:
    """Whether the program runs as root, or as Windows' SYSTEM."""
    if sys.platform == "win32":
        from hygiene import windows

        return windows.is_system()
    return os.geteuid() == 0


def named(name: str) -> Account | None:
    """The account called `name` if it has a home here, that can be entered or not."""
    if sys.platform == "win32":
        return next((each for each in everybody() if each.is_called(name)), None)
    import pwd

    try:
        found = Account(name, Path(posixpath.normpath(pwd.getpwnam(name).pw_dir)))
    except (KeyError, ValueError):
        return next((each for each in everybody() if each.is_called(name)), None)
    return found if _is_home(found.home) else None


def everybody() -> list[Account]:
    """The people who have a home on this computer, by name."""
    if sys.platform == "win32":
        from hygiene.machine import accounts_windows

        return sorted(Account(*each) for each in accounts_windows.everybody())
    if sys.platform == "darwin":
        users = Path("/Users")
        return [Account(home.name, home) for home in _folders(users, NOBODY_ON_MACOS)]
    return _everybody_on_linux()


def _everybody_on_linux() -> list[Account]:
    if sys.platform == "win32":
        return []
    import pwd

    people = [Entry(each.pw_name, each.pw_uid, each.pw_dir) for each in pwd.getpwall()]
    found = {
        each.home: Account(each.name, Path(posixpath.normpath(each.home)))
        for each in people
        if is_person(each) and _is_home(Path(each.home))
    }
    known = {account.home for account in found.values()}
    names = {each.number: each.name for each in people}
    # Accounts of a directory server are often not listed, deleted ones leave their home.
    for home in _folders(Path("/home"), NOBODY_ON_LINUX):
        try:
            owner = home.stat().st_uid
        except OSError:
            continue
        if home not in known and owner >= FIRST_PERSON and names.get(owner, home.name) == home.name:
            found[str(home)] = Account(home.name, home)
    return sorted(found.values())


def _folders(above: Path, nobody: frozenset[str]) -> list[Path]:
    try:
        homes = sorted(above.iterdir())
    except OSError:
        return []
    return [home for home in homes if home.name.casefold() not in nobody and _is_home(home)]


def _is_home(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # it is there; that it cannot be looked at is told later
        return True


def _believed(home: str, number: int) -> bool:
    try:
        found = Path(home).stat()
    except OSError:
        return False
    return number != 0 or (found.st_uid == 0 and not found.st_mode & 0o022)
