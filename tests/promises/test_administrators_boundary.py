"""An administrator looks into everybody's home: no user there makes root look anywhere else."""

from __future__ import annotations

import ctypes
import json
import os
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("mount namespaces are Linux's", allow_module_level=True)

from tests.demands import need_command

from .computer import MALLORY, PROGRAMS, SUITE, Computer, given
from .opens import STRACE, Watch, opened
from .traps import ALL, FORBIDDEN, IN_PLACE, OWN, passwords

#: Places of the system that a run on Linux may open, besides programs and homes. A folder stands
#: for itself, one with a slash at its end for all that lies in it.
SYSTEM = (
    "/",
    "/home",
    "/etc",
    "/etc/passwd",
    "/etc/group",
    "/etc/nsswitch.conf",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/var",
    "/tmp",
    "/dev/null",
    "/proc",
    "/proc/",
    "/.Trash",
    f"/.Trash/{MALLORY}",
    f"/.Trash/{MALLORY}/",
)
HOMES = ("/root", "/home/mallory", "/home/mallory/", "/home/victim", "/home/victim/")


def allowed(path: str, places: tuple[str, ...]) -> bool:
    return any(
        path == place or (place.endswith("/") and path.startswith(place)) for place in places
    )


# --- what is opened -------------------------------------------------------------------------------


def test_nothing_is_opened_but_homes_and_a_written_list(computer: Computer) -> None:
    need_command("strace", SUITE)
    ran = computer.run(*STRACE, "-o", "/run/log", sys.executable, "-I", "-m", "hygiene", *ALL)
    assert passwords(json.loads(ran.stdout)) == {"mallory": OWN, "victim": IN_PLACE}
    paths = set(opened(computer.disk / "run/log"))
    assert "/home/mallory/.config/google-chrome/Default/Login Data" in paths
    programs = tuple(f"{place}/" for place in PROGRAMS)
    above = {str(above) for place in PROGRAMS for above in (Path(place), *Path(place).parents)}
    strange = {p for p in paths if not allowed(p, (*SYSTEM, *HOMES, *programs, *above))}
    assert strange == set()
    assert {p for p in paths if p.startswith(FORBIDDEN)} == set()


def test_what_leads_out_of_a_home_is_told(computer: Computer) -> None:
    report = computer.hygiene(*ALL).report
    outside = {
        (entry["user"], entry["reason"])
        for check in report["checks"]
        for entry in check["unreadable"]
    }
    assert ("mallory", "outside-root") in outside
    assert ("victim", "outside-root") not in outside
    screen = computer.hygiene("check", "--all-users", "--lang", "en", "--verbose")
    assert "hygiene does not leave that home folder" in " ".join(screen.out.split())
    assert "--root" not in screen.out


# --- under a race ---------------------------------------------------------------------------------

_EXCHANGE = 2  # RENAME_EXCHANGE of linux/fs.h
_AT_FDCWD = -100
_LOOKS = """
from hygiene.commandline.surroundings import here
from hygiene.commands.check import run
for _ in range(5):
    run({"all_users": True, "format": "json", "lang": "en"}, here())
"""
#: One question to the door of a home, many times.
_ASKS = """
import sys
from pathlib import Path
from hygiene.errors import CannotLook, NotHere
from hygiene.filesystem import open_tree
tree = open_tree(Path("/home/mallory"), links="outside")
question = compile(sys.argv[1], "question", "eval")
for _ in range(20_000):
    try:
        eval(question).close()
        print("yes")
    except (CannotLook, NotHere):
        print("no")
"""
_DATA = "home/mallory/.config/google-chrome"


@contextmanager
def exchanging(one: Path, other: Path) -> Iterator[list[int]]:
    """As long as the block lasts, exchange two names and back, as fast as it goes."""
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    stop = threading.Event()
    done = [0]

    def work() -> None:
        while not stop.is_set():
            for _ in range(2):
                assert not libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
            done[0] += 1

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield done
    finally:
        stop.set()
        thread.join()


def raced(computer: Computer, place: str, target: str | None, *code: str) -> str:
    """What `code` prints while a place of mallory's is exchanged for a link, or for a FIFO.

    Fails where anything forbidden is opened meanwhile.
    """
    there = computer.disk / place
    other = there.with_name(".other")
    if target is None:
        os.mkfifo(other)
    else:
        other.symlink_to(target)
    given(other, MALLORY)
    watch = Watch(computer.home("victim") / "private", computer.disk / "root/private")
    (computer.disk / "root/private/list.xml").read_bytes()
    assert watch.events() > 0  # it sees
    with exchanging(there, other) as exchanges:
        ran = computer.run(sys.executable, "-I", "-c", *code)
    assert ran.returncode == 0, ran.stderr
    assert watch.events() == 0
    assert exchanges[0] > 100
    return ran.stdout


@pytest.mark.fault
@pytest.mark.parametrize(
    ("place", "target"),
    [
        pytest.param(f"{_DATA}/Default", "/root/private/chrome/Default", id="a folder"),
        pytest.param(f"{_DATA}/Default/Login Data", "/root/private/list.xml", id="a file"),
        pytest.param(f".Trash/{MALLORY}/files", "/root/private/files", id="a bin"),
    ],
)
def test_no_link_is_followed_while_it_is_exchanged(
    computer: Computer, place: str, target: str
) -> None:
    reports = list(documents(raced(computer, place, target, _LOOKS)))
    assert len(reports) == 5
    for report in reports:
        counts = passwords(report)
        assert counts.pop("mallory", 0) in (0, OWN)
        assert counts == {"victim": IN_PLACE}


@pytest.mark.fault
@pytest.mark.parametrize("target", ["../victim/private", None])
@pytest.mark.parametrize(
    ("place", "question"),
    [
        ("place", 'tree.folder("place")'),
        ("place", 'tree.folder("").enter("place")'),
        ("place", 'tree.open("place/list.xml")'),
        ("place/list.xml", 'tree.open("place/list.xml")'),
    ],
)
def test_the_door_itself_holds_at_any_speed(
    computer: Computer, place: str, question: str, target: str | None
) -> None:
    mine = computer.home("mallory") / "place"
    (mine / "chrome").mkdir(parents=True)
    (mine / "list.xml").touch()
    given(mine, MALLORY)
    if target and place.endswith(".xml"):
        target = f"../{target}/list.xml"
    answers = raced(computer, f"home/mallory/{place}", target, _ASKS, question).split()
    assert {"yes", "no"} <= set(answers)  # both were met


def documents(text: str) -> Iterator[dict[str, Any]]:
    """The JSON documents that follow each other in a text."""
    decoder = json.JSONDecoder()
    while text := text.lstrip():
        value, end = decoder.raw_decode(text)
        yield value
        text = text[end:]


# --- what is written ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/home/mallory/link.json", 1),  # replaced, not followed
        ("/home/mallory/hard.json", 1),
        ("/home/mallory/way/victims.json", 2),
        ("/home/mallory/way/new.json", 2),
        ("/home/mallory/fifo.json", 2),
        ("/home/mallory/folder.json", 2),
    ],
)
def test_a_report_in_a_users_folder_is_written_there_or_nowhere(
    computer: Computer, path: str, code: int
) -> None:
    home, theirs = computer.home("mallory"), computer.home("victim") / "reports"
    theirs.mkdir()
    precious = theirs / "victims.json"
    precious.write_text("precious")
    (home / "link.json").symlink_to("/home/victim/reports/victims.json")
    (home / "hard.json").hardlink_to(precious)
    (home / "way").symlink_to("/home/victim/reports")
    os.mkfifo(home / "fifo.json")
    (home / "folder.json").mkdir()
    given(home, MALLORY)
    before = sorted(home.iterdir())
    ran = computer.hygiene(*ALL, "-o", path)
    assert ran.code == code, ran.err
    assert [p.name for p in theirs.iterdir()] == ["victims.json"]
    assert precious.read_text() == "precious"
    assert sorted(home.iterdir()) == before  # no temporary file is left
    if code == 1:
        written = (home / path.rpartition("/")[2]).lstat()
        assert stat.S_ISREG(written.st_mode)
        assert (stat.S_IMODE(written.st_mode), written.st_uid) == (0o600, 0)
