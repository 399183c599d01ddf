"""Measures speed as ratios of neighbouring runs, and says whether the targets are met.

    python benchmarks/ratios.py [--size M] [--pairs 5]

Run it with the Python that has hygiene; README.md explains what is measured. Exit code 1 where a
target is missed or a number of the report is wrong.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HEAVY = Path(__file__).with_name("heavy.py")
#: What anybody pays who writes a command line with typer.
TRIVIAL = """
import typer

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def check(format: str = "terminal") -> None:
    print("{}")


@app.command()
def other() -> None:
    print("other")


app()
"""
#: The usual case: somebody closes a browser, and looks.
JUST_USED = Path("home/alice/.config/google-chrome")
#: Cleaners that look at browsers of the heavy home; Debian's BleachBit knows no Edge.
CLEANERS = ("google_chrome", "chromium", "microsoft_edge", "brave", "opera", "firefox")
#: These options shrink or reset files; all the others list what was left behind.
NOT_LEFT_BEHIND = ("vacuum", "search_engines")


@dataclass(frozen=True, slots=True)
class Program:
    """A command, and the home it runs in."""

    command: tuple[str, ...]
    home: Path

    @property
    def environ(self) -> dict[str, str]:
        """The environment: the same small one for all, so that no setting of ours takes part."""
        return {"HOME": str(self.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}

    def lines(self) -> Iterator[str]:
        """What it prints, in a first run that also warms the disk cache."""
        nowhere = subprocess.DEVNULL
        with subprocess.Popen(
            self.command,
            env=self.environ,
            cwd=self.home,
            stdout=subprocess.PIPE,
            stderr=nowhere,
            text=True,
        ) as process:
            yield from process.stdout or ()
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, self.command)

    def run(self) -> Usage:
        """Run it once, to nowhere."""
        nowhere = subprocess.DEVNULL
        begun = time.perf_counter()
        process = subprocess.Popen(
            self.command, env=self.environ, cwd=self.home, stdout=nowhere, stderr=nowhere
        )
        # The kernel's figures for this one process. Its peak is at least ours, from which it was
        # forked: nothing large is imported or kept here.
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, self.command)
        return Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@dataclass(frozen=True, slots=True)
class Usage:
    """What a run cost: seconds on the clock, seconds of processor, MiB at the peak."""

    wall: float
    cpu: float
    peak: float


Pair = tuple[Usage, Usage]


def in_pairs(
    ours: Program, other: Program, count: int, before: Callable[[], object] = lambda: None
) -> list[Pair]:
    """Run both by turns: what slows the machine down for a while slows down both."""
    pairs = []
    for _ in range(count):
        before()
        pairs.append((ours.run(), other.run()))
    return pairs


def main() -> int:
    """Measure, print the table; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description="Measure hygiene against its targets.")
    parser.add_argument("--size", choices=("S", "M", "L"), default="M")
    parser.add_argument("--pairs", type=int, default=5)
    asked = parser.parse_args()
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load > cores / 2:
        say(f"others are at work here (load {load:.1f}, {cores} cores): trust the CPU column most")
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder), asked.size, asked.pairs)


def measure(folder: Path, size: str, count: int) -> int:
    """All three measures, with homes made in `folder`."""
    root = folder / size
    for step in (["--size", size], ["--verify"]):
        done = subprocess.run([sys.executable, str(HEAVY), str(root), *step])
        if done.returncode:
            return 1
    empty = folder / "empty"
    empty.mkdir()
    check = (sys.executable, "-m", "hygiene", "check", "--format", "json", "--exit-zero")
    met = [start(Program(check, empty), folder, count)]
    heavy = Program((*check, "--root", str(root)), empty)
    bleachbit = preview(root / "home/alice")
    if bleachbit is None:
        say("no BleachBit here (Debian package bleachbit): not compared with it")
        runs = [heavy.run() for _ in range(count)]
    else:
        pairs = in_pairs(heavy, bleachbit, count)
        runs = [ours for ours, _ in pairs]
        met.append(row(f"size {size} / BleachBit's preview", pairs, "< 1", 1))
        pairs = in_pairs(heavy, bleachbit, count, lambda: touch(root / JUST_USED))
        met.append(row(f"the same, {JUST_USED.name} just closed", pairs, "< 1", 1))
    peak = max(usage.peak for usage in runs)
    met.append(peak < 60)
    say(f"{f'size {size}, peak memory':34}{peak:5.1f} MiB{'':38}< 60 MiB  {verdict(peak < 60)}")
    return int(not all(met))


def start(ours: Program, folder: Path, count: int) -> bool:
    """An empty home against a trivial program."""
    (folder / "trivial.py").write_text(TRIVIAL, "utf-8")
    trivial = Program((sys.executable, str(folder / "trivial.py"), "check"), ours.home)
    for each in (ours, trivial):
        list(each.lines())
    say(f"{'':34}{'ratio':>6} {'min-max':>12}{'CPU':>6}{'ours':>10}{'other':>10}  target")
    pairs = in_pairs(ours, trivial, 3 * count)  # short runs: noise weighs more, more cost little
    return row("empty home / trivial typer program", pairs, "<= 2", 2)


def preview(home: Path) -> Program | None:
    """BleachBit's preview of what it would delete of the browsers of `home`."""
    program = shutil.which("bleachbit")
    if program is None:
        return None
    wanted = []
    for line in Program((program, "--list-cleaners"), home).lines():
        cleaner, _, option = line.strip().partition(".")
        if cleaner in CLEANERS and option not in NOT_LEFT_BEHIND:
            wanted.append(f"{cleaner}.{option}")
    bleachbit = Program((program, "--preview", *wanted), home)
    if sum(str(home) in line for line in bleachbit.lines()) < 100:
        raise SystemExit("BleachBit did not look at the heavy home")
    return bleachbit


def touch(folder: Path) -> None:
    """Let every file of a profile be of this moment: then it may still be changing."""
    for path in folder.rglob("*"):
        path.touch()


def row(name: str, pairs: list[Pair], target: str, most: float) -> bool:
    """Print one line of the table; whether both medians, clock and processor, are in the target."""
    ratios = [ours.wall / other.wall for ours, other in pairs]
    ratio, effort = median(ratios), median(ours.cpu / other.cpu for ours, other in pairs)
    good = all(one < most or (one == most and "=" in target) for one in (ratio, effort))
    say(
        f"{name:34}{ratio:6.2f} {f'{min(ratios):.2f}-{max(ratios):.2f}':>12}"
        f"{effort:6.2f}"
        f"{median(ours.wall for ours, _ in pairs):8.3f} s"
        f"{median(other.wall for _, other in pairs):8.3f} s  {target:8}  {verdict(good)}"
    )
    return good


def verdict(good: bool) -> str:
    """The word for a target."""
    return "met" if good else "not met"


def say(line: str) -> None:
    """Print a line now, not when all is over."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
