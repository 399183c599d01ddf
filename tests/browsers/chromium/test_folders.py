"""Tabs, site storage and cache of Chromium: what its folders hold."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hygiene.clock import Clock
from hygiene.errors import Reason
from tests.browsers.formats import leveldb_files as leveldb
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


LOCAL = "Local Storage/leveldb"


def _local_storage(profile: Path, *origins: str) -> Path:
    folder = profile / LOCAL
    folder.mkdir(parents=True)
    for number, origin in enumerate(origins):
        write = leveldb.batch(number + 1, leveldb.put(f"META:{origin}".encode()))
        (folder / f"00000{number}.log").write_bytes(leveldb.log(write))
    return folder


@pytest.mark.parametrize("stands_in", [os.mkfifo, os.mkdir], ids=["a FIFO", "a folder"])
def test_what_is_no_file_where_local_storage_has_one_is_told(
    folder: Path, stands_in: Callable[[Path], None]
) -> None:
    place = _local_storage(folder, "https://a.fr", "https://b.fr")
    (place / "000001.log").unlink()
    stands_in(place / "000001.log")
    found = chromium(folder).site_storage()
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.UNSUPPORTED, "Local Storage")]


def test_a_file_of_local_storage_that_lies_elsewhere_in_the_profile_is_read(folder: Path) -> None:
    place = _local_storage(folder, "https://a.fr", "https://b.fr")
    (place / "000001.log").rename(folder / "elsewhere")
    (place / "000001.log").symlink_to("../../elsewhere")
    found = chromium(folder).site_storage()
    assert (found.count, found.unseen) == (2, ())


def test_a_file_of_local_storage_that_leads_nowhere_is_told(folder: Path) -> None:
    place = _local_storage(folder, "https://a.fr")
    (place / "000001.log").symlink_to("nothing")
    found = chromium(folder).site_storage()
    assert [(c.reason, c.source) for c in found.unseen] == [(Reason.VANISHED, "Local Storage")]


def test_other_folders_beside_local_storage_do_no_harm(folder: Path) -> None:
    (_local_storage(folder, "https://a.fr") / "lost").mkdir()
    found = chromium(folder).site_storage()
    assert (found.count, found.unseen) == (1, ())


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
