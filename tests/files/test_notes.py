from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from hygiene.errors import CannotLook, Reason
from hygiene.files.notes import notes
from hygiene.machine import Platform

from .homes import MORNING, home_of, put

PLUM = "AppData/Local/Packages/Microsoft.MicrosoftStickyNotes_8wekyb3d8bbwe/LocalState/plum.sqlite"


@pytest.mark.parametrize(
    ("platform", "file"),
    [
        ("linux", ".local/share/bijiben/a.note"),
        ("linux", ".local/share/notes/Notes/Notes 1"),
        ("windows", "AppData/Roaming/Microsoft/Sticky Notes/StickyNotes.snt"),
        ("macos", "Library/StickiesDatabase"),
    ],
)
def test_each_system_has_notes(tmp_path: Path, platform: Platform, file: str) -> None:
    put(tmp_path / ("home" if platform == "linux" else "Users") / "alice", file)
    tally = notes(home_of(tmp_path, platform))
    assert (tally.count, tally.facts, tally.first) == (1, {"notes": 1}, MORNING)


def test_a_note_that_was_never_written_on_is_none(tmp_path: Path) -> None:
    put(tmp_path / "home/alice", ".local/share/bijiben/a.note", content=b"")
    assert notes(home_of(tmp_path)).count == 0


@pytest.mark.parametrize("count", [0, 3])
def test_on_windows_the_rows_are_counted_and_their_text_is_not_read(
    tmp_path: Path, count: int
) -> None:
    place = tmp_path / "Users/alice" / PLUM
    place.parent.mkdir(parents=True)
    with sqlite3.connect(place) as made:
        made.execute("create table Note (Text varchar, Id varchar primary key)")
        made.executemany("insert into Note values ('CANARI', ?)", [(str(i),) for i in range(count)])
    made.close()
    assert notes(home_of(tmp_path, "windows")).count == count


def test_a_database_of_another_kind_is_told(tmp_path: Path) -> None:
    put(tmp_path / "Users/alice", PLUM, content=b"no database at all")
    with pytest.raises(CannotLook) as told:
        notes(home_of(tmp_path, "windows"))
    assert (told.value.reason, told.value.source) == (Reason.DAMAGED, "notes")
