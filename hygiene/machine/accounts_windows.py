"""Who has a home on this Windows: what the registry lists, and the folders beside them."""

from __future__ import annotations

import os
import sys
import winreg
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from hygiene.machine.people import NOBODY_ON_WINDOWS

assert sys.platform == "win32"  # for the type checker: winreg is empty elsewhere

_PROFILES = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList"
#: People's accounts, of this computer, of a domain, of Entra ID; the others are services'.
_PEOPLE = ("S-1-5-21-", "S-1-12-1-")


def me(environ: Mapping[str, str]) -> tuple[str, Path]:
    """Name and home of the person who runs the program."""
    home = Path(environ.get("USERPROFILE") or Path.home())
    return environ.get("USERNAME") or home.name, home


def everybody() -> Iterator[tuple[str, Path]]:
    """Names and homes of people: those that the registry lists, those in the same folder."""
    met = set()
    for home in [*_listed(), *_beside()]:
        if str(home).casefold() not in met and home.name.casefold() not in NOBODY_ON_WINDOWS:
            met.add(str(home).casefold())
            try:
                there = home.is_dir()
            except OSError:
                there = True
            if there:
                yield home.name, home


def _listed() -> Iterator[Path]:
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _PROFILES) as profiles:
            count = winreg.QueryInfoKey(profiles)[0]
            accounts = [winreg.EnumKey(profiles, number) for number in range(count)]
            for account in accounts:
                if account.startswith(_PEOPLE):
                    # A profile that Windows has begun to delete has no path; the others do.
                    with suppress(OSError), winreg.OpenKey(profiles, account) as profile:
                        yield _path(profile, "ProfileImagePath")
    except OSError:
        return


def _beside() -> list[Path]:
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _PROFILES) as profiles:
            return sorted(_path(profiles, "ProfilesDirectory").iterdir())
    except OSError:
        return []


def _path(key: winreg.HKEYType, name: str) -> Path:
    return Path(os.path.expandvars(str(winreg.QueryValueEx(key, name)[0])))
