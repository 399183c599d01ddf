"""The door on Linux and macOS: what it opens, what it refuses, and that nothing leaves the tree."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import FileKind, Tree, open_tree
from hygiene.filesystem import posix_handles as handles
from tests.roots import make
from tests.unprivileged import open_folder, unprivileged


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret").write_text("secret")
    folder = tmp_path / "base"
    folder.mkdir()
    return folder


def reason(tree: Tree, path: str) -> Reason:
    with pytest.raises(CannotLook) as caught:
        tree.read(path, 100)
    return caught.value.reason


def write(file: Path, text: str = "here") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


class TestOpening:
    def test_a_file_is_read_whole_and_in_parts(self, base: Path) -> None:
        write(base / "a b/é", "0123456789")
        with open_tree(base).open("a b/é") as file:
            assert file.stat().size == 10
            assert file.read_at(4, 3) == b"3456"
            assert file.read_at(100, 8) == b"89"
            assert file.read_at(1, 100) == b""

    def test_dots_and_doubled_slashes_are_no_names(self, base: Path) -> None:
        write(base / "a/b")
        assert open_tree(base).read("./a//./b", 100) == b"here"
        assert open_tree(base).read("a/../a/b", 100) == b"here"

    @pytest.mark.parametrize("path", ["gone", "gone/b", "a/b/c", "a/gone"])
    def test_what_is_not_here_is_told(self, base: Path, path: str) -> None:
        write(base / "a/b")
        for ask in (open_tree(base).open, open_tree(base).folder, open_tree(base).stat):
            with pytest.raises(NotHere):
                ask(path)

    @pytest.mark.parametrize("name", ["a\0", "\ud800", "a/\0", "\ud800/b"])
    @pytest.mark.parametrize("fold", [False, True])
    def test_a_name_that_no_file_can_have_is_not_here(
        self, base: Path, name: str, fold: bool
    ) -> None:
        write(base / "a/b")
        tree = open_tree(base, fold=fold)
        for ask in (tree.open, tree.folder, tree.stat, tree.readlink):
            with pytest.raises(NotHere):
                ask(name)
        assert not tree.is_file(name)
        if "/" not in name:
            with tree.folder("a") as folder:
                for look in (folder.stat, folder.enter):
                    with pytest.raises(NotHere):
                        look(name)

    def test_a_file_stays_readable_when_it_is_deleted_meanwhile(self, base: Path) -> None:
        write(base / "a")
        with open_tree(base).open("a") as file:
            (base / "a").unlink()
            assert file.read(100) == b"here"

    def test_more_than_the_limit_is_not_read(self, base: Path) -> None:
        write(base / "a", "x" * 101)
        assert reason(open_tree(base), "a") is Reason.TOO_BIG
        assert open_tree(base).read("a", 101) == b"x" * 101

    def test_a_folder_is_no_file(self, base: Path) -> None:
        (base / "a").mkdir()
        assert reason(open_tree(base), "a") is Reason.UNSUPPORTED
        assert reason(open_tree(base), "") is Reason.UNSUPPORTED

    def test_a_fifo_is_never_opened(self, base: Path) -> None:
        os.mkfifo(base / "fifo")
        script = "import sys; open(sys.argv[1], 'wb'); print('woken')"
        with subprocess.Popen(
            [sys.executable, "-c", script, base / "fifo"], stdout=subprocess.PIPE
        ) as writer:
            for _ in range(20):
                assert reason(open_tree(base), "fifo") is Reason.UNSUPPORTED
            assert writer.poll() is None  # still waits for somebody to read
            writer.kill()
            assert writer.stdout is not None
            assert writer.stdout.read() == b""

    def test_sockets_and_devices_are_never_opened(self, base: Path) -> None:
        with socket.socket(socket.AF_UNIX) as here, tempfile.TemporaryDirectory() as short:
            here.bind(f"{short}/s")
            assert reason(open_tree(Path(short)), "s") is Reason.UNSUPPORTED
        assert reason(open_tree(Path("/")), "dev/zero") is Reason.UNSUPPORTED

    def test_what_must_not_be_read_is_denied(self) -> None:
        with open_folder() as folder:
            write(folder / "file")
            write(folder / "shut/file")
            (folder / "file").chmod(0)
            (folder / "shut").chmod(0)

            def look() -> list[Reason]:
                return [reason(open_tree(folder), path) for path in ("file", "shut/file")]

            assert unprivileged(look) == [Reason.DENIED, Reason.DENIED]

    def test_nothing_is_changed_by_looking(self, base: Path) -> None:
        write(base / "a/b")
        before = [(p, os.lstat(p).st_mtime_ns, os.lstat(p).st_ctime_ns) for p in base.rglob("*")]
        tree = open_tree(base, fold=True)
        tree.read("A/B", 100)
        tree.names("a")
        assert before == [
            (p, os.lstat(p).st_mtime_ns, os.lstat(p).st_ctime_ns) for p in base.rglob("*")
        ]

    @pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors in /proc")
    def test_no_descriptor_is_kept(self, base: Path) -> None:
        write(base / "a/b")
        os.mkfifo(base / "fifo")
        (base / "out").symlink_to("../outside/secret")
        (base / "loop").symlink_to("loop")
        descriptors = Path("/proc/self/fd")
        before = len(list(descriptors.iterdir()))
        for fold in (False, True):
            tree = open_tree(base, fold=fold)
            for path in ("a/b", "A/B", "a", "fifo", "out", "loop", "gone", "..", "a/b/c", "/etc"):
                for ask in (tree.open, tree.folder):
                    try:
                        ask(path).close()
                    except (NotHere, CannotLook):
                        pass
                for look in (tree.stat, tree.readlink):
                    try:
                        look(path)
                    except (NotHere, CannotLook):
                        pass
            with tree.folder("") as folder:
                folder.enter("a").close()
                for name in ("fifo", "out", "gone"):
                    with pytest.raises(NotHere):
                        folder.enter(name)
        assert len(list(descriptors.iterdir())) == before


class TestLinks:
    def test_links_inside_are_followed(self, base: Path) -> None:
        write(base / "a/b/c")
        (base / "x").symlink_to("a/./b")
        (base / "a/up").symlink_to("../x")
        tree = open_tree(base)
        assert tree.read("x/c", 100) == b"here"
        assert tree.read("a/up/c", 100) == b"here"
        assert tree.read("x/../../x/c", 100) == b"here"
        assert tree.stat("x").kind is FileKind.FOLDER

    @pytest.mark.parametrize(
        "target", ["../outside/secret", "..", "a/../../outside/secret", "../base/../outside/secret"]
    )
    def test_links_that_leave_are_refused(self, base: Path, target: str) -> None:
        (base / "a").mkdir()
        (base / "x").symlink_to(target)
        for links in ("inside", "outside"):
            assert reason(open_tree(base, links=links), "x") is Reason.OUTSIDE_ROOT
            assert not open_tree(base, links=links).is_file("x")

    @pytest.mark.parametrize("path", ["..", "../outside/secret", "a/../../outside/secret"])
    def test_paths_that_leave_are_refused(self, base: Path, path: str) -> None:
        (base / "a").mkdir()
        assert reason(open_tree(base), path) is Reason.OUTSIDE_ROOT

    def test_an_absolute_link_begins_at_the_disks_root(self, base: Path) -> None:
        write(base / "srv/a")
        (base / "x").symlink_to("/srv/a")
        (base / "y").symlink_to("/outside/secret")
        tree = open_tree(base, links="inside")
        assert tree.read("x", 100) == b"here"
        # It may lead to another disk, which was there when this one ran.
        assert reason(tree, "y") is Reason.OUTSIDE_ROOT

    def test_on_a_computer_that_runs_a_link_to_nothing_is_nothing(self, base: Path) -> None:
        (base / "y").symlink_to(base / "outside/secret")
        with pytest.raises(NotHere):
            open_tree(Path("/")).open(str(base / "y").lstrip("/"))

    def test_an_absolute_link_leaves_a_copied_home_unless_it_leads_back(self, base: Path) -> None:
        write(base / "a")
        (base / "x").symlink_to(base / "a")
        (base / "y").symlink_to(base.parent / "outside/secret")
        (base / "z").symlink_to(f"{base}/../outside/secret")
        tree = open_tree(base, links="outside")
        assert tree.read("x", 100) == b"here"
        assert reason(tree, "y") is Reason.OUTSIDE_ROOT
        assert reason(tree, "z") is Reason.OUTSIDE_ROOT

    def test_the_way_to_the_base_may_lead_through_links(self, base: Path) -> None:
        write(base / "a")
        (base / "x").symlink_to(base / "a")
        (base.parent / "way").symlink_to("base")
        assert open_tree(base.parent / "way", links="outside").read("x", 100) == b"here"

    def test_where_several_people_may_write_no_link_is_followed(self, base: Path) -> None:
        write(base / "a")
        write(base / "b/c")
        (base / "x").symlink_to("a")
        (base / "y").symlink_to("b")
        tree = open_tree(base, links="never")
        assert tree.read("b/c", 100) == b"here"
        assert tree.readlink("x") == "a"
        for path in ("x", "y", "y/c", "y/../a"):
            for ask in (tree.open, tree.folder, tree.stat):
                with pytest.raises(CannotLook) as caught:
                    ask(path)
                assert caught.value.reason is Reason.OUTSIDE_ROOT

    def test_links_in_circles_end(self, base: Path) -> None:
        (base / "x").symlink_to("y")
        (base / "y").symlink_to("x")
        (base / "z").symlink_to("z/z/z")
        assert reason(open_tree(base), "x") is Reason.UNSUPPORTED
        assert reason(open_tree(base), "z") is Reason.UNSUPPORTED

    def test_a_link_is_read_as_it_is_written(self, base: Path) -> None:
        write(base / "a")
        (base / "lock").symlink_to("host-123")
        assert open_tree(base).readlink("lock") == "host-123"
        for path in ("a", "gone", ""):
            with pytest.raises(NotHere):
                open_tree(base).readlink(path)


names = st.sampled_from(["a", "b", "in", "out", "far", "..", ".", "", "A", "gone"])


@given(
    path=st.lists(names, max_size=8).map("/".join),
    target=st.lists(names, min_size=1, max_size=5).map("/".join).filter(bool),
    absolute=st.booleans(),
    fold=st.booleans(),
    links=st.sampled_from(["inside", "outside", "never"]),
)
@settings(max_examples=300, deadline=None)
def test_no_path_and_no_link_leads_out(
    path: str, target: str, absolute: bool, fold: bool, links: str
) -> None:
    with tempfile.TemporaryDirectory() as above:
        base = Path(above) / "base"
        make(base, "a/b/", "a/in", "b/a")
        make(base.parent, "b/a", "in", "a/")
        (base / "out").symlink_to("../a")
        (base / "a/far").symlink_to(("/" if absolute else "") + target)
        below = {os.lstat(p).st_ino for p in base.rglob("*")} | {base.stat().st_ino}
        tree = open_tree(base, fold=fold, links=links)
        for ask in (tree.stat, lambda path: tree.open(path).stat()):
            try:
                assert ask(path).inode in below
            except (NotHere, CannotLook):
                pass


class TestFolding:
    def test_letters_may_differ_in_case(self, base: Path) -> None:
        write(base / "Users/Zoé/FILE")
        tree = open_tree(base, fold=True)
        assert tree.read("users/ZOÉ/file", 100) == b"here"
        assert tree.read("users/zoe\u0301/file", 100) == b"here"
        with tree.folder("users") as folder:
            assert folder.stat("zoé").kind is FileKind.FOLDER
            folder.enter("ZOÉ").close()
        with pytest.raises(NotHere):
            open_tree(base).open("users/Zoé/FILE")

    def test_the_name_as_it_is_written_comes_first(self, base: Path) -> None:
        write(base / "File", "1")
        write(base / "file", "2")
        tree = open_tree(base, fold=True)
        assert (tree.read("file", 9), tree.read("File", 9)) == (b"2", b"1")
        assert tree.read("FILE", 9) == b"1"  # the first in order

    def test_two_letters_are_not_one(self, base: Path) -> None:
        write(base / "strass/a")
        with pytest.raises(NotHere):
            open_tree(base, fold=True).open("straß/a")

    def test_a_link_may_differ_in_case_from_what_it_names(self, base: Path) -> None:
        write(base / "Target/a")
        (base / "x").symlink_to("TARGET")
        assert open_tree(base, fold=True).read("X/A", 100) == b"here"

    def test_a_drive_letter_is_that_of_the_mounted_disk(self, base: Path) -> None:
        tree = open_tree(base, fold=True)
        assert tree.inside("C:\\Users\\alice\\x") == "Users/alice/x"
        assert tree.inside("/Users/alice") == "Users/alice"
        for path in ("D:\\x", "\\\\server\\share", "x"):
            with pytest.raises(CannotLook):
                tree.inside(path)


class TestFolders:
    def test_names_are_sorted_and_may_be_bounded(self, base: Path) -> None:
        make(base, "c", "a/", "b")
        with open_tree(base).folder("") as folder:
            assert folder.names() == ["a", "b", "c"]
            assert folder.names(5) == ["a", "b", "c"]
            assert len(folder.names(2)) == 2
            assert folder.names() == ["a", "b", "c"]

    def test_links_are_not_followed_in_a_folder(self, base: Path) -> None:
        make(base, "a/", "f")
        (base / "x").symlink_to("a")
        with open_tree(base).folder("") as folder:
            assert folder.stat("a").kind is FileKind.FOLDER
            assert folder.stat("f").kind is FileKind.FILE
            assert folder.stat("x").kind is FileKind.OTHER
            for name in ("x", "f", "gone"):
                with pytest.raises(NotHere):
                    folder.enter(name)

    @pytest.mark.parametrize("name", ["..", "a/b", "../base", "/etc"])
    def test_a_folder_knows_names_only(self, base: Path, name: str) -> None:
        make(base, "a/b/")
        with open_tree(base).folder("") as folder:
            for ask in (folder.stat, folder.enter):
                with pytest.raises(CannotLook) as caught:
                    ask(name)
                assert caught.value.reason is Reason.OUTSIDE_ROOT

    def test_one_file_has_one_identity(self, base: Path) -> None:
        write(base / "a")
        (base / "b").hardlink_to(base / "a")
        (base / "c").symlink_to("a")
        write(base / "d")
        tree = open_tree(base)
        assert len({tree.stat(name).identity for name in "abc"}) == 1
        assert tree.stat("a").identity != tree.stat("d").identity

    def test_a_missing_base_is_not_here(self, base: Path) -> None:
        with pytest.raises(NotHere):
            open_tree(base / "gone").names("")


class TestLocks:
    def test_a_lock_of_another_process_is_seen_and_left(self, base: Path) -> None:
        write(base / "file")
        script = (
            "import fcntl, sys\n"
            "file = open(sys.argv[1], 'r+b')\n"
            "fcntl.lockf(file, fcntl.LOCK_EX, 1, 1 << 30)\n"
            "print('ready', flush=True)\n"
            "sys.stdin.readline()\n"
            "fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 2, 1 << 30)\n"
            "print('still mine', flush=True)\n"
        )
        tree = open_tree(base)
        with subprocess.Popen(
            [sys.executable, "-c", script, base / "file"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as holder:
            assert holder.stdout is not None
            assert holder.stdin is not None
            assert holder.stdout.readline() == b"ready\n"
            with tree.open("file") as file:
                assert file.locked() is True
                holder.stdin.write(b"\n")
                holder.stdin.flush()
                assert holder.stdout.readline() == b"still mine\n"
        with tree.open("file") as file:
            assert file.locked() is False


@pytest.mark.parametrize(
    ("code", "system", "reason"),
    [
        (errno.EPERM, "darwin", Reason.FULL_DISK_ACCESS),
        (errno.EACCES, "darwin", Reason.DENIED),
        (errno.EPERM, "linux", Reason.DENIED),
    ],
)
def test_only_a_mac_means_full_disk_access(
    code: int, system: str, reason: Reason, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(CannotLook) as caught, handles.told():
        raise PermissionError(code, "")
    assert caught.value.reason is reason
