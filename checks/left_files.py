"""Files that stay when the person has gone: downloads, desktop, documents, scans, bin, prints."""

from __future__ import annotations

from hygiene.api import (
    Answer,
    Home,
    Iterator,
    Machine,
    Severity,
    check,
    found,
    left_files,
    print_jobs,
)


@check("left-files", kind="left-file", looks_at=Home)
def files_of_a_person(home: Home) -> Iterator[Answer]:
    """One finding a place; papers weigh more, and are told by themselves. No file is opened."""
    for place, tally in left_files(home):
        papers = "papers" in tally.facts
        yield from found(tally, subject=place, severity=Severity.HIGH if papers else None)


@check("left-files", kind="left-file", looks_at=Machine)
def documents_in_the_print_queue(machine: Machine) -> Iterator[Answer]:
    """Whatever waits for the printer, whoever sent it."""
    yield from found(print_jobs(machine), subject="print-queue")
