"""Runs the real command, as a person or a scheduler does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple


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
    """Run `hygiene` with `words`; nothing of the person's own settings is heard."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HYGIENE_", "LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-m", "hygiene", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        env={**kept, "PYTHONUTF8": "1", **(env or {})},
        cwd=cwd,
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


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
