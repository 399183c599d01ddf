"""What lies in the recycle bins of a person: in the home, and on each volume."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from hygiene.clock import Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.files.entries import MOST_ENTRIES, Left, Listing, dated
from hygiene.files.places import is_shown
from hygiene.files.recycled import LONGEST, deleted
from hygiene.filesystem.tree import FileKind, Tree
from hygiene.filesystem.walk import Walk
from hygiene.machine import Home
from hygiene.machine.volumes import volumes

PLACE = "bin"
#: The bin's folders are named by these accounts: local and domain, cloud (learn.microsoft.com).
_PEOPLE = ("S-1-5-21-", "S-1-12-1-")
#: Its subfolders are named by the account: keys that Windows makes at the first log-in (recalled).
_KEYS = "AppData/Roaming/Microsoft/Protect"


class Bin(NamedTuple):
    """One bin: the folder of the files, and that of what is told of them, if it is another."""

    tree: Tree
    files: str
    told: str


#: What is told of one entry of a bin: its own name, when it was thrown away in ns since 1970.
Told = tuple[str, int | None]


def bin_of(home: Home, deadline: Deadline) -> Listing:
    """Everything in the bins of a home, by the names that it had and the moment it was deleted.

    What cannot be looked at is told, the rest is counted.
    """
    listing = Listing(PLACE)
    for bin in _bins(home, listing):
        walk = Walk(bin.tree, deadline, MOST_ENTRIES - len(listing.files))
        try:
            listing.files.extend(_contents(bin, walk, home.machine.platform))
        except NotHere:
            pass
        except CannotLook as cause:
            walk.unseen.append(cause)
        listing.unseen.extend(walk.unseen)
    return listing


def _bins(home: Home, listing: Listing) -> Iterator[Bin]:
    platform = home.machine.platform
    if platform == "macos":
        yield Bin(home.tree, home.at(".Trash"), "")
    elif platform == "linux":
        trash = home.at(".local/share/Trash")
        yield Bin(home.tree, f"{trash}/files", f"{trash}/info")
    of_volume = _of_windows if platform == "windows" else _of_others
    for tree, path in volumes(home.machine):
        try:
            if _may_enter(tree, path):
                yield from of_volume(home, tree, path)
        except CannotLook as cause:
            listing.unseen.append(cause)


def _may_enter(tree: Tree, path: str) -> bool:
    """Whoever may not enter a volume has no bin on it: `/boot/efi` is closed on most computers."""
    try:
        tree.folder(path or ".").close()
    except NotHere:
        return False
    except CannotLook as cause:
        if cause.reason is not Reason.DENIED:
            raise
        return False
    return True


def _of_others(home: Home, tree: Tree, path: str) -> Iterator[Bin]:
    """Of one volume: `.Trash-1000`, `.Trash/1000` (freedesktop.org), `.Trashes/501` (macOS)."""
    owner = home.tree.stat(home.path).owner
    for names in ([f".Trash-{owner}"], [".Trash", str(owner)]):
        place = _folders(tree, path, names)
        files = place and _folders(tree, place, ["files"])
        if files:
            yield Bin(tree, files, f"{place}/info")
    if place := _folders(tree, path, [".Trashes", str(owner)]):
        yield Bin(tree, place, "")


def _of_windows(home: Home, tree: Tree, path: str) -> Iterator[Bin]:
    place = _folders(tree, path, ["$Recycle.Bin"])
    for name in _accounts(home) if place else ():
        if files := _folders(tree, place or "", [name]):
            yield Bin(tree, files, files)


def _accounts(home: Home) -> list[str]:
    """The accounts of a Windows home, as the bins are named; there is one, more after a repair."""
    try:
        names = home.tree.names(home.at(_KEYS))
    except NotHere:
        names = []
    names = [name for name in names if name.upper().startswith(_PEOPLE)]
    if not names:
        raise CannotLook(Reason.UNSUPPORTED, PLACE, "whose bin is whose is not told")
    return names


def _folders(tree: Tree, path: str, names: list[str]) -> str | None:
    """The path of the folder at `names`, where each is one and none a link that somebody laid."""
    for name in names:
        try:
            with tree.folder(path or ".") as folder:
                if folder.stat(name).kind is not FileKind.FOLDER:
                    return None
        except NotHere:
            return None
        path = f"{path}/{name}" if path else name
    return path


def _contents(bin: Bin, walk: Walk, platform: str) -> Iterator[Left]:
    tell = _told_by_windows(bin) if platform == "windows" else _told_by_others(bin)
    known: dict[str, Told | None] = {}
    for level in walk.levels(bin.files, is_shown):
        top = level.path[len(bin.files) + 1 :].partition("/")[0]
        for name in level.files:
            first = top or name
            if first not in known:
                walk.tick()
                known[first] = tell(first)
            told = known[first]
            if told is None:
                continue
            own = name if top else told[0]
            date = dated(level, name, walk) if told[1] is None else told[1]
            if date is not None and is_shown(own):
                yield Left(bin.tree, level.path, name, own, date)


def _told_by_others(bin: Bin) -> Callable[[str], Told | None]:
    """On Linux a file's own name is kept, and its `.trashinfo` is as old as its deletion."""

    def tell(name: str) -> Told | None:
        if not bin.told:
            return name, None
        try:
            return name, bin.tree.stat(f"{bin.told}/{name}.trashinfo").mtime_ns
        except (NotHere, CannotLook):
            return name, None

    return tell


def _told_by_windows(bin: Bin) -> Callable[[str], Told | None]:
    """On Windows `$RABC.pdf` is the file; `$IABC.pdf` tells its name, and is of its last day."""

    def tell(name: str) -> Told | None:
        if not name.upper().startswith("$R"):
            return None  # what tells of the others, and files of the system
        path = f"{bin.told}/$I{name[2:]}"
        try:
            return deleted(bin.tree.read(path, LONGEST)) or name, bin.tree.stat(path).mtime_ns
        except (NotHere, CannotLook):
            return name, None

    return tell
