"""The tabs that Chromium can bring back: counted, no address kept."""

from __future__ import annotations

from collections.abc import Callable

from hygiene.browsers.formats.snss import Tabs, read_closed, read_session
from hygiene.browsers.origins import is_empty_page
from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.tally import Item, Tally, tallied

SOURCE = "Sessions"
#: The same commands, encrypted, beside the plain ones since Chromium 148; alone one day.
ENCRYPTED = "Sessions_Encrypted"
#: Names are microseconds since 1601; the twin of a file is named within the same second.
_SAME_SET = 60_000_000
#: Bytes; the browser writes its state anew long before.
_MOST = 64 * 1024 * 1024
#: Until 2021 (Chromium 88) in the profile itself, newest first.
_OLD_SESSIONS, _OLD_CLOSED = ("Current Session", "Last Session"), ("Current Tabs", "Last Tabs")


def open_tabs(profile: Profile) -> Tally:
    """Tabs alive at the end of the newest session set.

    Tabs that only show the browser's own empty page count beside others; alone they are nothing.
    `facts.closed` counts closed ones still listed, `facts.older_files` files of earlier sessions,
    which keep their addresses.
    """
    return tallied((SOURCE, lambda: _look(profile)))


def _look(profile: Profile) -> Tally:
    sessions, closed = session_files(profile)
    if not sessions and not closed:
        raise NotHere
    alive = _newest(profile, sessions, read_session)
    listed = _newest(profile, closed, read_closed)
    pages = alive.tabs if alive and not all(is_empty_page(t.url) for t in alive.tabs) else ()
    tally = Tally.of((Item(tab.last) for tab in pages), profile.clock)
    older = max(0, len(sessions) - 1) + max(0, len(closed) - 1)
    return tally.with_facts(closed=len(listed.tabs) if listed else 0, older_files=older)


def _newest(profile: Profile, paths: list[str], read: Callable[[bytes], Tabs]) -> Tabs | None:
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
    if paths:
        raise CannotLook(Reason.DAMAGED, SOURCE, "no file was written whole")
    return None


def _dated(profile: Profile, folder: str, prefix: str) -> list[str]:
    """Paths of the files with this prefix, newest first: their names are dates."""
    try:
        names = profile.tree.names(profile.at(folder))
    except NotHere:
        return []
    return [f"{profile.at(folder)}/{n}" for n in reversed(names) if n.startswith(prefix)]


def _date(paths: list[str]) -> int:
    """The moment in the name of the newest file; 0 where there is none."""
    number = paths[0].rpartition("_")[2] if paths else ""
    return int(number) if number.isascii() and number.isdigit() else 0


def session_files(profile: Profile) -> tuple[list[str], list[str]]:
    """Paths of session files and of closed-tab files, newest first.

    Raises CannotLook(ENCRYPTED) where what is newest can be read by the browser alone.
    """
    sessions = _dated(profile, SOURCE, "Session_")
    closed = _dated(profile, SOURCE, "Tabs_")
    if not sessions and not closed:
        sessions = [p for n in _OLD_SESSIONS if profile.tree.is_file(p := profile.at(n))]
        closed = [p for n in _OLD_CLOSED if profile.tree.is_file(p := profile.at(n))]
    if _date(_dated(profile, ENCRYPTED, "Session_")) > _date(sessions) + _SAME_SET:
        raise CannotLook(Reason.ENCRYPTED, ENCRYPTED)
    return sessions, closed
