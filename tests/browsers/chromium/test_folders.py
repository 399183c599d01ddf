"""Tabs, site storage and cache of Chromium: what its folders hold."""

from __future__ import annotations

import os
from pathlib import Path

from hygiene.clock import Clock
from hygiene.errors import Reason
from tests.browsers.profiles import MORNING, NOON, NOW, SESSION, chromium


def _file(path: Path, size: int, date: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    os.utime(path, (date, date))


def test_cache_files_count_here_and_in_the_cache_place(folder: Path) -> None:
    place = folder.parent.parent / "cache" / "Default"
    _file(folder / "Cache/Cache_Data/one", 100, MORNING.timestamp())
    _file(place / "Cache/Cache_Data/two", 20, NOON.timestamp())
    _file(place / "Code Cache/js/three", 3, NOON.timestamp())
    found = chromium(folder, Clock(NOW, session=SESSION), cache=place).cached_files()
    assert (found.count, found.since_session, found.facts) == (3, 2, {"bytes": 123})


def test_a_huge_cache_is_counted_exactly_and_weighed_by_a_sample(folder: Path) -> None:
    for i in range(1600):
        _file(folder / f"Cache/Cache_Data/{i:04}", 10, MORNING.timestamp())
    found = chromium(folder).cached_files()
    assert (found.count, found.facts) == (1600, {"bytes": 16000, "approximate": True})
    exact = chromium(folder, Clock(NOW, since=SESSION)).cached_files()
    assert (exact.count, exact.facts) == (0, {"bytes": 0})


def test_links_and_fifos_in_the_cache_are_no_files(folder: Path) -> None:
    _file(folder / "Cache/Cache_Data/one", 1, MORNING.timestamp())
    (folder / "Cache/Cache_Data/link").symlink_to("/etc")
    os.mkfifo(folder / "Cache/Cache_Data/fifo")
    assert chromium(folder).cached_files().count == 1


def test_origins_of_indexed_databases_count_with_their_date(folder: Path) -> None:
    for name in ("https_a.fr_0", "http_b.fr_8080", "chrome-extension_abc_0", "https_a.fr_443"):
        place = folder / "IndexedDB" / f"{name}.indexeddb.leveldb"
        place.mkdir(parents=True)
        os.utime(place, (MORNING.timestamp(), MORNING.timestamp()))
    found = chromium(folder).site_storage()
    assert (found.count, found.first) == (2, MORNING)


def test_damaged_local_storage_costs_only_itself(folder: Path) -> None:
    (folder / "IndexedDB/https_a.fr_0.indexeddb.leveldb").mkdir(parents=True)
    _file(folder / "Local Storage/leveldb/CURRENT", 3, MORNING.timestamp())
    found = chromium(folder).site_storage()
    assert found.count == 1
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.DAMAGED, "Local Storage")]


def test_a_damaged_session_file_is_told(folder: Path) -> None:
    _file(folder / "Sessions/Session_13400000000000000", 100, MORNING.timestamp())
    found = chromium(folder).open_tabs()
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.DAMAGED, "Sessions")]


def test_a_profile_without_folders_has_nothing(folder: Path) -> None:
    profile = chromium(folder)
    for found in (profile.open_tabs(), profile.site_storage(), profile.cached_files()):
        assert (found.count, found.unseen) == (0, ())


def test_sessions_that_are_only_kept_encrypted_are_told(folder: Path) -> None:
    _file(folder / "Sessions_Encrypted/Session_13439891796166819", 9, MORNING.timestamp())
    found = chromium(folder).open_tabs()
    assert [(c.reason, c.source) for c in found.unseen] == [
        (Reason.ENCRYPTED, "Sessions_Encrypted")
    ]


def test_local_storage_in_a_place_we_cannot_read_yet_is_told(folder: Path) -> None:
    _file(folder / "LocalStorage", 9, MORNING.timestamp())
    found = chromium(folder).site_storage()
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.UNSUPPORTED, "LocalStorage")]
