"""What sites keep in Chromium beside cookies: their origins counted, no value read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from hygiene.browsers.formats.leveldb import live_keys, local_storage_origins
from hygiene.browsers.origins import origin_of, origin_of_name
from hygiene.browsers.profile import Profile
from hygiene.clock import moment
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import FileKind, Stat
from hygiene.tally import Distinct, Tally, tallied

T = TypeVar("T")

_ATTEMPTS = 3
#: Bytes of all the files of one LevelDB folder.
_MOST = 64 * 1024 * 1024
_SUFFIX = ".indexeddb.leveldb"
#: A folder of this name stands in the place of a file; LevelDB's own are called otherwise (`lost`).
_FILES = (".log", ".ldb", ".sst")
LOCAL_STORAGE = "Local Storage/leveldb"
SERVICE_WORKERS = "Service Worker/Database"
INDEXED_DB = "IndexedDB"


def site_storage(profile: Profile) -> Tally:
    """Origins with local storage, IndexedDB or service workers, each once.

    Only IndexedDB has a folder, hence a date, for each origin.
    """
    origins = Distinct(profile.clock)
    return tallied(
        ("IndexedDB", lambda: origins.tally(_indexed_db(profile))),
        ("Local Storage", lambda: origins.tally(dict.fromkeys(_local_storage(profile)))),
        ("LocalStorage", lambda: _not_yet(profile)),
        ("Service Worker", lambda: origins.tally(dict.fromkeys(_service_workers(profile)))),
    )


def _indexed_db(profile: Profile) -> dict[str, datetime | None]:
    found: dict[str, datetime | None] = {}
    with profile.tree.folder(profile.at(INDEXED_DB)) as folder:
        for name in folder.names():
            if not name.endswith(_SUFFIX):
                continue
            try:
                stat = folder.stat(name)
            except NotHere:
                continue
            if stat.kind is FileKind.FOLDER:
                found[origin_of_name(name.removesuffix(_SUFFIX))] = moment(stat.mtime_ns / 1e9)
    return found


def _local_storage(profile: Profile) -> set[str]:
    return {origin_of(o) for o in asked(profile, LOCAL_STORAGE, local_storage_origins)}


def _not_yet(profile: Profile) -> Tally:
    """Behind a switch, Chromium 156 moves local storage to a database that is not read yet."""
    if not profile.tree.is_file(profile.at("LocalStorage")):
        raise NotHere
    raise CannotLook(Reason.UNSUPPORTED)


def _service_workers(profile: Profile) -> set[str]:
    keys = asked(profile, SERVICE_WORKERS, lambda files: live_keys(files, prefix=b"REG:"))
    addresses = (k.removeprefix(b"REG:").partition(b"\0")[0].partition(b"^")[0] for k in keys)
    return {origin_of(address.decode("utf-8", "replace")) for address in addresses}


def asked(
    profile: Profile,
    path: str,
    question: Callable[[list[tuple[str, bytes]]], frozenset[T]],
) -> frozenset[T]:
    """The answer to a question put to a LevelDB folder; while it is compacted, once more."""
    folder = profile.at(path)
    for _ in range(_ATTEMPTS):
        profile.deadline.check()
        before = _state(profile, folder)
        try:
            return question(_files(profile, folder, [name for name, _ in before]))
        except (NotHere, CannotLook) as cause:
            if _state(profile, folder) == before:
                if isinstance(cause, NotHere):
                    raise CannotLook(Reason.VANISHED) from None
                raise
    raise CannotLook(Reason.BUSY)


def _state(profile: Profile, path: str) -> list[tuple[str, Stat | None]]:
    state: list[tuple[str, Stat | None]] = []
    with profile.tree.folder(path) as folder:
        for name in folder.names():
            if name.startswith("LOG") or name == "LOCK":
                continue
            try:
                stat = folder.stat(name)
                if stat.kind is FileKind.OTHER:  # a link: what it leads to is what Chromium opens
                    stat = profile.tree.stat(f"{path}/{name}")
                if stat.kind is FileKind.FILE:
                    state.append((name, stat))
                elif stat.kind is FileKind.OTHER or name.endswith(_FILES):
                    raise CannotLook(Reason.UNSUPPORTED, detail="not a regular file")
            except NotHere:
                state.append((name, None))
    return state


def _files(profile: Profile, path: str, names: list[str]) -> list[tuple[str, bytes]]:
    files: list[tuple[str, bytes]] = []
    left = _MOST
    for name in names:
        data = profile.tree.read(f"{path}/{name}", left)
        left -= len(data)
        files.append((name, data))
    return files
