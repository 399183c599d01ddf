"""The watch over what our code writes does see: else nothing that it holds could fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hygiene import inspection
from tests import writing


def doing(deed: str, file: str) -> Callable[[Path], None]:
    """A function that does this to a path, as if it stood in a file of the product."""
    space: dict[str, Callable[[Path], None]] = {}
    code = f"import os, sqlite3, shutil\ndef deed(path):\n    {deed}\n"
    exec(compile(code, file, "exec"), space)
    return space["deed"]


@pytest.mark.parametrize(
    "deed",
    [
        "open(path, 'w')",
        "open(path, 'r+b')",
        "path.write_text('a')",
        "os.open(path, os.O_RDONLY | os.O_CREAT)",
        "path.unlink()",
        "path.rename(path.with_name('b'))",
        "(path.parent / 'folder').mkdir()",
        "path.chmod(0o600)",
        "os.utime(path)",
        "shutil.copyfile(path, path.with_name('c'))",
        "sqlite3.connect(path)",
    ],
)
def test_what_changes_a_disk_is_seen(tmp_path: Path, deed: str) -> None:
    file = tmp_path / "a"
    file.touch()
    doing(deed, inspection.__file__)(file)
    assert writing.seen != []
    writing.seen.clear()


def test_to_read_is_no_change_and_neither_is_what_a_test_does(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("a")
    doing("open(path).read(), path.stat(), list(path.parent.iterdir())", inspection.__file__)(file)
    assert writing.seen == []
