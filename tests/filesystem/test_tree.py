"""What every door gives, whatever the system: whole files within a limit, and kinds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hygiene.errors import CannotLook, Reason
from hygiene.filesystem import FileKind, OpenFile, Stat, open_tree
from tests.roots import make
from tests.unprivileged import open_folder, unprivileged


class Growing(OpenFile):
    """A file to which a browser adds while it is read."""

    def stat(self) -> Stat:
        return Stat(FileKind.FILE, 3, 0, 0)

    def read_at(self, count: int, offset: int) -> bytes:
        return b"x" * count

    def close(self) -> None:
        pass


def test_a_file_that_outgrows_the_limit_while_it_is_read_is_too_big() -> None:
    with Growing() as file, pytest.raises(CannotLook) as caught:
        file.read(5)
    assert caught.value.reason is Reason.TOO_BIG


def test_a_file_with_a_zero_byte_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes("réglages = oui\n".encode("latin-1"))
    (tmp_path / "noise").write_bytes(b"[settings]\0\n")
    tree = open_tree(tmp_path)
    assert tree.text("text", 99) == b"r\xe9glages = oui\n"
    with pytest.raises(CannotLook) as caught:
        tree.text("noise", 99)
    assert caught.value.reason is Reason.DAMAGED


def test_kinds_are_told_without_an_error(tmp_path: Path) -> None:
    base = tmp_path / "base"
    make(base, "folder/", "file")
    (base / "to folder").symlink_to("folder")
    (base / "to file").symlink_to("file")
    (base / "out").symlink_to("../..")
    (base / "loop").symlink_to("loop")
    os.mkfifo(base / "fifo")
    tree = open_tree(base)
    every = [*tree.names(""), "gone", ".."]
    assert [name for name in every if tree.is_folder(name)] == ["folder", "to folder"]
    assert [name for name in every if tree.is_file(name)] == ["file", "to file"]


def test_what_cannot_be_told_is_no_answer() -> None:
    with open_folder() as folder:
        make(folder, "shut/file")
        (folder / "shut").chmod(0)

        def look() -> str:
            try:
                return str(open_tree(folder).is_file("shut/file"))
            except CannotLook as cause:
                return str(cause.reason)

        assert unprivileged(look) == "denied"
