"""The door to the disk on Windows: its names, and what leads out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import FileKind, Tree, open_tree

pytestmark = pytest.mark.windows


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret").write_text("secret")
    base = tmp_path / "Été à la mer"
    (base / "folder").mkdir(parents=True)
    (base / "folder/file").write_text("inside")
    return base


def link(place: Path, target: str, *, folder: bool = False) -> None:
    """Make a symbolic link, where this Windows can."""
    try:
        place.symlink_to(target, target_is_directory=folder)
    except OSError as error:
        pytest.skip(f"no right to make links: {error}")
    if not os.path.lexists(place):
        pytest.skip("wine says that it made a link, and made none")


def reason(tree: Tree, path: str) -> Reason:
    with pytest.raises(CannotLook) as cause:
        tree.read(path, 100)
    return cause.value.reason


def test_names_match_whatever_their_case(base: Path) -> None:
    tree = open_tree(base)
    assert tree.read("FOLDER/File", 100) == b"inside"
    assert tree.stat("Folder").kind is FileKind.FOLDER
    with tree.folder("") as folder:
        assert folder.names() == ["folder"]
        assert folder.entries() == [("folder", FileKind.FOLDER)]
        assert folder.stat("FOLDER").kind is FileKind.FOLDER
        with folder.enter("FOLDER") as below:
            assert below.entries() == [("file", FileKind.FILE)]
            assert below.stat("FILE").size == 6


def test_one_file_has_one_identity_by_whatever_name(base: Path) -> None:
    tree = open_tree(base)
    with tree.open("folder/file") as file:
        assert file.stat().identity == tree.stat("FOLDER/FILE").identity
        assert file.stat() == tree.stat("folder/file")


@pytest.mark.parametrize(
    "path",
    ["folder/file:hidden", "folder\\file", "folder/*", "no", "no/file", "folder/file/x", "a\0b"],
)
def test_what_is_no_name_is_not_here(base: Path, path: str) -> None:
    tree = open_tree(base)
    with pytest.raises(NotHere):
        tree.open(path)
    with pytest.raises(NotHere):
        tree.stat(path)


@pytest.mark.parametrize("path", ["CON", "NUL", "COM1", "folder/AUX", "nul.txt", "CONIN$"])
def test_names_of_devices_are_names_like_others(base: Path, path: str) -> None:
    with pytest.raises(NotHere):
        open_tree(base).open(path)


@pytest.mark.parametrize("path", ["..", "../outside/secret", "folder/../../outside/secret"])
def test_nobody_climbs_above_the_base(base: Path, path: str) -> None:
    assert reason(open_tree(base), path) is Reason.OUTSIDE_ROOT


def test_what_windows_calls_it_is_found_inside(base: Path) -> None:
    tree = open_tree(base)
    for absolute in (f"{base}\\folder", f"{base}/folder".upper(), f"\\\\?\\{base}\\folder"):
        assert tree.inside(absolute).lower() == "folder"
    assert tree.inside(str(base)) == ""
    for absolute in (
        str(base.parent),
        f"{base}s",
        f"{base}\\..\\outside",
        "\\\\server\\share\\x",
        "D:\\x",
        "relative",
    ):
        with pytest.raises(CannotLook) as cause:
            tree.inside(absolute)
        assert cause.value.reason is Reason.OUTSIDE_ROOT


def test_a_whole_drive_is_a_tree_too() -> None:
    drive = Path(os.environ["SystemDrive"] + "\\")
    tree = open_tree(drive)
    assert tree.is_folder("")
    assert tree.is_folder("windows/SYSTEM32")
    assert tree.inside(f"{drive}Windows") == "Windows"
    with tree.open("Windows/System32/kernel32.dll") as file:
        assert file.read_at(2, 0) == b"MZ"


def test_a_folder_is_no_file_and_a_file_no_folder(base: Path) -> None:
    tree = open_tree(base)
    assert reason(tree, "folder") is Reason.UNSUPPORTED
    with pytest.raises(NotHere):
        tree.folder("folder/file")


@pytest.mark.parametrize("path", ["folder-link/secret", "file-link"])
def test_a_way_out_that_windows_hides_is_refused(path: str) -> None:
    # Wine follows the links of the system below it without a word: as if a folder had been
    # exchanged for a link between our look and our opening. run.sh makes them.
    base = Path("links/base").absolute()
    if not base.exists():
        pytest.skip("there are such links only under wine")
    assert (base / path).read_text("utf-8").strip() == "secret"
    assert reason(open_tree(base), path) is Reason.OUTSIDE_ROOT


@pytest.mark.parametrize("way", ["absolute", "relative"])
def test_a_link_that_leaves_is_refused(base: Path, way: str) -> None:
    outside = base.parent / "outside"
    link(base / "link", str(outside) if way == "absolute" else "..\\outside", folder=True)
    assert reason(open_tree(base), "link/secret") is Reason.OUTSIDE_ROOT
    assert not open_tree(base).is_folder("link")


@pytest.mark.parametrize("way", ["absolute", "relative"])
def test_a_link_that_stays_is_followed(base: Path, way: str) -> None:
    link(base / "link", str(base / "folder") if way == "absolute" else "folder", folder=True)
    tree = open_tree(base)
    assert tree.read("link/file", 100) == b"inside"
    with tree.folder("") as folder:
        assert ("link", FileKind.OTHER) in folder.entries()
        with pytest.raises(NotHere):
            folder.enter("link")


def test_a_link_to_itself_ends(base: Path) -> None:
    link(base / "loop", "loop")
    assert reason(open_tree(base), "loop") is Reason.UNSUPPORTED
