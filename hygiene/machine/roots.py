"""A mounted disk or a copied home: which system it comes from, and whose homes are in it."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from hygiene.clock import Clock, Deadline
from hygiene.errors import CannotLook, NotHere, UsageError
from hygiene.filesystem import open_tree
from hygiene.filesystem.tree import Tree
from hygiene.machine import Home, Machine, Platform
from hygiene.machine.people import (
    NOBODY_ON_LINUX,
    NOBODY_ON_MACOS,
    NOBODY_ON_WINDOWS,
    entries,
    is_person,
)
from hygiene.machine.shapes import Shape, shape_of

_PASSWD = "etc/passwd"
_MOST_BYTES = 1 << 20


def offline_machine(
    root: Path,
    *,
    platform: Platform | None = None,
    users: Sequence[str] = (),
    deadline: Deadline,
    clock: Clock,
) -> Machine:
    """The machine that a mounted disk, or a copied home, comes from.

    Nothing leaves `root`: on a disk, an absolute link means "from the disk's root"; in a copied
    home it leads out. A copied home is one home, called as its folder.

    Args:
        root: The folder that was asked for; its own way may lead through links.
        platform: The system it comes from; None: what its folders tell. With it any folder will do.
        users: Names of homes; names twice count once.
        deadline: When nothing new is begun.
        clock: From when on things count; no session of this computer concerns these homes.

    Raises:
        UsageError: `root-missing`, `root-not-a-folder`, `root-denied`, `root-unknown` (which
            `--platform` mends), `no-such-user`.
    """
    root = Path(os.path.abspath(root))  # noqa: PTH100 - "." has no name, and links keep theirs
    _refuse_unusable(root)
    # Windows and macOS names, for what the folders tell; the right tree follows.
    try:
        shape = shape_of(open_tree(root, fold=True, links="inside"), platform)
    except CannotLook as cause:
        raise UsageError("root-denied", root=str(root)) from cause
    if shape is None:
        raise UsageError("root-unknown", root=str(root))
    tree = open_tree(
        root, fold=shape.platform != "linux", links="inside" if shape.disk else "outside"
    )
    machine = Machine(
        platform=shape.platform,
        live=False,
        deadline=deadline,
        started_at=clock.now,
        clock=clock._replace(session=None),
        root=str(root),
        system=tree if shape.disk else None,
    )
    missed: list[CannotLook] = []
    try:
        homes = _homes(tree, shape, root, missed)
    except CannotLook as cause:
        raise UsageError("root-denied", root=str(root / cause.source)) from cause
    machine.missed = tuple(missed)
    own = clock._replace(session=None)
    machine.homes = tuple(
        Home(machine, name, tree, path, clock=own)
        for name, path in _chosen(homes, users, shape.platform)
    )
    return machine


def _refuse_unusable(root: Path) -> None:
    try:
        if not root.is_dir():
            missing = not os.path.lexists(root)
            raise UsageError("root-missing" if missing else "root-not-a-folder", root=str(root))
        with os.scandir(root):
            pass
    except OSError:
        raise UsageError("root-denied", root=str(root)) from None


def _homes(tree: Tree, shape: Shape, root: Path, missed: list[CannotLook]) -> list[tuple[str, str]]:
    """Names and paths of the homes, in the order of their names; why some may be missing."""
    if not shape.disk:
        return [(root.name or "root", "")]
    if shape.platform == "windows":
        return _below(tree, "Users", NOBODY_ON_WINDOWS)
    if shape.platform == "macos":
        return _below(tree, "Users", NOBODY_ON_MACOS)
    return _linux_homes(tree, missed)


def _linux_homes(tree: Tree, missed: list[CannotLook]) -> list[tuple[str, str]]:
    try:
        people = _people(tree)
    except CannotLook as cause:
        people = []  # the homes in /home tell for themselves
        missed.append(cause.at(_PASSWD))
    named = {path: name for name, path in people}
    below = []
    try:
        for name, path in _below(tree, "home", NOBODY_ON_LINUX):
            below.append((named.get(path, name), path))
    except CannotLook:
        if not people:
            raise
        # Of each of them it is told that it cannot be entered.
    found: dict[object, tuple[str, str]] = {}
    for name, path in [*below, *people, ("root", "root")]:
        try:
            found.setdefault(tree.stat(path).identity, (name, path))
        except NotHere:
            continue
        except CannotLook:
            found.setdefault(path, (name, path))
    return sorted(found.values())


def _people(tree: Tree) -> list[tuple[str, str]]:
    try:
        passwd = tree.text(_PASSWD, _MOST_BYTES)
    except NotHere:
        return []
    people = [(each.name, each.home.strip("/")) for each in entries(passwd) if is_person(each)]
    return [(name, path) for name, path in people if _is_home(tree, path)]


def _below(tree: Tree, folder: str, nobody: frozenset[str]) -> list[tuple[str, str]]:
    """The homes in a folder; raises CannotLook where nobody can say which there are."""
    try:
        names = tree.names(folder)
    except NotHere:
        return []
    except CannotLook as cause:
        raise cause.at(folder) from None
    homes = [name for name in names if name.casefold() not in nobody]
    return [(n, f"{folder}/{n}") for n in homes if _is_home(tree, f"{folder}/{n}")]


def _is_home(tree: Tree, path: str) -> bool:
    try:
        tree.folder(path).close()
    except NotHere:
        return False
    except CannotLook:
        return True  # it is there; that it cannot be entered is told later
    return True


def _chosen(
    homes: list[tuple[str, str]], users: Sequence[str], platform: Platform
) -> list[tuple[str, str]]:
    if not users:
        return homes
    chosen: dict[str, tuple[str, str]] = {}
    for user in users:
        same = [home for home in homes if _called(home[0], platform) == _called(user, platform)]
        if not same:
            raise UsageError("no-such-user", user=user)
        chosen.update({path: (name, path) for name, path in same})
    return list(chosen.values())


def _called(name: str, platform: Platform) -> str:
    name = unicodedata.normalize("NFC", name)
    return name.lower() if platform == "windows" else name
