from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.clock import Deadline
from hygiene.errors import Reason
from hygiene.files.bin import bin_of
from hygiene.files.entries import Listing
from hygiene.files.recycled import deleted
from hygiene.machine import Home
from tests.roots import FakeRoot
from tests.unprivileged import open_folder, unprivileged

from .homes import KEYS, MORNING, SID, YESTERDAY, home_of, put, recycle


def seen(home: Home) -> Listing:
    return bin_of(home, Deadline.after(60))


def names(home: Home) -> list[str]:
    return sorted(file.name for file in seen(home).files)


def test_on_linux_the_date_is_that_of_the_deletion(tmp_path: Path) -> None:
    trash = tmp_path / "home/alice/.local/share/Trash"
    put(trash, "files/rib.pdf", "files/dossier/deep/a.pdf", date=YESTERDAY)
    put(trash, "info/rib.pdf.trashinfo", "info/dossier.trashinfo")
    listing = seen(home_of(tmp_path))
    assert sorted(file.name for file in listing.files) == ["a.pdf", "rib.pdf"]
    assert {file.mtime_ns for file in listing.files} == {int(MORNING.timestamp() * 1e9)}


def test_on_windows_the_name_is_that_before_the_deletion(tmp_path: Path) -> None:
    put(tmp_path / "Users/alice", f"{KEYS}/key")
    bin = tmp_path / "$Recycle.Bin" / SID
    recycle(bin, "ABC123.pdf", r"C:\Users\alice\Downloads\Attestation.pdf")
    recycle(bin, "OLD456.jpg", r"D:\Été\photo.jpg", version=1)
    put(bin, "desktop.ini", "$RLONELY.txt")
    recycle(tmp_path / "$Recycle.Bin/S-1-5-21-9-9-9-1002", "XYZ.pdf", r"C:\other.pdf")
    assert names(home_of(tmp_path, "windows")) == ["$RLONELY.txt", "Attestation.pdf", "photo.jpg"]
    dates = {file.name: file.mtime_ns for file in seen(home_of(tmp_path, "windows")).files}
    assert dates["Attestation.pdf"] == int(MORNING.timestamp() * 1e9)


def test_a_bin_of_windows_that_nobody_can_be_given_is_told(tmp_path: Path) -> None:
    recycle(tmp_path / "$Recycle.Bin" / SID, "ABC.pdf", r"C:\a.pdf")
    listing = seen(home_of(tmp_path, "windows"))
    assert listing.files == []
    assert [cause.reason for cause in listing.unseen] == [Reason.UNSUPPORTED]


def test_on_a_mac_the_bin_is_a_folder(tmp_path: Path) -> None:
    put(tmp_path / "Users/alice", ".Trash/a.pdf", ".Trash/.DS_Store", ".Trash/f/b.pdf")
    assert names(home_of(tmp_path, "macos")) == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize("place", [".Trash-{}/files", ".Trash/{}/files", ".Trashes/{}"])
def test_a_volume_has_a_bin_of_its_own(tmp_path: Path, place: str) -> None:
    home = home_of(tmp_path)
    put(tmp_path / place.format(home.tree.stat(home.path).owner), "a.pdf")
    put(tmp_path / place.format(4242), "somebody-else.pdf")
    assert names(home_of(tmp_path)) == ["a.pdf"]


@pytest.mark.parametrize("name", [".Trash-{}", ".Trash-{}/files"])
def test_a_bin_that_is_a_link_is_not_followed(tmp_path: Path, name: str) -> None:
    home = home_of(tmp_path)
    link = tmp_path / name.format(home.tree.stat(home.path).owner)
    put(tmp_path / "etc/secrets", "files/a.pdf", "a.pdf")
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / "etc/secrets")
    assert names(home_of(tmp_path)) == []


def test_a_closed_bin_of_a_volume_is_told_and_a_closed_volume_is_not() -> None:
    with open_folder() as folder:
        root = FakeRoot(folder)
        root.home()
        (home,) = (h for h in root.machine().homes if h.user == "alice")
        owner = home.tree.stat(home.path).owner
        put(folder, f".Trash-{owner}/files/a.pdf", "efi/b.pdf")
        for path in (folder / "home", folder / "home/alice"):
            path.chmod(0o755)
        for closed in (folder / f".Trash-{owner}", folder / "efi"):
            closed.chmod(0)
        assert home.machine.system is not None
        system = home.machine.system
        home.machine.once("volumes", lambda: [(system, "efi"), (system, "")])
        found = unprivileged(lambda: [cause.reason for cause in seen(home).unseen])
    assert found == [Reason.DENIED]


def test_a_copied_home_has_no_volumes(tmp_path: Path) -> None:
    put(tmp_path / "Users/alice", "Downloads/a.pdf")
    shutil.copytree(tmp_path / "Users/alice", tmp_path / "copy")
    assert names(home_of(tmp_path / "copy", "windows")) == []


def test_the_name_is_the_last_part_of_the_path() -> None:
    assert deleted(b"") is None
    assert deleted(b"\x03" + bytes(600)) is None
    assert deleted(b"\x02" + bytes(23) + b"\xff\xff\xff\xff" + "C:\\a\\b.pdf".encode("utf-16-le"))


@given(st.binary(max_size=600))
def test_no_bytes_break_the_reader(told: bytes) -> None:
    name = deleted(told)
    assert name is None or "\\" not in name
