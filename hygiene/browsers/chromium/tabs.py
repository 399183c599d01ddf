"""The tabs that Chromium can bring back: counted, no address kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hygiene.browsers.formats.snss import Tabs, read_closed, read_session
from hygiene.browsers.origins import is_empty_page
from hygiene.browsers.tally import Item, Tally, tallied
from hygiene.errors import CannotLook, NotHere

if TYPE_CHECKING:
    from hygiene.browsers.chromium.profile import ChromiumProfile

SOURCE = "Sessions"
#: Bytes; the browser writes its state anew long before.
_MOST = 64 * 1024 * 1024
#: Until 2021 (Chromium 88) in the profile itself, newest first.
_OLD_SESSIONS, _OLD_CLOSED = ("Current Session", "Last Session"), ("Current Tabs", "Last Tabs")


def open_tabs(profile: ChromiumProfile) -> Tally:
    """Tabs alive at the end of the newest session set.

    Tabs that only show the browser's own empty page count beside others; alone they are nothing.
    `facts.closed` counts closed ones still listed, `facts.older_files` files of earlier sessions,
    which keep their addresses.
    """
    return tallied((SOURCE, lambda: _look(profile)))


def _look(profile: ChromiumProfile) -> Tally:
    sessions, closed = _files(profile)
    if not sessions and not closed:
        raise NotHere
    alive = _newest(profile, sessions, read_session)
    listed = _newest(profile, closed, read_closed)
    pages = alive.tabs if alive and not all(is_empty_page(t.url) for t in alive.tabs) else ()
    tally = Tally.of((Item(tab.last) for tab in pages), profile.clock)
    older = max(0, len(sessions) - 1) + max(0, len(closed) - 1)
    return tally.with_facts(closed=len(listed.tabs) if listed else 0, older_files=older)


def _newest(
    profile: ChromiumProfile, paths: list[str], read: Callable[[bytes], Tabs]
) -> Tabs | None:
    """What the newest whole file lists: the browser passes over one that was cut short."""
    for path in paths:
        profile.deadline.check(SOURCE)
        try:
            found = read(profile.tree.read(path, _MOST))
        except NotHere:
            continue  # a running browser replaces them
        except CannotLook as cause:
            raise cause.at(SOURCE) from None
        if found.complete:
            return found
    return None


def _files(profile: ChromiumProfile) -> tuple[list[str], list[str]]:
    """Paths of session files and of closed-tab files, newest first: their names are dates."""
    folder = profile.at(SOURCE)
    try:
        names = sorted(profile.tree.names(folder), reverse=True)
    except NotHere:
        names = []
    sessions = [f"{folder}/{n}" for n in names if n.startswith("Session_")]
    closed = [f"{folder}/{n}" for n in names if n.startswith("Tabs_")]
    if not sessions and not closed:
        sessions = [p for n in _OLD_SESSIONS if profile.tree.is_file(p := profile.at(n))]
        closed = [p for n in _OLD_CLOSED if profile.tree.is_file(p := profile.at(n))]
    return sessions, closed
