"""Files of -o: whole or not at all, private, and no link is followed."""

from __future__ import annotations

import os
import resource
import secrets
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from hygiene.commandline import output_folder
from hygiene.commandline.outputs import ready, write
from hygiene.errors import UsageError


@pytest.fixture(autouse=True, params=["nameless", "named", "as on macOS"])
def _disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that has files without a name, one that has none; and a system without O_PATH."""
    if request.param != "nameless":
        monkeypatch.setattr(output_folder, "_OPEN_FILES", "/nowhere")
    if request.param == "as on macOS":
        monkeypatch.delattr(os, "O_PATH", raising=False)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_text_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    previous = os.umask(0)
    try:
        write({tmp_path / "a.json": "été\n", tmp_path / "b.md": ""})
    finally:
        os.umask(previous)
    assert (tmp_path / "a.json").read_bytes() == "été\n".encode()
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o600
    assert names(tmp_path) == ["a.json", "b.md"]


def test_a_file_that_is_there_is_replaced_and_its_readers_keep_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    path.chmod(0o666)
    with path.open() as reader:
        write({path: "new"})
        assert reader.read() == "old"
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_is_replaced_and_what_it_points_to_stays(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    link = tmp_path / "a.json"
    link.symlink_to(precious)
    ready([link])
    write({link: "new"})
    assert precious.read_text() == "precious"
    assert not link.is_symlink()


def test_a_link_that_waits_at_the_temporary_name_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    monkeypatch.setattr(secrets, "token_hex", lambda _: "guessed")
    (tmp_path / ".hygiene-guessed.tmp").symlink_to(precious)
    (tmp_path / "a.json").write_text("old")
    with pytest.raises(UsageError):
        write({tmp_path / "a.json": "new"})
    assert precious.read_text() == "precious"
    assert (tmp_path / "a.json").read_text() == "old"


def test_ones_own_links_on_the_way_are_followed(tmp_path: Path) -> None:
    (tmp_path / "disk" / "reports").mkdir(parents=True)
    (tmp_path / "way").symlink_to(tmp_path / "disk")
    (tmp_path / "disk" / "back").symlink_to("../disk/reports")
    path = tmp_path / "way" / "back" / ".." / "reports" / "a.json"
    ready([path])
    write({path: "new"})
    assert names(tmp_path / "disk" / "reports") == ["a.json"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lays links for somebody else")
def test_a_link_of_somebody_else_on_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "system").mkdir()
    (tmp_path / "home").mkdir()
    link = tmp_path / "home" / "reports"
    link.symlink_to("../system")
    os.chown(link, 64001, 64001, follow_symlinks=False)
    with pytest.raises(UsageError) as refused:
        ready([link / "a.json"])
    assert (refused.value.text, refused.value.values["place"]) == ("output-link", "reports")
    with pytest.raises(UsageError) as refused:
        write({link / "a.json": "new"})
    assert refused.value.text == "output-link"
    assert names(tmp_path / "system") == []


def test_a_circle_of_links_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(UsageError) as refused:
        ready([tmp_path / "a" / "a.json"])
    assert refused.value.text == "output-no-folder"


def test_a_folder_that_is_exchanged_for_a_link_meanwhile_is_not_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "system").mkdir()
    folder = tmp_path / "reports"
    folder.mkdir()
    flush = os.fsync

    def exchanged(fd: int) -> None:
        flush(fd)
        if not folder.is_symlink():
            for temporary in names(folder):  # none where the file has no name yet
                (tmp_path / "system" / temporary).write_text("what the other person wants there")
            folder.rename(tmp_path / "away")
            folder.symlink_to("system")

    monkeypatch.setattr(os, "fsync", exchanged)
    write({folder / "a.json": "new"})
    assert "a.json" not in names(tmp_path / "system")
    assert (tmp_path / "away" / "a.json").read_text() == "new"


def test_if_one_cannot_be_written_none_appears(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        write({tmp_path / "a.json": "a", tmp_path / "nowhere" / "b.json": "b"})
    assert refused.value.values["path"] == str(tmp_path / "nowhere" / "b.json")
    assert names(tmp_path) == []


def test_no_room_left_leaves_nothing(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(UsageError) as refused:
            write({tmp_path / "a.json": "a" * 100, tmp_path / "b.json": "b" * 5000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert refused.value.text == "output-failed"
    assert names(tmp_path) == []


def test_ctrl_c_while_writing_leaves_nothing(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from hygiene.commandline import outputs\n"
        "def interrupted(fd): os.kill(os.getpid(), 2)\n"
        "os.fsync = interrupted\n"
        "outputs.write({Path(sys.argv[1]) / 'a.json': 'a'})\n"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, check=False)
    assert b"KeyboardInterrupt" in done.stderr
    assert names(tmp_path) == []


def test_what_can_be_written_is_ready(tmp_path: Path) -> None:
    (tmp_path / "there.json").touch()
    ready([tmp_path / "a.json", tmp_path / "there.json"])
    assert names(tmp_path) == ["there.json"]


@pytest.mark.parametrize("name", ["folder.json", "fifo.json"])
def test_only_a_file_is_replaced(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "fifo.json")
    with pytest.raises(UsageError) as refused:
        ready([tmp_path / name])
    assert refused.value.text == "output-not-a-file"


def test_a_folder_that_does_not_exist_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        ready([tmp_path / "nowhere" / "a.json"])
    assert refused.value.text == "output-no-folder"


def test_a_folder_that_cannot_be_written_is_told_at_once() -> None:
    # /proc takes no file, not even from root.
    with pytest.raises(UsageError) as refused:
        ready([Path("/proc/1/a.json")])
        write({Path("/proc/1/a.json"): "a"})
    assert refused.value.text in ("output-denied", "output-failed")
