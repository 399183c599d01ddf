"""A settings file that somebody else could have written is refused."""

from __future__ import annotations

import grp
import os
import pwd
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hygiene.commandline.usage import sentence
from hygiene.config.trust import read_trusted
from hygiene.errors import UsageError

ROOT = os.geteuid() == 0
SOMEBODY_ELSE = 65534 if ROOT else 0

as_root = pytest.mark.skipif(not ROOT, reason="only root gives a file away")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "hygiene"
    folder.mkdir(mode=0o755)
    file = folder / "config.toml"
    file.write_text('lang = "fr"\n')
    file.chmod(0o644)
    return file


def refusal(file: Path) -> str:
    with pytest.raises(UsageError) as error:
        read_trusted(file, system=True)
    return sentence(error.value, "en")


def test_a_file_of_ones_own_is_read(file: Path) -> None:
    assert read_trusted(file, system=False) == 'lang = "fr"\n'


def test_no_file_says_nothing(tmp_path: Path) -> None:
    assert read_trusted(tmp_path / "config.toml", system=True) is None
    assert read_trusted(tmp_path / "no" / "config.toml", system=True) is None
    (tmp_path / "flat").touch()
    assert read_trusted(tmp_path / "flat" / "config.toml", system=True) is None


@pytest.mark.parametrize("mode", [0o646, 0o666, 0o777])
def test_a_file_that_everybody_may_write_is_refused(mode: int, file: Path) -> None:
    file.chmod(mode)
    assert refusal(file) == (
        f"hygiene: {file}: settings refused, because other people may write to {file}."
    )


def test_a_folder_that_everybody_may_write_is_refused(file: Path) -> None:
    file.parent.chmod(0o777)
    assert f"because other people may write to {file.parent}." in refusal(file)


def test_a_folder_above_it_counts_as_well(file: Path) -> None:
    above = file.parent.parent
    above.chmod(0o757)
    assert f"because other people may write to {above}." in refusal(file)


def test_in_a_sticky_folder_nobody_can_replace_ones_file(file: Path) -> None:
    file.parent.chmod(0o1777)
    assert read_trusted(file, system=True) is not None


@as_root
def test_a_group_that_is_not_ones_own_is_other_people(file: Path) -> None:
    os.chown(file, 0, grp.getgrgid(65534).gr_gid)
    file.chmod(0o664)
    assert "other people may write to" in refusal(file)


def test_ones_own_group_is_nobody_else(file: Path) -> None:
    os.chown(file, -1, pwd.getpwuid(os.geteuid()).pw_gid)
    file.chmod(0o664)
    assert read_trusted(file, system=True) is not None


def test_an_access_list_may_let_somebody_in_behind_the_group(file: Path) -> None:
    # user::rw-, user:65534:rw-, group::r--, mask::rw-, other::r-- (linux/posix_acl_xattr.h)
    nobody = 0xFFFFFFFF
    entries = [(1, 6, nobody), (2, 6, 65534), (4, 4, nobody), (16, 6, nobody), (32, 4, nobody)]
    packed = b"".join(struct.pack("<HHI", *entry) for entry in entries)
    os.setxattr(file, "system.posix_acl_access", struct.pack("<I", 2) + packed)
    assert stat.S_IMODE(file.stat().st_mode) == 0o664
    assert "other people may write to" in refusal(file)


@as_root
def test_a_file_of_somebody_else_is_refused(file: Path) -> None:
    os.chown(file, SOMEBODY_ELSE, -1)
    assert f"because {file} belongs to somebody else." in refusal(file)


@as_root
def test_a_folder_of_somebody_else_is_refused(file: Path) -> None:
    os.chown(file.parent, SOMEBODY_ELSE, -1)
    assert f"because {file.parent} belongs to somebody else." in refusal(file)


def test_the_folders_that_a_link_leads_through_count_as_well(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    assert read_trusted(link, system=True) is not None
    file.parent.chmod(0o777)
    assert f"because other people may write to {file.parent}." in refusal(link)


def test_a_link_to_nowhere_is_not_taken_for_no_settings(tmp_path: Path) -> None:
    link = tmp_path / "config.toml"
    link.symlink_to(tmp_path / "gone")
    assert refusal(link) == (f"hygiene: {link}: these settings cannot be read (it does not exist).")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    fifo = tmp_path / "config.toml"
    os.mkfifo(fifo, 0o600)
    assert "these settings are not a regular file" in refusal(fifo)
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    assert "these settings are not a regular file" in refusal(folder)


def test_a_huge_file_is_refused(file: Path) -> None:
    with file.open("w") as stream:
        stream.truncate(3 << 20)
    assert "over one megabyte" in refusal(file)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Run as nobody, where root is needed to become it."""
    if ROOT:
        os.seteuid(SOMEBODY_ELSE)
    try:
        yield
    finally:
        if ROOT:
            os.seteuid(0)


def test_a_file_that_may_not_be_read_is_told(file: Path) -> None:
    for folder in file.parents:
        if folder.stat().st_uid == os.getuid() and str(folder).startswith("/tmp"):
            folder.chmod(stat.S_IMODE(folder.stat().st_mode) | 0o011)
    file.chmod(0o000)
    with unprivileged():
        assert refusal(file) == (f"hygiene: {file}: these settings cannot be read (access denied).")
