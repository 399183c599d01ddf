"""Runs the real command, as a person or a scheduler does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from tests.held import held


class Ran(NamedTuple):
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The JSON report on standard output."""
        value: dict[str, Any] = json.loads(self.out)
        return value


def hygiene(
    *words: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Ran:
    """Run `hygiene` with `words`; nothing of the person's own settings is heard.

    Whatever is asked with `--root`, in any test, must be afterwards what it was before.
    """
    with held(*_roots(words)):
        done = subprocess.run(
            [sys.executable, "-m", "hygiene", *map(str, words)],
            capture_output=True,
            encoding="utf-8",
            env={**_environment(), **(env or {})},
            cwd=cwd,
            timeout=120,
            check=False,
        )
    return Ran(done.returncode, done.stdout, done.stderr)


def _roots(words: Sequence[str | Path]) -> list[Path]:
    """The folders that are asked for with `--root`, where there are such."""
    asked = [Path(after) for word, after in pairwise(words) if str(word) == "--root"]
    return [folder for folder in asked if folder.is_dir()]


class Measured(NamedTuple):
    """A run, and the most memory it had (MiB resident)."""

    ran: Ran
    peak: int


#: Between the tests and the command: what is measured must not be the memory of the tests, which a
#: child has until it becomes another program.
_MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], timeout=60).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, file=sys.stderr)
sys.exit(code)
"""


def measured(*words: str | Path) -> Measured:
    """Run `hygiene` with `words` and measure its memory; a minute is too long."""
    command = [sys.executable, "-m", "hygiene", *map(str, words)]
    done = subprocess.run(
        [sys.executable, "-S", "-c", _MEASURE, *command],
        capture_output=True,
        encoding="utf-8",
        env=_environment(),
        check=False,
    )
    *errors, peak = done.stderr.splitlines()
    assert peak.isdigit(), done.stderr  # else it took too long
    return Measured(Ran(done.returncode, done.stdout, "\n".join(errors)), int(peak))


def _environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HYGIENE_", "LC_", "LANG"))}
    return {**kept, "PYTHONUTF8": "1"}


def kinds(report: Mapping[str, Any]) -> dict[str, int]:
    """How many of each kind the report counts, over all profiles."""
    counts: dict[str, int] = {}
    for check in report["checks"]:
        for finding in check["findings"]:
            counts[finding["kind"]] = counts.get(finding["kind"], 0) + finding["count"]
    return counts


def unseen(report: Mapping[str, Any]) -> set[tuple[str, str | None, str, str]]:
    """(check, kind, source, reason) of everything that was not seen."""
    return {
        (check["id"], entry["kind"], entry["source"], entry["reason"])
        for check in report["checks"]
        for entry in check["unreadable"]
    }
