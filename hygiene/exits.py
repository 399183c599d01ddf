"""The exit codes: a promise to scripts and schedulers."""

from __future__ import annotations

from enum import IntEnum

from hygiene.model import Report


class Exit(IntEnum):
    """How `hygiene check` ends."""

    CLEAN = 0
    FOUND = 1
    USAGE = 2
    NOT_SEEN = 3
    INTERRUPTED = 130


def exit_of(report: Report) -> Exit:
    """The exit code that a report deserves: found wins over not seen, not seen over clean."""
    if any(f.weight >= report.asked.fail_on for f in report.findings):
        return Exit.FOUND
    if (
        report.scene.others
        or any(not u.expected for u in report.unreadable)
        or any(r.failure for r in report.results)
    ):
        return Exit.NOT_SEEN
    return Exit.CLEAN
