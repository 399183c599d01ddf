"""No trace: nothing inspected changes, nothing is written but what `-o` names, dead or alive."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.demands import need_command
from tests.held import held

from .conftest import Planted
from .watched import Place

if sys.platform != "linux":
    pytest.skip("it looks at calls and dates of Linux", allow_module_level=True)

#: Calls by which nothing comes, goes or changes.
_LOOKING = {
    *("stat", "lstat", "newfstatat", "statx", "access", "faccessat", "faccessat2", "readlink"),
    *("readlinkat", "getcwd", "execve", "chdir", "statfs", "fstatfs", "open", "openat", "openat2"),
    *("inotify_add_watch", "getxattr", "lgetxattr"),
}
_TO_WRITE = re.compile(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)|TMPFILE")
_CALL = re.compile(r"^\d+ +(\w+)\((.*)$")
#: Beside the calls that take a path, those that change a file which is open.
_TRACED = (
    "%file,ftruncate,fallocate,fchmod,fchown,fsetxattr,fremovexattr,memfd_create,memfd_secret,"
    "pwrite64,pwritev,pwritev2,copy_file_range,sendfile"
)


def changes(log: str) -> list[str]:
    """The calls, of those that were traced, by which something comes, goes or changes."""
    found = []
    for line in log.splitlines():
        call = _CALL.match(line)
        if call is None or (call[1] in _LOOKING and not _TO_WRITE.search(line)):
            continue
        if "/dev/null" not in line:
            found.append(line.partition(" ")[2].strip())
    return found


def test_a_held_folder_tells_of_every_kind_of_change(tmp_path: Path) -> None:
    """Else nothing here could fail."""
    file = tmp_path / "sub" / "file"
    file.parent.mkdir()
    file.write_text("abc")
    past = file.stat()

    def passing() -> None:
        (file.parent / "other").touch()
        (file.parent / "other").unlink()

    def rewritten() -> None:
        file.write_text("abd")
        os.utime(file, ns=(past.st_atime_ns, past.st_mtime_ns))

    def opened_up() -> None:
        file.chmod(0o777)
        file.chmod(past.st_mode)

    def renamed() -> None:
        file.rename(file.with_name("new"))
        file.with_name("new").rename(file)

    for change in (passing, rewritten, opened_up, renamed):
        time.sleep(0.02)  # dates of a file system are those of its last tick
        with pytest.raises(AssertionError), held(tmp_path):
            change()
    with held(tmp_path):
        file.read_text()


@pytest.mark.parametrize("form", ["terminal", "json", "jsonl", "markdown"])
def test_a_run_leaves_all_as_it_was_and_writes_the_file_it_was_told(
    planted: Planted, tmp_path: Path, form: str
) -> None:
    place = Place(tmp_path / "run")
    out = tmp_path / "out"
    out.mkdir()
    endings = {"json": ".json", "jsonl": ".jsonl", "markdown": ".md"}
    named = [out / f"report{endings[form]}"] if form in endings else []
    words = [word for path in named for word in ("-o", path)]
    with held(planted.folder.parent, *place.folders):
        run = place.start("check", "--verbose", "--root", planted.folder, *words)
        run.communicate()
    assert run.returncode == 1
    assert list(out.iterdir()) == named


@pytest.mark.fault
def test_damaged_files_are_left_as_they_were(damaged: Planted, tmp_path: Path) -> None:
    place = Place(tmp_path)
    with held(damaged.folder.parent, *place.folders):
        place.start("check", "--root", damaged.folder).communicate()


@pytest.mark.fault
@pytest.mark.parametrize("planted", ["linux"], indirect=True)
def test_killed_at_any_moment_it_leaves_nothing_anywhere(planted: Planted, tmp_path: Path) -> None:
    place = Place(tmp_path / "run", planted.home)
    words = ("check", "--root", planted.folder)
    began = time.monotonic()
    place.start(*words).communicate()
    whole = time.monotonic() - began
    chance = random.Random(6)
    killed, runs = 0, 8
    with held(planted.folder.parent, *place.folders):
        for number in range(runs):
            run = place.start(*words)
            try:
                run.communicate(timeout=whole * (number + chance.random()) / runs)
            except subprocess.TimeoutExpired:
                run.kill()
                run.communicate()
            killed += run.returncode == -signal.SIGKILL
    assert killed >= runs // 2


@pytest.mark.fault
@pytest.mark.parametrize("again", [False, True], ids=["new", "again"])
@pytest.mark.parametrize("moment", ["os.open", "os.fsync", "os.link"])
def test_killed_while_it_writes_reports_it_leaves_those_of_before_or_none(
    tmp_path: Path, moment: str, again: bool
) -> None:
    (tmp_path / "home/.config").mkdir(parents=True)
    place = Place(tmp_path / "run")
    out = tmp_path / "out"
    out.mkdir()
    reports = [out / "a.json", out / "b.md"]
    for report in reports if again else ():
        report.write_text("the report of yesterday")
    words = [word for report in reports for word in ("-o", report)]
    with held(out, *place.folders):
        script = _KILLED.format(moment=moment)
        run = place.start("check", "--root", tmp_path / "home", *words, python=("-c", script))
        run.communicate()
    assert run.returncode == -signal.SIGKILL


#: Dies when it comes to this call of the writer of reports.
_KILLED = """
import os, signal, sys
from hygiene.commandline import draft, output_folder
real = {moment}
def last(*given, **more):
    if sys._getframe(1).f_globals["__name__"] in (draft.__name__, output_folder.__name__):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **more)
{moment} = last
from hygiene.__main__ import main
main()
"""


def test_no_call_of_the_system_changes_anything_but_the_file_it_was_told_to_write(
    planted: Planted, tmp_path: Path
) -> None:
    need_command("strace", "strace")
    place = Place(tmp_path / "run")
    log, out = tmp_path / "log", tmp_path / "out"
    out.mkdir()
    traced = (
        "strace",
        "-f",
        "-qq",
        "-y",
        "-e",
        f"trace={_TRACED}",
        "-e",
        "signal=none",
        "-o",
        str(log),
    )
    report = out / "report.json"
    words = ("check", "--verbose", "--root", planted.folder, "-o", report)
    run = place.start(*words, before=traced)
    _, said = run.communicate()
    assert run.returncode == 1, said
    done = changes(log.read_text("utf-8", "replace"))
    # The folder is reached once; what is done there names it by the number that it has since.
    assert [line for line in done if f"<{out}>" not in line] == []
    assert any(f'"{report.name}"' in line for line in done)
