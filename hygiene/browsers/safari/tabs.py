"""The tabs that Safari can bring back: counted, no address and no title leaves here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from hygiene.browsers.counting import SINCE_2001
from hygiene.browsers.database import Database
from hygiene.browsers.origins import is_empty_page
from hygiene.browsers.profile import Profile
from hygiene.browsers.safari.places import owns, shared, uuid
from hygiene.clock import Deadline
from hygiene.errors import CannotLook, Reason
from hygiene.filesystem.jsonfile import objects
from hygiene.filesystem.plistfile import date_of, parse_plist
from hygiene.tally import Item, Tally, tallied

#: Windows, groups of tabs and profiles; since Safari 15 (2021).
SOURCE = "SafariTabs.db"
#: The windows of the last session, before that database and still beside it.
LAST, CLOSED = "LastSession.plist", "RecentlyClosedTabs.plist"
#: Never `local_attributes`, which holds what was typed in the page. Schema VERIFIED in mac_apt and
#: two dumps of 2026.
COLUMNS = {
    "bookmarks": (
        *("id", "parent", "type", "subtype", "special_id", "deleted"),
        *("url", "external_uuid", "date_closed", "extra_attributes"),
    )
}
_PROFILE = 2
#: `special_id` of what is no tab: bar and menu of bookmarks (RECALLED), reading list, list of the
#: parental controls (VERIFIED in a public parser, 2026).
_BOOKMARKS = (1, 2, 3, 4)
#: More tabs, or folders in each other, than anybody has.
_MOST, _DEEPEST = 20_000, 20
#: Bytes; real ones have some hundred.
_MOST_ATTRIBUTES = 8192


class Tab(NamedTuple):
    """One tab: its address stays in this file."""

    address: str
    seen: datetime | None
    owner: object = None
    """What Safari calls the profile."""
    closed: bool = False


def open_tabs(profile: Profile) -> Tally:
    """Tabs of windows and of groups, those of private windows that are still open included.

    `facts.closed` counts closed ones that are still listed.
    """
    known: set[str] = set()

    def of_database(name: str) -> Tally:
        tabs = profile.ask(name, COLUMNS, lambda db: _tabs(db, profile.deadline))
        known.update(tab.address for tab in tabs)
        own = [tab for tab in tabs if owns(profile, tab.owner)]
        return _tally(profile, [t for t in own if not t.closed], [t for t in own if t.closed])

    def of_session(name: str) -> Tally:
        # The same windows are in the database, in another form: what that has counts once.
        found = _windows(profile.plist(name, ("SessionWindows",)).get("SessionWindows"))
        return _tally(profile, [tab for tab in found if tab.address not in known], [])

    databases = [(SOURCE, lambda n=n: of_database(n)) for n in shared(profile, SOURCE)]
    if uuid(profile) is not None:  # what the property lists hold does not tell whose it is
        return tallied(*databases)
    return tallied(
        *databases,
        *((LAST, lambda n=n: of_session(n)) for n in shared(profile, LAST)),
        *((CLOSED, lambda n=n: _closed(profile, n)) for n in shared(profile, CLOSED)),
    )


def _tally(profile: Profile, alive: list[Tab], closed: list[Tab]) -> Tally:
    pages = (Item(tab.seen) for tab in alive if not is_empty_page(tab.address))
    return Tally.of(pages, profile.clock).with_facts(closed=len(closed))


class _Folder(NamedTuple):
    parent: object
    subtype: object
    special: object
    uuid: object


def _tabs(db: Database, deadline: Deadline) -> list[Tab]:
    there = db.need("bookmarks", "id", "parent", "type", "url")

    def column(name: str) -> str:
        return name if name in there else "null"

    folders = {
        id: _Folder(*rest)
        for id, *rest in db.rows(
            f"select id, parent, {column('subtype')}, {column('special_id')},"
            f" substr({column('external_uuid')}, 1, 36) from bookmarks where type = 1 limit :most",
            most=_MOST,
        )
    }
    leaves = db.rows(
        f"select parent, substr(url, 1, 2048), {column('date_closed')},"
        f" case when length({column('extra_attributes')}) <= {_MOST_ATTRIBUTES}"
        f" then {column('extra_attributes')} end"
        f" from bookmarks where type = 0 and url != '' and coalesce({column('deleted')}, 0) = 0"
        " limit :most",
        most=_MOST + 1,
    )
    if len(leaves) > _MOST or len(folders) == _MOST:
        raise CannotLook(Reason.TOO_BIG, detail=f"more than {_MOST} tabs")
    found = []
    for parent, address, closed, attributes in leaves:
        deadline.check(SOURCE)
        above = list(_above(parent, folders))
        if all(folder.special not in _BOOKMARKS for folder in above):
            owner = next((folder.uuid for folder in above if folder.subtype == _PROFILE), None)
            found.append(Tab(str(address), _seen(attributes), owner, bool(closed)))
    return found


def _above(id: object, folders: Mapping[object, _Folder]) -> Iterator[_Folder]:
    """The folder, the one that it lies in, and so on."""
    for _ in range(_DEEPEST):
        folder = folders.get(id)
        if folder is None:
            return
        yield folder
        id = folder.parent


def _seen(attributes: object) -> datetime | None:
    """When a tab was last looked at; None where it does not say so."""
    if not isinstance(attributes, bytes):
        return None
    try:
        return date_of(parse_plist(attributes).get("DateLastViewed"))
    except CannotLook:
        return None


def _windows(value: object) -> list[Tab]:
    """The tabs of a list of windows (keys VERIFIED in mac_apt, 2026)."""
    tabs: list[Tab] = []
    for window in objects(value):
        for state in _states(window):
            if len(tabs) == _MOST:  # objects of a property list may stand in many places at once
                raise CannotLook(Reason.TOO_BIG, detail=f"more than {_MOST} tabs")
            date = state.get("LastVisitTime")
            seen = SINCE_2001.read(date) if isinstance(date, (int, float)) else date_of(date)
            tabs.append(Tab(state["TabURL"][:2048], seen))
    return tabs


def _states(window: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for state in objects(window.get("TabStates")):
        if isinstance(state.get("TabURL"), str) and state["TabURL"]:
            yield state


def _closed(profile: Profile, name: str) -> Tally:
    key = "ClosedTabOrWindowPersistentStates"
    states = [
        state
        for each in objects(profile.plist(name, (key,)).get(key))
        if isinstance(state := each.get("PersistentState"), dict)
    ]
    single = [{"TabStates": [state]} for state in states if "TabStates" not in state]
    windows = [state for state in states if "TabStates" in state]
    return _tally(profile, [], _windows([*single, *windows]))
