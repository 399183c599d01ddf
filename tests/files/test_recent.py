from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.files.recent import listed, recent
from hygiene.machine import Platform

from .homes import home_of, put

LIST = b"""<?xml version="1.0"?><xbel>
<bookmark href="file:///home/a/Carte%20d'identit%C3%A9.pdf" modified="2026-11-02T10:00:00.5Z">
<info><metadata><bookmark:groups/></metadata></info></bookmark>
<bookmark href="file:///home/a/b.odt" modified="yesterday"></bookmark></xbel>"""


def test_the_list_of_gtk_names_documents_with_their_dates() -> None:
    first, second = listed(LIST)
    assert first == (datetime(2026, 11, 2, 10, 0, 0, 500_000, UTC), "Carte d'identité.pdf")
    assert second == (None, "b.odt")


@pytest.mark.parametrize(
    ("platform", "folder", "files", "names"),
    [
        ("linux", ".local/share/RecentDocuments", ["a.pdf.desktop"], {"a.pdf"}),
        (
            "windows",
            "AppData/Roaming/Microsoft/Windows/Recent",
            ["a.pdf.LNK", "b.lnk", "desktop.ini", "AutomaticDestinations/x"],
            {"a.pdf", "b"},
        ),
        (
            "macos",
            "Library/Application Support/com.apple.sharedfilelist",
            ["com.apple.LSSharedFileList.RecentDocuments.sfl3"],
            set(),
        ),
    ],
)
def test_each_system_has_a_list(
    tmp_path: Path, platform: Platform, folder: str, files: list[str], names: set[str]
) -> None:
    above = "home" if platform == "linux" else "Users"
    put(tmp_path / above / "alice" / folder, *files)
    tally = recent(home_of(tmp_path, platform))
    assert tally.names == names
    assert tally.count == max(len(names), 1)


def test_no_list_is_nothing(tmp_path: Path) -> None:
    assert recent(home_of(tmp_path)).count == 0


@given(st.binary(max_size=300))
def test_no_list_breaks_the_reader(told: bytes) -> None:
    list(listed(b"<bookmark " + told))


@pytest.mark.parametrize(
    "written", ["0001-01-01T00:00:00+14:00", "1969-12-31T23:00:00Z", "9999-12-31T23:59:59-12:00"]
)
def test_a_date_that_some_time_zone_cannot_tell_is_put_right(written: str) -> None:
    ((date, _),) = listed(f'<bookmark href="a" modified="{written}">'.encode())
    for hours in (-23, 23):
        assert date is None or date.astimezone(timezone(timedelta(hours=hours))) == date


def test_an_element_of_spaces_without_end_takes_no_time() -> None:
    begun = time.monotonic()
    assert list(listed(b"<bookmark " + b" " * 1_000_000)) == []
    assert time.monotonic() - begun < 2
