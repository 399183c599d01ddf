"""Firefox's session files (`jsonlz4`): open and closed tabs, and the session's cookies.

Format: Firefox `toolkit/components/lz4` (8 bytes of magic, the size, one LZ4 block) around the JSON
that `browser/components/sessionstore/SessionStore.sys.mjs` writes, read in 153; before Firefox 56
the JSON stood alone. The file also holds cookie values, form values and session storage in clear:
they are dropped while the JSON is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hygiene.errors import CannotLook, Reason
from hygiene.filesystem.jsonfile import values

_MAGIC = b"mozLz40\0"
_HEADER = len(_MAGIC) + 4
_MIB = 1 << 20

#: Values that one file may make us build at once; 2,000 tabs with long histories make a million.
_MOST_VALUES = 3_000_000

#: LZ4 cannot shrink more than this.
_MOST_GROWTH = 255

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: 2000 to 2200, in milliseconds since 1970: other numbers are no dates.
_FIRST_DATE, _LAST_DATE = 946_684_800_000, 7_258_118_400_000
#: Cookies ended at a number of seconds before 2025, of milliseconds since.
_MOST_SECONDS = 100_000_000_000

#: What is kept of the JSON's objects: no value, no form, no storage, no title, no icon.
_KEPT = frozenset(
    {
        *("windows", "_closedWindows", "lastSessionState", "deferredInitialState"),
        *("tabs", "_closedTabs", "closedGroups", "savedGroups", "windowClosedId", "closedId"),
        *("state", "entries", "index", "url", "lastAccessed", "closedAt"),
        *("cookies", "host", "name", "expiry", "secure", "httponly"),
    }
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab.

    `url` is the page it shows ("" where it shows none), for its site only: whole addresses are
    never shown. `last` is when it was last active, or closed for a closed one; None where the file
    does not tell.
    """

    url: str = field(repr=False)
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class SessionCookie:
    """A cookie of the session, without its value. Firefox does not note when it was made."""

    host: str
    name: str
    expiry: datetime | None = None
    secure: bool = False
    http_only: bool = False


@dataclass(frozen=True, slots=True)
class SessionStore:
    """What one session file lists.

    `closed` are tabs that can be opened again one by one: closed ones, those of closed windows and
    of closed or saved groups. `previous` and `previous_cookies` belong to the session before, which
    "restore previous session" brings back.
    """

    tabs: tuple[Tab, ...] = ()
    closed: tuple[Tab, ...] = ()
    previous: tuple[Tab, ...] = ()
    session_cookies: tuple[SessionCookie, ...] = ()
    previous_cookies: tuple[SessionCookie, ...] = ()


def read_sessionstore(data: bytes, *, max_bytes: int = 64 * _MIB) -> SessionStore:
    """The tabs and session cookies of a `sessionstore.jsonlz4`, `recovery.jsonlz4` and the like.

    Args:
        data: The whole file.
        max_bytes: Size of the JSON beyond which it is not read.

    Raises:
        CannotLook: `damaged` or `too-big`.
    """
    state = _json(_content(data, max_bytes))
    closed_windows = _dicts(state, "_closedWindows")
    closed = [
        *_closed_tabs([*_dicts(state, "windows"), *closed_windows]),
        *_tabs(closed_windows),
        *_saved_tabs(state, closed_windows),
    ]
    before = [state[key] for key in ("lastSessionState", "deferredInitialState") if state.get(key)]
    if not all(isinstance(older, dict) for older in before):
        raise _damaged("session before")
    return SessionStore(
        tabs=tuple(_tabs(_dicts(state, "windows"))),
        closed=tuple(closed),
        previous=tuple(tab for older in before for tab in _tabs(_dicts(older, "windows"))),
        session_cookies=tuple(_cookies(state)),
        previous_cookies=tuple(cookie for older in before for cookie in _cookies(older)),
    )


def _content(data: bytes, max_bytes: int) -> bytes:
    """The JSON of a session file."""
    if not data.startswith(_MAGIC):
        if not data.startswith((b"{", b"({")):
            raise _damaged("magic")
        if len(data) > max_bytes:
            raise CannotLook(Reason.TOO_BIG, detail="session file: size")
        return data.strip().removeprefix(b"(").removesuffix(b")")
    size = int.from_bytes(data[len(_MAGIC) : _HEADER], "little")
    if size > max_bytes:
        raise CannotLook(Reason.TOO_BIG, detail="session file: size")
    block = data[_HEADER:]
    if not 0 < size <= len(block) * _MOST_GROWTH:
        raise _damaged("size")
    import lz4.block

    try:
        content: bytes = lz4.block.decompress(block, uncompressed_size=size)
    except (lz4.block.LZ4BlockError, ValueError):
        content = b""
    if len(content) != size:
        raise _damaged("LZ4 block")
    return content


def _json(content: bytes) -> dict[str, Any]:
    """The parts of the JSON that `_KEPT` names."""
    if values(content) > _MOST_VALUES:
        raise CannotLook(Reason.TOO_BIG, detail="session file: number of values")
    state = None
    try:
        state = json.loads(content.decode(), object_hook=_kept, parse_constant=_refuse)
    except (ValueError, RecursionError):
        pass  # raised below, so that the error does not carry the content with it
    if not isinstance(state, dict) or not isinstance(state.get("windows"), list):
        raise _damaged("JSON")
    return state


def _kept(item: dict[str, Any]) -> dict[str, Any]:
    return {key: item[key] for key in item.keys() & _KEPT}


def _refuse(constant: str) -> None:
    """NaN and Infinity are not JSON."""
    raise ValueError


def _dicts(item: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """A list of objects; none where the key is absent or null."""
    value = item.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise _damaged(key)
    return value


def _tabs(windows: Iterable[dict[str, Any]]) -> Iterator[Tab]:
    for window in windows:
        for tab in _dicts(window, "tabs"):
            yield _tab(tab, tab.get("lastAccessed"))


def _closed_tabs(windows: Iterable[dict[str, Any]]) -> Iterator[Tab]:
    """The tabs closed in these windows, one by one or with their group."""
    for window in windows:
        for holder, key in [(window, "_closedTabs")] + [
            (group, "tabs") for group in _dicts(window, "closedGroups")
        ]:
            for tab in _dicts(holder, key):
                yield _closed_tab(tab)


def _saved_tabs(state: dict[str, Any], closed_windows: list[dict[str, Any]]) -> Iterator[Tab]:
    """The tabs of saved groups, but for groups saved with a window that is listed itself."""
    listed = {window["closedId"] for window in closed_windows if _is_number(window, "closedId")}
    for group in _dicts(state, "savedGroups"):
        if not (_is_number(group, "windowClosedId") and group["windowClosedId"] in listed):
            for tab in _dicts(group, "tabs"):
                yield _closed_tab(tab)


def _is_number(item: dict[str, Any], key: str) -> bool:
    return isinstance(item.get(key), int)


def _closed_tab(tab: dict[str, Any]) -> Tab:
    """A closed tab: its state lies in the record of its closing."""
    state = tab.get("state", tab)
    if not isinstance(state, dict):
        raise _damaged("state")
    return _tab(state, tab.get("closedAt", state.get("lastAccessed")))


def _tab(state: dict[str, Any], last: object) -> Tab:
    """A tab, at the page of its history that `index` (from 1) points to."""
    entries = _dicts(state, "entries")
    if not entries:
        return Tab("", _date(last))
    index = state.get("index", len(entries))
    if not isinstance(index, int):
        raise _damaged("index")
    return Tab(_text(entries[min(max(index, 1), len(entries)) - 1], "url"), _date(last))


def _cookies(state: dict[str, Any]) -> Iterator[SessionCookie]:
    for cookie in _dicts(state, "cookies"):
        expiry = cookie.get("expiry")
        if isinstance(expiry, int) and expiry < _MOST_SECONDS:
            expiry *= 1000
        yield SessionCookie(
            host=_text(cookie, "host"),
            name=_text(cookie, "name"),
            expiry=_date(expiry),
            secure=cookie.get("secure") is True,
            http_only=cookie.get("httponly") is True,
        )


def _text(item: dict[str, Any], key: str) -> str:
    """A text, "" where absent; JSON can spell halves of characters, which nothing can print."""
    value = item.get(key, "")
    if not isinstance(value, str):
        raise _damaged(key)
    return value.encode("utf-8", "replace").decode()


def _date(moment: object) -> datetime | None:
    """A moment in milliseconds since 1970."""
    if moment is None:
        return None
    if not isinstance(moment, int | float):
        raise _damaged("date")
    if not _FIRST_DATE <= moment <= _LAST_DATE:
        return None
    return _EPOCH + timedelta(milliseconds=moment)


def _damaged(what: str) -> CannotLook:
    return CannotLook(Reason.DAMAGED, detail=f"session file: {what}")
