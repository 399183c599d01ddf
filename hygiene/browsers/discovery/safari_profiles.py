"""Which profiles Safari has: the main one, and those that Safari 17 and later add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hygiene.browsers.discovery.looking import Found, Look
from hygiene.browsers.safari.places import (
    CONTAINER,
    INSIDE,
    MAIN_STORE,
    OPEN,
    PROFILES,
    STORES,
    UUID,
)
from hygiene.errors import CannotLook, NotHere
from hygiene.filesystem.tree import Folder

if TYPE_CHECKING:
    from hygiene.browsers.database import Database

_TABS = f"{INSIDE}/SafariTabs.db"
_COLUMNS = {"bookmarks": ("external_uuid", "subtype")}
#: More profiles than anybody makes.
_MOST = 1000


def safari_profiles(look: Look, data: str) -> list[Found] | None:
    """The profiles, `data` being the home's Library; None where Safari has kept nothing.

    The files of one profile lie in several folders: the path of each is `data` itself. A profile
    that was deleted and has left its site data is one.

    Raises:
        NotHere: There is no such folder.
        CannotLook: It is there and cannot be listed.
    """
    with look.tree.folder(data) as library:
        used = _names(look, data, OPEN) if _has(library, OPEN) else []
        sandbox = _has(library, CONTAINER.partition("/")[0])
    known: set[str] = set()
    if sandbox:
        used += [name for folder in (INSIDE, MAIN_STORE) for name in _names(look, data, folder)]
        known.update(name.upper() for f in (PROFILES, STORES) for name in _names(look, data, f))
        known.update(_listed(look, data))
    found = [Found(".", data)] if used else []
    found += [Found(f"Profiles/{name}", data) for name in sorted(known) if UUID.fullmatch(name)]
    return found or None


def _has(folder: Folder, name: str) -> bool:
    try:
        folder.stat(name)
    except NotHere:
        return False
    return True


def _names(look: Look, data: str, folder: str) -> list[str]:
    try:
        with look.tree.folder(f"{data}/{folder}") as opened:
            return look.names(opened)
    except NotHere:
        return []
    except CannotLook as cause:
        look.missed(cause.at(f"{look.source}/{folder}"))
        return []


def _listed(look: Look, data: str) -> list[str]:
    """The profiles of Safari's own list; where it cannot be read, the reader of tabs tells."""

    def question(db: Database) -> list[str]:
        db.need("bookmarks", "external_uuid", "subtype")
        rows = db.rows(
            "select substr(external_uuid, 1, 36) from bookmarks where subtype = 2 limit :most",
            most=_MOST,
        )
        return [name.upper() for (name,) in rows if isinstance(name, str)]

    path = f"{data}/{_TABS}"
    try:
        if not look.tree.is_file(path):
            return []
        from hygiene.browsers.database import ask  # SQLite is loaded where there is a database

        return ask(look.tree, path, _COLUMNS, question, source=_TABS, deadline=look.deadline)
    except (NotHere, CannotLook):
        return []
