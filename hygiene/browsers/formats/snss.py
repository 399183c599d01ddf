"""Chromium's session files (SNSS): which tabs are open, and which closed ones are still listed.

Both are logs of commands that the browser replays at its next start; so do we. The file around the
commands: Chromium `components/sessions/core/command_storage_backend.cc`, read in 2026 and compared
with what Chromium 156 writes.

Since Chromium 148 a twin folder `Sessions_Encrypted` may hold the same commands, each encrypted
(version 5). While the browser also writes `Sessions`, it tells nothing more.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hygiene.browsers.formats.snss_replay import ClosedTabs, OpenTabs, Tab
from hygiene.errors import CannotLook, Reason

_HEADER = struct.Struct("<4si")
_SIZE = struct.Struct("<H")

#: 1 until 2021; 3 since, with a marker after the state that opens the file.
_VERSIONS = (1, 3)
#: 2 and 4 were possible but never shipped; 5 is what `Sessions_Encrypted` holds.
_ENCRYPTED = (2, 4, 5)
_MARKER = 255

#: The browser writes its state anew after some 250 commands: 2,000 tabs make about 40,000.
_MOST_COMMANDS = 500_000


@dataclass(frozen=True, slots=True)
class Tabs:
    """What one file lists.

    `complete` is false where the state at the file's start was not written whole: the browser
    then passes the file over and takes the next older one.
    """

    tabs: tuple[Tab, ...]
    complete: bool


def read_session(data: bytes) -> Tabs:
    """The tabs open at the end of a `Session_*` file, in all windows, whatever page they show.

    Raises:
        CannotLook: `damaged`, `encrypted`, `unsupported` or `too-big`.
    """
    replay = OpenTabs()
    complete = _run(data, replay.apply)
    return Tabs(tuple(replay.alive()), complete)


def read_closed(data: bytes) -> Tabs:
    """The closed tabs that a `Tabs_*` file still lists, those of closed windows one by one.

    Restored and cleared ones are gone. The browser's own menu shows at most 25 entries of them.

    Raises:
        CannotLook: `damaged`, `encrypted`, `unsupported` or `too-big`.
    """
    replay = ClosedTabs()
    complete = _run(data, replay.apply)
    return Tabs(tuple(replay.listed()), complete)


def _run(data: bytes, apply: Callable[[int, bytes], None]) -> bool:
    """Hand every command of a file to `apply`; whether its initial state was complete."""
    if len(data) < _HEADER.size:
        raise CannotLook(Reason.DAMAGED, detail="SNSS: no header")
    signature, version = _HEADER.unpack_from(data)
    if signature != b"SNSS":
        raise CannotLook(Reason.DAMAGED, detail="SNSS: wrong signature")
    if version in _ENCRYPTED:
        raise CannotLook(Reason.ENCRYPTED, detail=f"SNSS: version {version}")
    if version not in _VERSIONS:
        raise CannotLook(Reason.UNSUPPORTED, detail=f"SNSS: version {version}")
    complete: bool = version == 1
    for number, (command, payload) in enumerate(_commands(data)):
        if number == _MOST_COMMANDS:
            raise CannotLook(Reason.TOO_BIG, detail="SNSS: too many commands")
        if command == _MARKER:
            complete = True
            continue
        try:
            apply(command, payload)
        except struct.error:
            damage = f"SNSS: command {command} of {len(payload)} bytes"
        else:
            continue
        raise CannotLook(Reason.DAMAGED, detail=damage)
    return complete


def _commands(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The commands with their payloads; a last one cut short is what a live browser leaves."""
    at, end = _HEADER.size, len(data)
    while at + _SIZE.size < end:
        (size,) = _SIZE.unpack_from(data, at)
        at += _SIZE.size
        if size == 0:
            if data.count(0, at) != end - at:
                raise CannotLook(Reason.DAMAGED, detail="SNSS: empty command")
            return  # only zeros follow: space that was reserved and never filled
        if at + size > end:
            return
        yield data[at], data[at + 1 : at + size]
        at += size
