"""A second opinion on tabs: Chromium's command files and Firefox's session file, read plainly."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# components/sessions/core/session_service_commands.cc
_TAB_WINDOW, _NAVIGATION, _TAB_CLOSED, _WINDOW_CLOSED = 0, 6, 16, 17
# components/sessions/core/tab_restore_service_impl.cc: one for each tab, in a window or not
_RESTORED, _CLOSED_TAB = 2, 4


@dataclass(frozen=True, slots=True)
class Tabs:
    """Tabs still open, closed tabs still listed, and cookies that live in the session file."""

    open: int
    closed: int
    cookies: int = 0


def chromium_tabs(folder: Path) -> Tabs:
    """Count the tabs of the newest pair of session files (a name ends with its date)."""
    windows: dict[int, int] = {}
    shown: set[int] = set()
    for command, payload in _commands(max(folder.glob("Session_*"))):
        if command == _TAB_WINDOW:
            window, tab = struct.unpack_from("<ii", payload)
            windows[tab] = window
        elif command == _NAVIGATION:
            shown.add(struct.unpack_from("<i", payload, 4)[0])
        elif command == _TAB_CLOSED:
            windows.pop(struct.unpack_from("<i", payload)[0], None)
        elif command == _WINDOW_CLOSED:
            gone = struct.unpack_from("<i", payload)[0]
            windows = {tab: window for tab, window in windows.items() if window != gone}
    closed: set[int] = set()
    for command, payload in _commands(max(folder.glob("Tabs_*"))):
        (entry,) = struct.unpack_from("<i", payload) if len(payload) >= 4 else (0,)
        if command == _CLOSED_TAB:
            closed.add(entry)
        elif command == _RESTORED:
            closed.discard(entry)
    return Tabs(open=len(windows.keys() & shown), closed=len(closed))


def firefox_session(profile: Path) -> Tabs:
    """Count tabs and session cookies in the current session file.

    `sessionstore.jsonlz4` exists after a clean close only; while the browser runs, and after a
    crash, the current one is `recovery.jsonlz4`.
    """
    file = profile / "sessionstore.jsonlz4"
    if not file.exists():
        file = profile / "sessionstore-backups" / "recovery.jsonlz4"
    state = _mozlz4(file)
    windows = state["windows"]
    both = [*state.get("cookies", []), *state.get("lastSessionState", {}).get("cookies", [])]
    return Tabs(
        open=sum(len(window["tabs"]) for window in windows),
        closed=sum(len(window.get("_closedTabs", [])) for window in windows)
        + sum(len(window["tabs"]) for window in state.get("_closedWindows", [])),
        cookies=len({(cookie["host"], cookie["name"], cookie["path"]) for cookie in both}),
    )


def _commands(file: Path) -> Iterator[tuple[int, bytes]]:
    """Yield command and payload: `SNSS`, a version, then size (2 bytes), command, payload."""
    data = file.read_bytes()
    at = 8
    while at + 3 <= len(data):
        (size,) = struct.unpack_from("<H", data, at)
        yield data[at + 2], data[at + 3 : at + 2 + size]
        at += 2 + size


def _mozlz4(file: Path) -> dict[str, Any]:
    import lz4.block

    state: dict[str, Any] = json.loads(lz4.block.decompress(file.read_bytes()[8:]))
    return state
