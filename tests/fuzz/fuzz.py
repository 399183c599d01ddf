"""Searches for bytes that a reader stumbles over, guided by the branches that they reach.

Not part of the tests: `pip install atheris`, then from the project's folder

    python tests/fuzz/fuzz.py all --seconds 180     every reader, one line each
    python tests/fuzz/fuzz.py history prefs.js      these readers, one line each
    python tests/fuzz/fuzz.py history --again FILE  what comes of these bytes

Each reader has a process of its own, `--jobs` of them at once. It is found out where anything else
than a value or a named cause comes of it, or where it takes 10 seconds or more than 512 MB: the
bytes are then in a file `READER-crash-…` of the current folder, what was raised is shown, and the
exit code is 1. The bytes become a test before the reader is mended.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

_LIMITS = ("-timeout=10", "-rss_limit_mb=512", "-max_len=65536", "-print_final_stats=1")
_TOLD = re.compile(r"stat::(\w+):\s+(\d+)")
_LINES = 30


def main() -> int:
    """Search in the readers that are named."""
    words = argparse.ArgumentParser(description="See the first lines of this file.")
    words.add_argument("reader", nargs="+", help="a name, or all")
    words.add_argument("--seconds", type=int, default=60, help="for each reader")
    words.add_argument("--jobs", type=int, default=1, help="readers at once")
    words.add_argument("--again", metavar="FILE", type=Path, help="read this and nothing else")
    words.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.here:
        _search(given.reader[0], given.seconds)
    from tests.fuzz.parser import asked
    from tests.fuzz.parsers import PARSERS

    names = list(PARSERS) if given.reader == ["all"] else given.reader
    if unknown := [name for name in names if name not in PARSERS]:
        words.error(f"unknown: {', '.join(unknown)}; known: {', '.join(PARSERS)}")
    if given.again:
        asked(PARSERS[names[0]], given.again.read_bytes())
        return 0
    with ThreadPoolExecutor(given.jobs) as jobs:
        ends = list(jobs.map(lambda name: _in_a_process(name, given.seconds), names))
    return int(not all(ends))


def _in_a_process(name: str, seconds: int) -> bool:
    """Search in one reader, tell the outcome in a line; whether it withstood."""
    command = [sys.executable, __file__, name, "--here", f"--seconds={seconds}"]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    told = dict(_TOLD.findall(done.stdout))
    line = (
        f"{name:22} {told.get('number_of_executed_units', '?'):>9} runs"
        f" {told.get('average_exec_per_sec', '?'):>6} a second,"
        f" slowest {told.get('slowest_unit_time_sec', '?')} s,"
        f" {told.get('peak_rss_mb', '?')} MB: {'FOUND OUT' if done.returncode else 'withstood'}\n"
    )
    if done.returncode:
        line += "".join(f"    {last}\n" for last in done.stdout.splitlines()[-_LINES:])
    sys.stdout.write(line)
    sys.stdout.flush()
    return not done.returncode


def _search(name: str, seconds: int) -> None:
    """Search in one reader until the time is over; it ends the process."""
    import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

    with atheris.instrument_imports(include=["hygiene", "jeepney"]):
        from tests.fuzz.parser import asked
        from tests.fuzz.parsers import PARSERS

        # Many modules are loaded where they are first wanted: now, or they would not be followed.
        for seed in PARSERS[name].seeds:
            asked(PARSERS[name], seed)
    parser = PARSERS[name]
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(parser.seeds):
            (Path(folder) / str(number)).write_bytes(seed)
        atheris.Setup(
            [
                sys.argv[0],
                folder,
                f"-max_total_time={seconds}",
                f"-artifact_prefix={name}-",
                *_LIMITS,
            ],
            lambda data: asked(parser, data),
        )
        atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
