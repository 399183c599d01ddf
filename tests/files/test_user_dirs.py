from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hygiene.files.user_dirs import told, user_dirs

from .homes import home_of, put

FILE = b"""# written by xdg-user-dirs-update
XDG_DESKTOP_DIR="$HOME/Bureau"
XDG_DOWNLOAD_DIR="/data/dl"
XDG_MUSIC_DIR="$HOME/Musique"
XDG_DOCUMENTS_DIR="$HOME/"
XDG_PICTURES_DIR="$HOME/Mes \\"images\\""
XDG_DOWNLOAD_DIR=`rm -rf`
"""


def test_what_the_file_names_is_told_and_the_home_itself_is_no_place() -> None:
    assert told(FILE) == {
        "desktop": (True, "Bureau"),
        "downloads": (False, "data/dl"),
        "pictures": (True, 'Mes "images"'),
    }


def test_paths_begin_in_the_home_or_at_the_root_of_the_disk(tmp_path: Path) -> None:
    put(tmp_path / "home/alice", ".config/user-dirs.dirs", content=FILE)
    home = home_of(tmp_path)
    assert user_dirs(home)["desktop"] == "home/alice/Bureau"
    assert user_dirs(home)["downloads"] == "data/dl"


def test_without_the_file_nothing_is_named(tmp_path: Path) -> None:
    assert user_dirs(home_of(tmp_path)) == {}


@given(st.binary(max_size=400))
def test_no_file_breaks_anything(text: bytes) -> None:
    for _, path in told(text).values():
        assert path
        assert "\0" not in path
