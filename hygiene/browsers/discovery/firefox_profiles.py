"""Which folders of a Firefox's data folder are profiles, listed or forgotten."""

from __future__ import annotations

import posixpath

from hygiene.browsers.discovery.looking import Found, Look, holds
from hygiene.browsers.discovery.profiles_ini import Entry, read_profiles_ini
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import Folder

#: Any of them makes a folder a profile, listed or not: what `-P` "deletes" without its files, what
#: a reinstalled Firefox no longer lists. signons.sqlite: before Firefox 32.
_MARKS = ("places.sqlite", "cookies.sqlite", "logins.json", "key4.db", "prefs.js", "signons.sqlite")
_LIST = "profiles.ini"
#: Windows and macOS put new profiles here, Linux beside the list.
_NEST = "profiles"
#: A real list has some kilobytes.
_MOST_BYTES = 1 << 20


def firefox_profiles(look: Look, data: str) -> list[Found] | None:
    """The profiles of `profiles.ini`, then the orphans; None where no browser left anything.

    Where a browser is carried along, its only profile is the data folder itself, `.`.

    Raises:
        NotHere: There is no such folder.
        CannotLook: It is there and cannot be listed.
    """
    with look.tree.folder(data) as top:
        found = [Found(".", data)] if holds(top, *_MARKS) else []
        found += [
            profile for entry in _entries(look, data) if (profile := _listed(look, data, entry))
        ]
        found += _orphans(look, top, data)
        if not found and not holds(top, _LIST, "installs.ini"):
            return None
    return found


def _entries(look: Look, data: str) -> tuple[Entry, ...]:
    try:
        listed = read_profiles_ini(look.tree.read(f"{data}/{_LIST}", _MOST_BYTES))
    except NotHere:
        return ()
    except CannotLook as cause:
        look.missed(cause.at(_LIST))
        return ()
    if listed.damaged:
        look.missed(CannotLook(Reason.DAMAGED, _LIST))
    if len(listed.profiles) > look.left:
        look.missed(CannotLook(Reason.TOO_BIG, _LIST))
    entries = listed.profiles[: look.left]
    look.left -= len(entries)
    return entries


def _listed(look: Look, data: str, entry: Entry) -> Found | None:
    look.deadline.check(look.source)
    with look.noting():
        path = _path(look, data, entry)
        with look.tree.folder(path):
            state = look.tree.stat(path)
        if look.first_time(state):
            below = path.startswith(f"{data}/")
            folder = path[len(data) + 1 :] if below else posixpath.relpath(path, data)
            # The cache of a profile that is named from the root lies in it (nsToolkitProfile).
            return Found(folder, path, cached=below or entry.relative)
    return None


def _path(look: Look, data: str, entry: Entry) -> str:
    """Where in the tree the entry leads."""
    path = entry.path
    if look.home.machine.platform == "windows":
        path = path.replace("\\", "/")
    if entry.relative:
        path = f"{data}/{path}"
    elif path.startswith("~/"):
        path = look.home.at(path[2:])
    else:
        path = _from_root(look, path, data)
    path = posixpath.normpath(path)
    if path.split("/", 1)[0] == "..":
        raise CannotLook(Reason.OUTSIDE_ROOT)
    return path


def _from_root(look: Look, path: str, data: str) -> str:
    try:
        return look.tree.inside(path)
    except CannotLook:
        # A home that was copied or moved: its own data folder, under the name it had before.
        before, own, rest = path.partition(f"/{look.place.data}/")
        if before and own and rest:
            return f"{data}/{rest}"
        raise


def _orphans(look: Look, top: Folder, data: str) -> list[Found]:
    found = []
    for name, state, folder in look.subfolders(top, data):
        with look.noting():
            if holds(folder, *_MARKS) and look.first_time(state):
                found.append(Found(name, f"{data}/{name}"))
            elif name.casefold() == _NEST:
                for last, last_state, below in look.subfolders(folder, f"{data}/{name}"):
                    with look.noting():
                        if holds(below, *_MARKS) and look.first_time(last_state):
                            found.append(Found(f"{name}/{last}", f"{data}/{name}/{last}"))
    return found
