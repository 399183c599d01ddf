"""Run `hygiene check` as a person would, and read its report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .truth import Truth


@dataclass(frozen=True, slots=True)
class Checked:
    """One report, and the very text it came in."""

    text: str
    report: dict[str, Any]

    def truth(self, like: Truth, browser: str, profile: str) -> Truth:
        """Return what the report says of one profile, for the kinds and facts of another truth."""
        said = self._findings(browser, profile)
        counts = {
            kind: sum(finding["count"] for finding in said if finding["kind"] == kind)
            for kind in like.counts
        }
        facts = {
            name: sum(finding["facts"].get(fact, 0) for finding in said if finding["kind"] == kind)
            for name in like.facts
            for kind, _, fact in [name.partition(".")]
        }
        names = {
            name
            for finding in said
            if finding["kind"] == "password"
            for name in finding["names"] or ()
        }
        return Truth(counts, facts, tuple(sorted(names)))

    def cache(self, browser: str, profile: str) -> tuple[int, int]:
        """Return the number and the bytes of the cache's files."""
        said = [item for item in self._findings(browser, profile) if item["kind"] == "cache"]
        return sum(x["count"] for x in said), sum(x["facts"]["bytes"] for x in said)

    def hidden(self) -> dict[str, int]:
        """Return what the report says of the addresses outside the history, summed up.

        Raises:
            AssertionError: it says it of a profile.
        """
        said = self.of("hidden-history")
        assert all(finding["profile"] is None for finding in said)
        counts = dict.fromkeys(("count", *(name for f in said for name in f["facts"])), 0)
        for finding in said:
            for name, value in {"count": finding["count"], **finding["facts"]}.items():
                counts[name] += value
        return counts

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return the findings of one kind."""
        every = [finding for check in self.report["checks"] for finding in check["findings"]]
        return [finding for finding in every if finding["kind"] == kind]

    def advice(self, kind: str) -> list[dict[str, Any]]:
        """Return the advice about one kind."""
        every = [row for check in self.report["checks"] for row in check["advice"]]
        return [row for row in every if row["kind"] == kind]

    @property
    def unreadable(self) -> list[dict[str, Any]]:
        """What could not be looked at."""
        return [item for check in self.report["checks"] for item in check["unreadable"]]

    def _findings(self, browser: str, profile: str) -> list[dict[str, Any]]:
        return [
            finding
            for check in self.report["checks"]
            for finding in check["findings"]
            if (finding["browser"], finding["profile"]) == (browser, profile)
        ]


def check(home: Path) -> Checked:
    """Run the command on a home in a process of its own.

    Raises:
        AssertionError: it did not end with 0.
    """
    ours = {name: value for name, value in os.environ.items() if not name.startswith("HYGIENE_")}
    command = [sys.executable, "-m", "hygiene", "check"]
    done = subprocess.run(
        [*command, "--root", home, "--format", "json", "--lang", "en", "--exit-zero"],
        env=ours,
        cwd=home.parent,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return Checked(done.stdout + done.stderr, json.loads(done.stdout))
