"""The session file of Firefox: tabs and session cookies, no value kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hygiene.browsers.origins import is_empty_page
from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.tally import Item, Tally, tallied

if TYPE_CHECKING:
    from hygiene.browsers.formats.sessionstore import SessionStore

SOURCE = "sessionstore"
_MOST = 64 * 1024 * 1024
_BACKUPS = "sessionstore-backups"
#: Written while Firefox runs and left by a crash, or written at a clean close: the newer counts.
_CURRENT = (f"{_BACKUPS}/recovery.jsonlz4", "sessionstore.jsonlz4")
#: The copy that Firefox makes before it writes the first one anew.
_SPARE = f"{_BACKUPS}/recovery.baklz4"


def open_tabs(profile: Profile) -> Tally:
    """Tabs that Firefox can bring back, even with "restore previous session" off.

    `facts.closed` counts closed ones still listed; Firefox lists those of the session before with
    them (measured, 153). Tabs that only show the browser's own empty page count beside others;
    alone they are nothing.
    """

    def look() -> Tally:
        store = current(profile)
        tabs = store.tabs
        pages = tabs if not all(is_empty_page(tab.url) for tab in tabs) else ()
        tally = Tally.of((Item(tab.last) for tab in pages), profile.clock)
        return tally.with_facts(closed=len(store.closed), older_files=_older(profile))

    return tallied((SOURCE, look))


def current(profile: Profile) -> SessionStore:
    """What the current session file holds; raises NotHere where there is none."""
    return profile.once("session file", lambda: _read(profile))


def _read(profile: Profile) -> SessionStore:
    from hygiene.browsers.formats.sessionstore import read_sessionstore

    for path in _newest_first(profile):
        profile.deadline.check(SOURCE)
        try:
            return read_sessionstore(profile.tree.read(profile.at(path), _MOST))
        except NotHere:
            continue  # a running browser replaces it
        except CannotLook as cause:
            raise cause.at(SOURCE) from None
    raise NotHere


def _newest_first(profile: Profile) -> list[str]:
    found = []
    for path in _CURRENT:
        try:
            found.append((profile.tree.stat(profile.at(path)).mtime_ns, path))
        except NotHere:
            continue
    return [path for _, path in sorted(found, reverse=True)] or [_SPARE]


def _older(profile: Profile) -> int:
    """How many files of earlier sessions lie there: they keep their addresses."""
    try:
        names = profile.tree.names(profile.at(_BACKUPS))
    except NotHere:
        return 0
    if len(names) > 10_000:
        raise CannotLook(Reason.TOO_BIG, SOURCE, "too many files")
    return sum(name.startswith(("previous.", "upgrade.")) for name in names)
