"""Which folders of a Chromium's data folder are profiles."""

from __future__ import annotations

from collections.abc import Iterator

from hygiene.browsers.looking import Found, Look, holds
from hygiene.errors import NotHere
from hygiene.filesystem.tree import Folder, Stat

#: Any of them makes a profile, also where the browser has forgotten it (`Local State` lists it no
#: more) and where its Preferences are damaged or gone.
_DATABASES = ("History", "Login Data", "Web Data", "Cookies")
#: Since Chromium 96 cookies are in `Network`, on Windows first (dissect, 2026).
_NETWORK = ("Cookies",)
#: Folders of data folders: copies that Chrome keeps when it is updated, Opera's side profiles.
_NESTS = frozenset({"snapshots", "_side_profiles"})
#: Chromium's own, behind the window that asks who is there: always with Preferences.
_SYSTEM = "system profile"


def chromium_profiles(look: Look, data: str) -> list[Found] | None:
    """The profiles below `data`, None where no browser has kept its data there.

    Opera's profile may be the data folder itself, `.`; all shapes are looked for at once.

    Raises:
        NotHere: There is no such folder.
        CannotLook: It is there and cannot be listed.
    """
    with look.tree.folder(data) as top:
        found = [Found(".", data)] if _has_data(top) else []
        for name, state, folder in _folders(look, top, data):
            if name.casefold() in _NESTS:
                found += _nested(look, folder, data, name)
            elif _is_profile(name, folder) and look.first_time(state):
                found.append(Found(name, f"{data}/{name}"))
        if not found and not holds(top, "Local State"):
            return None
    return found


def _nested(look: Look, nest: Folder, data: str, name: str) -> Iterator[Found]:
    """Profiles one or two names below `nest`: `_side_profiles/1`, `Snapshots/120.0.1/Default`."""
    for id, state, folder in _folders(look, nest, f"{data}/{name}"):
        if _is_profile(id, folder) and look.first_time(state):
            yield Found(f"{name}/{id}", f"{data}/{name}/{id}")
        for last, last_state, below in _folders(look, folder, f"{data}/{name}/{id}"):
            if _is_profile(last, below) and look.first_time(last_state):
                yield Found(f"{name}/{id}/{last}", f"{data}/{name}/{id}/{last}")


def _folders(look: Look, folder: Folder, path: str) -> Iterator[tuple[str, Stat, Folder]]:
    for name, state, child in look.subfolders(folder, path):
        # SingletonSocket leads to /tmp: a link out of every home, and no profile.
        if not name.startswith("Singleton"):
            yield name, state, child


def _is_profile(name: str, folder: Folder) -> bool:
    return _has_data(folder) or (name.casefold() != _SYSTEM and holds(folder, "Preferences"))


def _has_data(folder: Folder) -> bool:
    if holds(folder, *_DATABASES):
        return True
    try:
        with folder.enter("Network") as network:
            return holds(network, *_NETWORK)
    except NotHere:
        return False
