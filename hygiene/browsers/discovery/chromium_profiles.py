"""Which folders of a Chromium's data folder are profiles."""

from __future__ import annotations

from collections.abc import Iterator

from hygiene.browsers.discovery.looking import Found, Look, holds
from hygiene.errors import NotHere
from hygiene.filesystem.tree import Folder

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
        for name, state, folder in look.subfolders(top, data):
            with look.noting():
                if name.casefold() in _NESTS:
                    found += _nested(look, folder, data, name)
                elif _is_profile(name, folder) and look.first_time(state):
                    found.append(Found(name, f"{data}/{name}"))
        if not found and not holds(top, "Local State"):
            return None
    # Default, Profile 1, Profile 2, … 10: the oldest first, where there are too many.
    return sorted(found, key=lambda profile: (len(profile.folder), profile.folder))


def _nested(look: Look, nest: Folder, data: str, name: str) -> Iterator[Found]:
    """Profiles one or two names below `nest`: `_side_profiles/1`, `Snapshots/120.0.1/Default`."""
    for id, state, folder in look.subfolders(nest, f"{data}/{name}"):
        path = f"{name}/{id}"
        with look.noting():
            if _is_profile(id, folder) and look.first_time(state):
                yield Found(path, f"{data}/{path}")
        for last, last_state, below in look.subfolders(folder, f"{data}/{path}"):
            with look.noting():
                if _is_profile(last, below) and look.first_time(last_state):
                    yield Found(f"{path}/{last}", f"{data}/{path}/{last}")


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
