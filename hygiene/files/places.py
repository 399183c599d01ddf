"""The places where people leave files: downloads, desktop, documents, scans."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from hygiene.data import load
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.files.user_dirs import user_dirs
from hygiene.filesystem import Tree, open_tree
from hygiene.filesystem.glob import matching
from hygiene.machine import Home

#: In the order in which they are told.
PLACES = ("downloads", "desktop", "documents", "scans")


class Place(NamedTuple):
    """One folder where files are left; without an identity, `cause` is why it was not reached."""

    id: str
    tree: Tree
    path: str
    cause: CannotLook | None = None
    identity: tuple[int, int] | None = None


def places(home: Home) -> tuple[Place, ...]:
    """Every folder of a home where files are left, each once; those that are not there are none."""
    found = [*_folders(home), *_scans(home)]
    met: set[tuple[int, int]] = set()
    kept = []
    for place in found:
        if place.cause is None:
            try:
                identity = place.tree.stat(place.path).identity
            except NotHere:
                continue
            except CannotLook as cause:
                place = place._replace(cause=cause)
            else:
                if identity in met:
                    continue
                met.add(identity)
                place = place._replace(identity=identity)
        kept.append(place)
    # A stable order: all folders of one place stand together.
    return tuple(sorted(kept, key=lambda place: PLACES.index(place.id)))


def _folders(home: Home) -> Iterator[Place]:
    for place in PLACES[:-1]:
        for found in _of(home, place):
            yield found._replace(id=place)


def _scans(home: Home) -> Iterator[Place]:
    # The folders of scans lie in other places: they come after those, and their own names win
    # because a walk enters no folder that is a place by itself.
    for name in _data()["scans"]["names"]:
        yield Place("scans", home.tree, home.at(name))
        for above in ("documents", "pictures"):
            for found in _of(home, above):
                if found.cause is None:
                    path = f"{found.path}/{name}" if found.path else name
                    yield Place("scans", found.tree, path)


def _of(home: Home, place: str) -> list[Place]:
    return home.once(f"folders of {place}", lambda: list(_every(home, place)))


def _every(home: Home, place: str) -> Iterator[Place]:
    """The folders that the person's settings name, then those with the usual names."""
    platform = home.machine.platform
    try:
        if platform == "linux" and (declared := _declared(home).get(place)):
            yield Place(place, home.tree, declared)
        if platform == "windows" and (outside := _known(home, place)):
            yield outside
    except CannotLook as cause:
        yield Place(place, home.tree, "", cause)
    for pattern in _data()[platform][place]:
        try:
            for path in matching(home.tree, home.path, pattern, fold=platform != "linux"):
                yield Place(place, home.tree, path)
        except CannotLook as cause:
            # A link that leads out of what is looked at, a folder that cannot be entered.
            yield Place(place, home.tree, "", cause)


def _declared(home: Home) -> Mapping[str, str]:
    return home.once("user dirs", lambda: user_dirs(home))


def _known(home: Home, place: str) -> Place | None:
    """The folder that Windows itself uses, where it lies out of the home: on another disk."""
    if sys.platform == "win32":
        from hygiene.windows import known_folder

        folder = known_folder(place) if home.machine.live and home.mine else None
        if folder is not None:
            try:
                home.tree.inside(str(folder))
            except CannotLook as cause:
                if cause.reason is not Reason.OUTSIDE_ROOT:
                    raise
                return Place(place, open_tree(folder, fold=True, links="outside"), "")
    return None


@cache
def _data() -> dict[str, Any]:
    return load("hygiene.files", "places.toml")


@cache
def _nothing() -> tuple[frozenset[str], tuple[str, ...]]:
    row = _data()["nothing"]
    return frozenset(row["names"]), tuple(row["beginnings"])


def is_shown(name: str) -> bool:
    """Whether people see a file of this name: no hidden file, and none of the system."""
    names, beginnings = _nothing()
    low = name.lower()
    return not (low in names or low.startswith(beginnings))


def is_shortcut(name: str) -> bool:
    """Whether a file of this name only leads to another thing."""
    return name.lower().endswith(_endings("shortcuts"))


def is_one_thing(name: str) -> bool:
    """Whether a folder of this name is one thing to people on a Mac."""
    return name.lower().endswith(_endings("one"))


@cache
def _endings(table: str) -> tuple[str, ...]:
    return tuple(_data()[table]["endings"])
