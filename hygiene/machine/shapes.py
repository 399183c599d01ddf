"""What a folder's own folders tell: the disk of a system, a copied home, or neither."""

from __future__ import annotations

from typing import NamedTuple

from hygiene.errors import CannotLook, NotHere
from hygiene.filesystem.tree import Tree
from hygiene.machine import Platform

#: Beside `Users`; all in lower case.
_WINDOWS = frozenset(
    {
        "windows",
        "programdata",
        "program files",
        "program files (x86)",
        "$recycle.bin",
        "documents and settings",
        "perflogs",
        "system volume information",
    }
)
_MACOS = frozenset({"library", "system", "private", "applications", "volumes", "cores"})
#: Beside `home`; as they are written.
_LINUX = frozenset({"etc", "usr", "var", "bin", "boot", "lib", "opt", "root", "sbin", "srv"})
_LINUX_HOME = frozenset(
    {
        ".bash_history",
        ".bashrc",
        ".cache",
        ".config",
        ".local",
        ".mozilla",
        ".profile",
        ".var",
        "snap",
    }
)
#: In a home's `Library`; in lower case.
_MACOS_HOME = frozenset({"application support", "caches", "preferences", "safari"})


#: The folder of all such programs, and how that of one of them ends; in lower case.
_STICK, _CARRIED = "portableapps", ("portable", "portableesr", "portable64")


class Shape(NamedTuple):
    """The system a folder comes from, and whether it is its whole disk or one home."""

    platform: Platform
    disk: bool


def shape_of(tree: Tree, platform: Platform | None) -> Shape | None:
    """The shape of a tree that matches names without regard to case; None where nothing tells.

    With `platform` known, whatever is no disk of that system is a home.
    """
    found = _told(tree, platform)
    if platform is None:
        return found
    return found if found is not None and found.platform == platform else Shape(platform, False)


def _told(tree: Tree, platform: Platform | None) -> Shape | None:
    names = frozenset(tree.names(""))
    low = frozenset(name.casefold() for name in names)
    if "users" in low and tree.is_folder("Users"):
        if platform == "windows" or (platform is None and low & _WINDOWS):
            return Shape("windows", True)
        # Before homes: a Mac's disk has a Library with the same folders as those of its homes.
        if platform == "macos" or (platform is None and low & _MACOS):
            return Shape("macos", True)
    if _is_linux_disk(tree, names):
        return Shape("linux", True)
    home = _home(tree, "", names, low)
    if home is not None:
        return Shape(home, False)
    if "users" in low and (inside := _of_users(tree)) is not None:
        return Shape(inside, True)
    if _is_stick(tree, low):
        return Shape("windows", False)
    if "home" in names and tree.is_folder("home"):
        return Shape("linux", True)
    return None


def _is_stick(tree: Tree, low: frozenset[str]) -> bool:
    """Whether programs that are carried along lie there; nearly all are made for Windows."""
    return _STICK in low or any(
        name.endswith(_CARRIED) and tree.is_folder(f"{name}/Data") for name in sorted(low)
    )


def _is_linux_disk(tree: Tree, names: frozenset[str]) -> bool:
    if "etc" in names and tree.is_file("etc/passwd"):
        return True
    return "home" in names and len(names & _LINUX) > 1


def _home(tree: Tree, path: str, names: frozenset[str], low: frozenset[str]) -> Platform | None:
    """The system that the folder is a home of; a home of each may hold a `.config`."""
    if "appdata" in low:
        return "windows"
    if "library" in low and _MACOS_HOME & _low_names(tree, f"{path}/Library"):
        return "macos"
    return "linux" if names & _LINUX_HOME else None


def _of_users(tree: Tree) -> Platform | None:
    for name in sorted(_low_names(tree, "Users")):
        low = _low_names(tree, f"Users/{name}")
        found = _home(tree, f"Users/{name}", low, low)
        if found is not None and found != "linux":
            return found
    return None


def _low_names(tree: Tree, path: str) -> frozenset[str]:
    try:
        return frozenset(name.casefold() for name in tree.names(path))
    except (NotHere, CannotLook):
        return frozenset()
