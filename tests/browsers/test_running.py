"""Whether a browser is open: real locks and real processes, and what a kill leaves behind."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hygiene.browsers.discovery import installations
from hygiene.browsers.profile import Installation
from hygiene.browsers.running import is_running
from hygiene.browsers.safari.readers import READERS as SAFARI
from hygiene.clock import Clock, Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.machine.homes import live_machine
from tests.programs import program
from tests.roots import FakeHome, FakeRoot
from tests.unprivileged import open_folder, unprivileged

HERE = socket.gethostname()
#: Locks the file it is given as SQLite and LevelDB do, says so, and waits to be closed.
HOLDER = """
import fcntl, sys
file = open(sys.argv[1], "r+b")
fcntl.lockf(file, fcntl.LOCK_EX, 512, 1 << 30)
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path) -> FakeHome:
    return FakeHome(tmp_path / "alice", "linux")


def the_only(home: FakeHome) -> Installation:
    machine = live_machine(
        deadline=Deadline.after(60),
        clock=Clock(datetime.now(UTC)),
        environ={"HOME": str(home.path)},
    )
    (found,) = installations(machine, {})
    return found


def lock(home: FakeHome, target: str, install: str | None = None) -> Path:
    link = home.data("chromium", install) / "SingletonLock"
    link.symlink_to(target)
    return link


@contextmanager
def held(file: Path) -> Iterator[None]:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"locked\n"
        try:
            yield
        finally:
            holder.kill()


Start = Callable[[str], "subprocess.Popen[bytes]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a harmless program under the name of another."""
    with ExitStack() as started:
        yield lambda name: started.enter_context(program(tmp_path, name))


class TestChromium:
    @pytest.fixture(autouse=True)
    def profile(self, home: FakeHome) -> None:
        home.chromium("chromium")

    def test_without_a_lock_it_is_closed(self, home: FakeHome) -> None:
        assert the_only(home).running() is False

    @pytest.mark.parametrize("file", ["Local Storage/leveldb/LOCK", "History", "Login Data"])
    def test_it_is_open_while_it_holds_its_files(self, home: FakeHome, file: str) -> None:
        lock(home, f"{HERE}-2")  # the number that the process has in its sandbox
        with held(home.data("chromium") / "Default" / file):
            assert the_only(home).running() is True
        assert the_only(home).running() is False

    def test_it_is_open_while_its_process_lives(self, home: FakeHome, start: Start) -> None:
        process = start("chromium")
        lock(home, f"{HERE}-{process.pid}")
        assert the_only(home).running() is True

    def test_it_is_open_whatever_the_network_calls_this_computer(
        self, home: FakeHome, start: Start
    ) -> None:
        lock(home, f"{HERE.split('.')[0]}.library.example-{start('chromium').pid}")
        assert the_only(home).running() is True

    def test_a_lock_left_by_a_kill_is_not_believed(self, home: FakeHome, start: Start) -> None:
        process = start("chromium")
        lock(home, f"{HERE}-{process.pid}")
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert the_only(home).running() is False  # a corpse, its parent has not looked yet
        process.wait()
        assert the_only(home).running() is False

    def test_another_program_with_the_same_number_is_not_it(self, home: FakeHome) -> None:
        lock(home, f"{HERE}-{os.getpid()}")
        assert the_only(home).running() is False

    def test_a_browser_that_is_younger_than_the_lock_is_another(
        self, home: FakeHome, start: Start
    ) -> None:
        link = lock(home, f"{HERE}-{start('chromium').pid}")
        yesterday = time.time() - 86_400
        os.utime(link, (yesterday, yesterday), follow_symlinks=False)
        assert the_only(home).running() is False

    def test_a_lock_of_another_computer_is_not_this_ones(
        self, home: FakeHome, start: Start
    ) -> None:
        lock(home, f"not-{HERE}-{start('chromium').pid}")
        assert the_only(home).running() is False

    @pytest.mark.parametrize(
        "target", ["", "x", f"{HERE}-", f"{HERE}-²", f"{HERE}-0", f"{HERE}--1", f"{HERE}-{9**30}"]
    )
    def test_a_lock_that_makes_no_sense_is_not_believed(self, home: FakeHome, target: str) -> None:
        if target:
            lock(home, target)
        else:
            (home.data("chromium") / "SingletonLock").touch()
        assert the_only(home).running() is False

    def test_a_fifo_in_the_place_of_a_database_stops_nothing(
        self, home: FakeHome, start: Start
    ) -> None:
        link = lock(home, f"{HERE}-2")
        os.mkfifo(home.data("chromium") / "Default" / "History")
        with pytest.raises(CannotLook) as caught:
            the_only(home).running()
        assert (caught.value.reason, caught.value.source) == (Reason.UNSUPPORTED, "History")
        link.unlink()
        lock(home, f"{HERE}-{start('chromium').pid}")
        assert the_only(home).running() is True


def test_a_sandboxed_browser_is_not_the_same_one_outside(home: FakeHome, start: Start) -> None:
    home.chromium("chromium", install="flatpak")
    lock(home, f"{HERE}-2", "flatpak")
    start("chromium")
    assert the_only(home).running() is False


class TestFirefox:
    @pytest.fixture(autouse=True)
    def profile(self, home: FakeHome) -> Path:
        home.firefox(profile="other.default")
        return home.firefox(profile="x.default").path

    def test_without_a_lock_it_is_closed(self, home: FakeHome) -> None:
        assert the_only(home).running() is False

    def test_it_is_open_while_it_holds_the_lock_of_a_profile(
        self, home: FakeHome, profile: Path
    ) -> None:
        with held(profile / ".parentlock"):
            assert the_only(home).running() is True
        assert the_only(home).running() is False  # the file stays

    def test_the_link_that_a_kill_leaves_is_not_believed(
        self, home: FakeHome, profile: Path, start: Start
    ) -> None:
        (profile / ".parentlock").touch()
        (profile / "lock").symlink_to(f"127.0.0.1:+{start('firefox-esr').pid}")
        assert the_only(home).running() is False

    def test_the_link_counts_where_there_is_no_other_lock(
        self, home: FakeHome, profile: Path, start: Start
    ) -> None:
        process = start("firefox-esr")
        (profile / "lock").symlink_to(f"127.0.0.1:+{process.pid}")
        assert the_only(home).running() is True
        process.kill()
        process.wait()
        assert the_only(home).running() is False


class TestSafari:
    """Nothing of a Mac runs here: a program of its name, and a folder that it could have made."""

    @pytest.fixture
    def safari(self, home: FakeHome) -> Installation:
        (home.path / "Library").mkdir()
        machine = live_machine(
            deadline=Deadline.after(60),
            clock=Clock(datetime.now(UTC)),
            environ={"HOME": str(home.path)},
        )
        (alice,) = machine.homes
        return Installation(alice, "safari", "safari", "native", alice.at("Library"), SAFARI)

    def test_it_is_open_while_its_process_lives(self, safari: Installation, start: Start) -> None:
        assert is_running(safari) is False
        process = start("Safari")
        assert is_running(safari) is True
        process.kill()
        process.wait()
        assert is_running(safari) is False


def test_a_copied_home_is_not_asked(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    root.home().chromium("chromium")
    (found,) = root.installations()
    with pytest.raises(NotHere):
        found.running()


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_what_cannot_be_looked_at_is_told(browser: str) -> None:
    with open_folder() as folder:
        home = FakeHome(folder / "alice", "linux")
        if browser == "chromium":
            made = home.chromium("chromium")
            lock(home, f"{HERE}-2")
            (made.path / "History").touch()
        else:
            made = home.firefox()
            (made.path / ".parentlock").touch()
        for file in made.path.iterdir():
            file.chmod(0)

        def look() -> tuple[str, str]:
            try:
                return str(the_only(home).running()), ""
            except CannotLook as cause:
                return str(cause.reason), cause.source

        source = "History" if browser == "chromium" else ".parentlock"
        assert unprivileged(look) == ("denied", source)
