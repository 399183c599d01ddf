"""Whether a browser is open now: the locks it holds, else the process that its lock names."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

from hygiene.browsers.discovery.catalogue import browsers
from hygiene.browsers.profile import Installation, Profile
from hygiene.errors import CannotLook, NotHere, Reason

if TYPE_CHECKING:
    from psutil import Process

#: What a running Chromium holds record locks on, in each profile it has open (measured with
#: lslocks, Chromium 156): the kernel tells that even of a process in a sandbox.
_CHROMIUM_LOCKS = ("Local Storage/leveldb/LOCK", "Login Data", "History")
#: What a running Firefox holds one on, in its profile.
_LOCK = (".parentlock",)
#: Install forms whose processes carry another number out there, and the start of their programs.
_SANDBOXES = {"flatpak": "/app/", "snap": "/snap/"}
#: A process's number on Linux and macOS.
_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
#: Seconds by which the clock may have been set between the start of a process and its lock.
_SLACK = 120


def is_running(installation: Installation) -> bool:
    """Whether the browser is open now with this data folder; what a kill left behind is not.

    Raises:
        NotHere: The data are not those of this computer: the question does not apply.
        CannotLook: Its locks cannot be looked at.
    """
    if not installation.home.machine.live:
        raise NotHere
    if installation.home.machine.platform == "windows":
        return _on_windows(installation)
    if installation.family == "chromium":
        return _chromium(installation)
    if installation.family == "safari":  # it has one process for all of its profiles
        return _any_process(installation)
    return _firefox(installation)


def is_open(profile: Profile) -> bool:
    """Whether a running browser has this very profile open; False where that cannot be told.

    Chromium on Windows does not tell, and a copied home never does. Raises CannotLook where its
    locks cannot be looked at.
    """
    installation = profile.installation
    if not installation.home.machine.live:
        return False
    names: tuple[str, ...] = _CHROMIUM_LOCKS
    if installation.family == "firefox":
        names = ("parent.lock",) if installation.home.machine.platform == "windows" else _LOCK
    elif installation.home.machine.platform == "windows":
        return False
    locked, missed = _locked(profile, names)
    if missed is not None and not locked:
        raise missed
    return locked or (installation.family == "firefox" and _linked(installation, profile))


def _chromium(installation: Installation) -> bool:
    lock = "SingletonLock"
    try:
        target = installation.tree.readlink(f"{installation.data}/{lock}")
    except NotHere:
        return False
    except CannotLook as cause:
        raise cause.at(lock) from None
    locked, missed = _any_locked(installation, _CHROMIUM_LOCKS)
    if locked:
        return True
    # No profile is open: the window that asks who is there, or a lock that a kill left behind.
    host, _, number = target.rpartition("-")
    if _this_host(host):
        if _alive(installation, number, lock):
            return True
        if installation.install in _SANDBOXES and _any_process(installation):
            return True
    if missed is not None:
        raise missed
    return False


def _firefox(installation: Installation) -> bool:
    if not installation.profiles and installation.unseen is not None:
        raise installation.unseen
    locked, missed = _any_locked(installation, _LOCK)
    if locked:
        return True
    if missed is not None:
        raise missed
    return any(_linked(installation, profile) for profile in installation.profiles)


def _linked(installation: Installation, profile: Profile) -> bool:
    """Whether the link that Firefox makes where there are no record locks names a live one."""
    if _told_by_kernel(installation, profile.at(".parentlock")) is not None:
        return False
    try:
        target = installation.tree.readlink(profile.at("lock"))
    except NotHere:
        return False
    except CannotLook as cause:
        raise cause.at("lock") from None
    return _alive(installation, target.rpartition("+")[2], f"{profile.folder}/lock")


def _on_windows(installation: Installation) -> bool:
    # Both are created anew at the start. Firefox shares its file with nobody and leaves it behind;
    # Chromium lets others read its own, which Windows deletes with the process (2026,
    # process_singleton_win.cc): it is left behind by a power cut only.
    if installation.family == "firefox":
        locked, missed = _any_locked(installation, ("parent.lock",))
        if missed is not None and not locked:
            raise missed
        return locked
    lock = "lockfile"
    try:
        installation.tree.open(f"{installation.data}/{lock}").close()
    except NotHere:
        return False
    except CannotLook as cause:
        if cause.reason is Reason.LOCKED:
            return True
        raise cause.at(lock) from None
    return _any_process(installation)


def _any_locked(
    installation: Installation, names: tuple[str, ...]
) -> tuple[bool, CannotLook | None]:
    """Whether somebody holds one of these files of a profile, and why some were not seen."""
    missed: CannotLook | None = None
    for profile in installation.profiles:
        locked, cause = _locked(profile, names)
        if locked:
            return True, None
        missed = missed or cause
    return False, missed


def _locked(profile: Profile, names: tuple[str, ...]) -> tuple[bool, CannotLook | None]:
    """Whether somebody holds one of these files of one profile, and why some were not seen."""
    missed: CannotLook | None = None
    for name in names:
        try:
            if _told_by_kernel(profile.installation, profile.at(name)):
                return True, None
        except CannotLook as cause:
            missed = missed or cause.at(name.rpartition("/")[2])
    return False, missed


def _told_by_kernel(installation: Installation, path: str) -> bool | None:
    try:
        with installation.tree.open(path) as file:
            return file.locked()
    except NotHere:
        return None
    except CannotLook as cause:
        if cause.reason is Reason.LOCKED:  # Windows: opened without sharing
            return True
        raise


def _this_host(name: str) -> bool:
    """Whether `name` is this computer; what follows the first dot changes with the network."""
    if sys.platform == "win32":
        return True
    here = os.uname().nodename
    return name.casefold().split(".")[0] == here.casefold().split(".")[0]


def _alive(installation: Installation, number: str, lock: str) -> bool:
    """Whether process `number` is this browser and older than the lock that names it."""
    if not _NUMBER.fullmatch(number):
        return False
    import psutil

    folder, _, name = lock.rpartition("/")
    where = f"{installation.data}/{folder}" if folder else installation.data
    try:
        with installation.tree.folder(where) as opened:
            made = opened.stat(name).mtime_ns / 1e9
        process = psutil.Process(int(number))
        return process.create_time() <= made + _SLACK and _is_browser(process, installation)
    except (NotHere, psutil.NoSuchProcess):
        return False
    except (psutil.AccessDenied, OSError):
        raise CannotLook(Reason.DENIED, name) from None


def _any_process(installation: Installation) -> bool:
    """Whether a process of this browser, in this form, runs for the home's owner."""
    import psutil

    owner = installation.tree.stat(installation.data).owner
    inside = _SANDBOXES.get(installation.install, "")
    for process in psutil.process_iter():
        try:
            if sys.platform != "win32" and process.uids().real != owner:
                continue
            if _is_browser(process, installation) and process.exe().startswith(inside):
                return True
        except (psutil.Error, OSError):
            continue
    return False


def _is_browser(process: Process, installation: Installation) -> bool:
    """Whether the program is called as the catalogue says, and is no corpse."""
    import psutil

    if process.status() == psutil.STATUS_ZOMBIE:
        return False
    called = {_program(process.name())}
    try:
        called.add(_program(process.exe()))
    except (psutil.Error, OSError):
        pass  # somebody else's process: its name must do
    return not called.isdisjoint(browsers()[installation.browser].processes)


def _program(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2].casefold().removesuffix(".exe")
