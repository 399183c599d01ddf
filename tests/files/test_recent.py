from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.files.printing import print_jobs
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


def test_documents_in_the_queue_count_and_what_tells_of_them_does_not(tmp_path: Path) -> None:
    put(tmp_path / "var/spool/cups", "d00012-001", "d00013-002", "c00012", "tmp/x")
    assert print_jobs(home_of(tmp_path).machine).count == 2
    put(tmp_path / "w/Windows/System32/spool/PRINTERS", "00002.SPL", "FP00003.SPL", "00002.SHD")
    assert print_jobs(home_of(tmp_path / "w", "windows").machine).count == 2
    put(tmp_path / "m/private/var/spool/cups", "d1-001")
    assert print_jobs(home_of(tmp_path / "m", "macos").machine).count == 1


def test_where_there_is_no_queue_the_question_does_not_apply(tmp_path: Path) -> None:
    with pytest.raises(NotHere):
        print_jobs(home_of(tmp_path).machine)


def test_a_queue_that_cannot_be_entered_is_told_by_its_name(tmp_path: Path) -> None:
    home = home_of(tmp_path)
    (tmp_path / "var/spool").mkdir()
    (tmp_path / "var/spool/cups").symlink_to("../../../..")
    with pytest.raises(CannotLook) as told:
        print_jobs(home.machine)
    assert (told.value.reason, told.value.source) == (Reason.OUTSIDE_ROOT, "print-queue")
