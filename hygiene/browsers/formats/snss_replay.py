"""What the commands of Chromium's session files do to tabs, windows and closed entries.

Chromium `components/sessions/core/session_service_commands.cc` (`Session_*`) and
`tab_restore_service_impl.cc` (`Tabs_*`), read in 2026: the same number means one thing in the
first, another in the second. Commands that say nothing of tabs, or are unknown, pass by: other
browsers add their own.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hygiene.errors import CannotLook, Reason

#: Commands of `Session_*`. 5 and 11 are older forms of 24.
_TAB_WINDOW, _PAGE, _SELECTED, _WINDOW_TYPE, _TAB_GONE, _WINDOW_GONE = 0, 6, 7, 9, 16, 17
_PRUNED_BACK, _PRUNED_FRONT, _PRUNED, _LAST_ACTIVE = 5, 11, 24, 21
#: Commands of `Tabs_*`. 3 is an older form of 9.
_CLOSED_PAGE, _RESTORED, _CLOSED_TAB, _SPLIT, _GROUP, _WINDOW, _OLD_WINDOW = 1, 2, 4, 15, 13, 9, 3

_INT = struct.Struct("<i")
_TWO = struct.Struct("<ii")
_THREE = struct.Struct("<iii")
_MOMENT = struct.Struct("<q")

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
#: 2008 to 2200, in microseconds since 1601. Before 2023 "last active" counted from the computer's
#: start: such small numbers are no dates.
_DATES = range(12_843_619_200_000_000, 18_902_592_000_000_000)

#: Moves inside back/forward lists that one file may cost. Real files cost thousands.
_MOST_MOVES = 5_000_000


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab.

    `url` is the page it shows, for its site only: whole addresses are never shown. `last` is when
    it was last active, or closed for a closed one; None where the file does not tell.
    """

    url: str = field(repr=False)
    last: datetime | None = None


class _OpenTab:
    """What the commands have said of one open tab so far."""

    __slots__ = ("last", "pages", "selected", "window")

    def __init__(self) -> None:
        self.window = 0
        self.pages: dict[int, bytes] = {}
        self.selected = -1
        self.last = 0


class OpenTabs:
    """The tabs of a `Session_*` file, command by command."""

    def __init__(self) -> None:
        self._tabs: dict[int, _OpenTab] = {}
        self._windows: set[int] = set()
        self._moves = 0

    def apply(self, command: int, payload: bytes) -> None:
        """Do what one command says; `struct.error` if its payload is not what it should be."""
        if command == _TAB_WINDOW:
            window, tab = _TWO.unpack_from(payload)
            self._tab(tab).window = window
        elif command == _PAGE:
            tab, index, url = _page(payload)
            self._tab(tab).pages[index] = url
        elif command == _SELECTED:
            tab, index = _TWO.unpack_from(payload)
            self._tab(tab).selected = index
        elif command == _WINDOW_TYPE:  # a window is one only once it has a type
            self._windows.add(_INT.unpack_from(payload)[0])
        elif command == _TAB_GONE:
            self._tabs.pop(_INT.unpack_from(payload)[0], None)
        elif command == _WINDOW_GONE:
            self._windows.discard(_INT.unpack_from(payload)[0])
        elif command == _LAST_ACTIVE and len(payload) in (12, 16):  # Vivaldi had another 21
            self._tab(_INT.unpack_from(payload)[0]).last = _MOMENT.unpack(payload[-8:])[0]
        elif command == _PRUNED_BACK:
            tab, index = _TWO.unpack_from(payload)
            pages = self._pages(tab)
            self._tab(tab).pages = {at: url for at, url in pages.items() if at < index}
        elif command == _PRUNED_FRONT:
            tab, count = _TWO.unpack_from(payload)
            self._prune(tab, 0, count)
        elif command == _PRUNED:
            self._prune(*_THREE.unpack_from(payload))

    def alive(self) -> Iterator[Tab]:
        """The tabs that the browser would open again: in a window, with at least one page."""
        for tab in self._tabs.values():
            if tab.pages and tab.window in self._windows:
                later = [index for index in tab.pages if index >= tab.selected]
                shown = min(later) if later else max(tab.pages)
                yield Tab(_text(tab.pages[shown]), _date(tab.last))

    def _tab(self, tab: int) -> _OpenTab:
        return self._tabs.setdefault(tab, _OpenTab())

    def _pages(self, tab: int) -> dict[int, bytes]:
        pages = self._tab(tab).pages
        self._moves += len(pages)
        if self._moves > _MOST_MOVES:
            raise CannotLook(Reason.TOO_BIG, detail="SNSS: too many moves in back/forward lists")
        return pages

    def _prune(self, tab: int, first: int, count: int) -> None:
        """Remove `count` pages from index `first` on; what comes after moves up."""
        if first < 0 or count <= 0:
            raise CannotLook(Reason.DAMAGED, detail="SNSS: negative range of pages")
        state, end = self._tab(tab), first + count
        if first <= state.selected < end:
            state.selected = first - 1
        elif state.selected >= end:
            state.selected -= count
        state.pages = {
            index if index < first else index - count: url
            for index, url in self._pages(tab).items()
            if not first <= index < end
        }


class _ClosedTab:
    """What the commands have said of one closed tab so far."""

    __slots__ = ("last", "pages", "selected")

    def __init__(self, selected: int, last: int) -> None:
        self.pages: list[bytes] = []
        self.selected = selected
        self.last = last


class ClosedTabs:
    """The entries (tab, window, group, split view) of a `Tabs_*` file, each before its tabs."""

    def __init__(self) -> None:
        self._entries: dict[int, dict[int, _ClosedTab]] = {}
        self._owner: dict[int, int] = {}
        self._entry = 0
        self._expected = 0
        self._closed_at = 0
        self._current: _ClosedTab | None = None

    def apply(self, command: int, payload: bytes) -> None:
        """Do what one command says; `struct.error` if its payload is not what it should be."""
        if command == _CLOSED_PAGE:
            if self._current is None:
                raise CannotLook(Reason.DAMAGED, detail="SNSS: page of no tab")
            self._current.pages.append(_page(payload)[2])
        elif command == _RESTORED:
            self._remove(_INT.unpack_from(payload)[0])
            self._expected, self._current = 0, None
        elif command == _OLD_WINDOW:
            entry, _, count = _THREE.unpack_from(payload)
            self._open(entry, count)
        elif command == _CLOSED_TAB:
            tab, selected = _TWO.unpack_from(payload)
            self._add(
                tab, selected, _MOMENT.unpack_from(payload, 8)[0] if len(payload) >= 16 else 0
            )
        elif command == _WINDOW:
            fields = _pickle(payload)
            entry, _, count = _THREE.unpack_from(fields)
            self._open(entry, count, _MOMENT.unpack_from(fields, 12)[0])
        elif command == _GROUP:  # a group: its 16-byte token comes first
            self._open(*_TWO.unpack_from(_pickle(payload), 16))
        elif command == _SPLIT:  # a split view: two tabs
            self._open(_INT.unpack_from(_pickle(payload), 16)[0], 2)

    def listed(self) -> Iterator[Tab]:
        """The tabs with at least one page; the browser lists no others."""
        for tabs in self._entries.values():
            for tab in tabs.values():
                if tab.pages:
                    shown = min(max(tab.selected, 0), len(tab.pages) - 1)
                    yield Tab(_text(tab.pages[shown]), _date(tab.last))

    def _open(self, entry: int, count: int, closed_at: int = 0) -> None:
        """Begin an entry of `count` tabs."""
        if count <= 0:
            raise CannotLook(Reason.DAMAGED, detail="SNSS: closed window of no tabs")
        self._remove(entry)
        self._entries[entry] = {}
        self._entry, self._expected, self._closed_at = entry, count, closed_at
        self._current = None

    def _add(self, tab: int, selected: int, closed_at: int) -> None:
        """Add a tab to the entry that waits for tabs, else as an entry of its own."""
        if self._expected:
            self._expected -= 1
        else:
            self._remove(tab)
            self._entries[tab] = {}
            self._entry, self._closed_at = tab, 0
        self._current = _ClosedTab(selected, closed_at or self._closed_at)
        self._entries[self._entry][tab] = self._current
        self._owner[tab] = self._entry

    def _remove(self, gone: int) -> None:
        """Take away an entry, or one tab of an entry."""
        if self._entries.pop(gone, None) is None:
            self._entries.get(self._owner.get(gone, 0), {}).pop(gone, None)


def _pickle(payload: bytes) -> bytes:
    """The fields of a Chromium pickle: its size comes first, the fields end the payload.

    A page too long for one command is cut by the browser, so its size may say more than is there.
    """
    (size,) = _INT.unpack_from(payload)
    if size < 0:
        raise struct.error
    return payload[max(_INT.size, len(payload) - size) :]


def _page(payload: bytes) -> tuple[int, int, bytes]:
    """Tab, index and address of a page. What follows (title, form values) is never looked at."""
    fields = _pickle(payload)
    tab, index, length = _THREE.unpack_from(fields)
    if not 0 <= length <= len(fields) - _THREE.size:
        raise struct.error
    return tab, index, fields[_THREE.size : _THREE.size + length]


def _text(url: bytes) -> str:
    return url.decode("utf-8", "replace")


def _date(moment: int) -> datetime | None:
    """A moment in microseconds since 1601; 0 and what cannot be a date are None."""
    return _EPOCH + timedelta(microseconds=moment) if moment in _DATES else None
