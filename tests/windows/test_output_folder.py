"""The folder of -o: nobody exchanges it while a report is written into it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from hygiene.commandline.output_folder import folder_of
from hygiene.commandline.outputs import ready, write
from hygiene.errors import UsageError
from tests.windows.running import beside

pytestmark = pytest.mark.windows

#: Says at each step what becomes of the folder, renamed by somebody else.
RENAMER = """
import os, sys
print("ready", flush=True)
for _ in sys.stdin:
    try:
        os.rename(sys.argv[1], sys.argv[2])
        os.rename(sys.argv[2], sys.argv[1])
        print("renamed", flush=True)
    except OSError as error:
        print(error.winerror, flush=True)
"""
SHARING_VIOLATION = "32"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "à Zoé" / "rapports"
    folder.mkdir(parents=True)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("what", ["the folder", "the one above"])
def test_a_folder_on_the_way_is_not_renamed_meanwhile(folder: Path, what: str) -> None:
    place = folder if what == "the folder" else folder.parent
    with beside(RENAMER, place, place.with_name("ailleurs")) as somebody:
        assert somebody.go() == "renamed"
        with folder_of(folder / "a.json"):
            assert somebody.go() == SHARING_VIOLATION
        assert somebody.go() == "renamed"


def test_others_work_in_the_folder_meanwhile(folder: Path) -> None:
    with folder_of(folder / "a.json") as opened:
        os.close(opened.create("a.tmp", 0o600))
        (folder / "b").write_text("b")
        (folder / "b").replace(folder / "c")
        (folder / "c").unlink()
        (folder / "d").mkdir()
        (folder / "d").rmdir()
    assert names(folder) == ["a.tmp"]


def test_the_folder_is_not_emptied_meanwhile(folder: Path) -> None:
    # An empty one becomes a junction without a new name.
    with folder_of(folder / "a.json") as opened:
        os.close(opened.create("a.tmp", 0o600))
        (folder / "a.tmp").unlink()
        (kept,) = folder.iterdir()
        with pytest.raises(PermissionError):
            kept.unlink()
        with pytest.raises(PermissionError):
            kept.rename(folder.parent / "ailleurs")
    assert names(folder) == []


@pytest.mark.parametrize("way", ["links/base/folder-link", "links/base/folder-link/deep"])
def test_a_link_that_takes_a_folders_place_is_not_followed(way: str) -> None:
    # Wine follows the links of the system below it without a word: as if a folder had been
    # exchanged for a link between our look and our opening. run.sh makes them.
    outside = Path("links/outside").absolute()
    if not outside.exists():
        pytest.skip("there are such links only under wine")
    (outside / "deep").mkdir(exist_ok=True)
    before = names(outside)
    path = Path(way).absolute() / "a.json"
    with pytest.raises(UsageError) as refused:
        ready([path])
    assert (refused.value.text, refused.value.values["place"]) == ("output-link", "folder-link")
    with pytest.raises(UsageError):
        write({path: "new"})
    assert (names(outside), names(outside / "deep")) == (before, [])


def test_a_folder_that_becomes_a_link_in_place_is_not_followed() -> None:
    outside = Path("links/outside").absolute()
    if not outside.exists():
        pytest.skip("there are such links only under wine")
    before = names(outside)
    if sys.platform == "win32":
        from hygiene.commandline.held_way import held

        with held(Path("links/base/a.json")) as way:
            way.folder = Path("links/base/folder-link").absolute()
            with pytest.raises(UsageError) as refused:
                way.freeze("a.tmp")
        assert refused.value.text == "output-link"
    assert names(outside) == before


def junction(place: Path, target: Path) -> None:
    """Make a junction, where this Windows can."""
    if sys.platform == "win32":
        import _winapi

        try:
            _winapi.CreateJunction(str(target), str(place))
        except OSError as error:
            pytest.skip(f"no junctions here: {error}")


def test_ones_own_junction_is_followed(folder: Path) -> None:
    link = folder.parent / "lien"
    junction(link, folder)
    write({link / "a.json": "new"})
    assert names(folder) == ["a.json"]


def test_a_path_is_read_as_windows_reads_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    for path in (
        Path("rapports/a.json"),
        Path("RAPPORTS/b.json"),
        folder / "nowhere" / ".." / "c.json",
        Path(f"\\\\?\\{folder}\\d.json"),
    ):
        ready([path])
        write({path: "new"})
    assert names(folder) == ["a.json", "b.json", "c.json", "d.json"]


@pytest.mark.parametrize("name", ["nowhere", "file", "file/below"])
def test_what_is_no_folder_is_told(folder: Path, name: str) -> None:
    (folder / "file").touch()
    with pytest.raises(UsageError) as refused:
        ready([folder / name / "a.json"])
    assert refused.value.text == "output-no-folder"


def test_without_more_rights_than_others_nothing_is_held(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "win32":
        from hygiene import windows

        monkeypatch.setattr(windows, "has_full_rights", lambda: False)
    with beside(RENAMER, folder, folder.with_name("ailleurs")) as somebody:
        with folder_of(folder / "a.json") as opened:
            assert opened.writable()
            assert somebody.go() == "renamed"
        write({folder / "a.json": "new"})
    assert names(folder) == ["a.json"]
