"""The cache of a profile is looked for where its system and its form keep it."""

from __future__ import annotations

from pathlib import Path

from hygiene.machine import Platform
from tests.browsers.discovery.found import only
from tests.roots import STAR, FakeRoot


def test_the_cache_lies_where_the_system_has_caches(tmp_path: Path) -> None:
    systems: tuple[Platform, ...] = ("linux", "macos", "windows")
    linux, mac, windows = (FakeRoot(tmp_path / system, system) for system in systems)
    for root in (linux, mac, windows):
        root.home().chromium("brave", "Profile 1")
    assert [only(root.installations()).profiles[0].cache for root in (linux, mac, windows)] == [
        "home/alice/.cache/BraveSoftware/Brave-Browser/Profile 1",
        "Users/alice/Library/Caches/BraveSoftware/Brave-Browser/Profile 1",
        None,
    ]


def test_the_cache_is_named_as_the_profile(tmp_path: Path) -> None:
    windows, mac = FakeRoot(tmp_path / "w", "windows"), FakeRoot(tmp_path / "m", "macos")
    for root in (windows, mac):
        root.home().firefox(profile="x.default")
    assert [only(root.installations()).profiles[0].cache for root in (windows, mac)] == [
        "Users/alice/AppData/Local/Mozilla/Firefox/Profiles/x.default",
        "Users/alice/Library/Caches/Firefox/Profiles/x.default",
    ]


def test_the_cache_of_the_store_form_lies_in_the_same_package(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path, "windows")
    made = root.home().firefox(install="store")
    cache = only(root.installations()).profiles[0].cache
    assert cache is not None
    assert root.folder / cache == made.cache
    assert f"Mozilla.Firefox_{STAR}" in cache
