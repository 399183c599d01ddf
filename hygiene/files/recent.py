"""The lists of recent documents: names of files that stay when the files are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import unquote

from hygiene.clock import moment
from hygiene.errors import NotHere
from hygiene.filesystem.glob import matching
from hygiene.machine import Home
from hygiene.tally import Item, Tally

_MOST_BYTES = 16 << 20
#: GTK's list (the Desktop Bookmark specification of freedesktop.org): one element a document. It
#: is looked through, not parsed: an XML parser follows whatever a stranger wrote there.
_LIST = ".local/share/recently-used.xbel"
_BOOKMARK = re.compile(rb"<bookmark\s([^<>]*)>")
_HREF = re.compile(rb'\bhref="([^"]*)"')
_MODIFIED = re.compile(rb'\bmodified="([^"]*)"')

#: One file a document, or (macOS) a list. KDE; Windows and Office; macOS, for all programs and for
#: each (recalled, 2026).
_FILES = {
    "linux": (".local/share/RecentDocuments/*.desktop",),
    "windows": (
        "AppData/Roaming/Microsoft/Windows/Recent/*.lnk",
        "AppData/Roaming/Microsoft/Office/Recent/*.lnk",
        "AppData/Roaming/Microsoft/Office/Recent/*.url",
    ),
    "macos": tuple(
        f"Library/Application Support/com.apple.sharedfilelist/com.apple.LSSharedFileList.{name}"
        for name in ("RecentDocuments.sfl*", "ApplicationRecentDocuments/*.sfl*")
    ),
}


def recent(home: Home) -> Tally:
    """What the lists of a home hold; on macOS, where no list is read, how many lists there are."""
    return Tally.of(_items(home), home.clock)


def _items(home: Home) -> Iterator[Item]:
    platform = home.machine.platform
    for pattern in _FILES[platform]:
        for path in matching(home.tree, home.path, pattern, fold=platform != "linux"):
            home.machine.deadline.check()
            try:
                date = moment(home.tree.stat(path).mtime_ns / 1e9)
            except NotHere:
                continue
            name = path.rpartition("/")[2].rpartition(".")[0]
            yield Item(date, "" if platform == "macos" else name)
    if platform == "linux":
        try:
            xbel = home.tree.text(home.at(_LIST), _MOST_BYTES)
        except NotHere:
            return
        yield from listed(xbel)


def listed(xbel: bytes) -> Iterator[Item]:
    """The documents that GTK's list names, with the date at which each was last used."""
    for bookmark in _BOOKMARK.finditer(xbel):
        href, modified = _HREF.search(bookmark[1]), _MODIFIED.search(bookmark[1])
        address = href[1].decode("utf-8", "replace") if href else ""
        yield Item(_date(modified[1]) if modified else None, unquote(address.rpartition("/")[2]))


def _date(raw: bytes) -> datetime | None:
    try:
        date = datetime.fromisoformat(raw.decode("ascii"))
    except ValueError:
        return None
    return moment(date.timestamp()) if date.tzinfo is not None else None
