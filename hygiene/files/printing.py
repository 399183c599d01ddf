"""What waits, or was kept, in the print queue of a computer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hygiene.clock import moment
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import FileKind, Folder
from hygiene.machine import Machine
from hygiene.tally import Item, Tally

#: The folder, and what the files are called that hold a document: one a document. CUPS writes
#: d00012-001 beside the control file c00012 (cups, scheduler/job.c); Windows 00012.SPL or
#: FP00012.SPL beside a .SHD. (from memory, 2026)
_QUEUES = {
    "linux": ("var/spool/cups", re.compile(r"d\d+-\d+")),
    "macos": ("private/var/spool/cups", re.compile(r"d\d+-\d+")),
    "windows": ("Windows/System32/spool/PRINTERS", re.compile(r"(fp)?\d+\.spl", re.IGNORECASE)),
}
_MOST_NAMES = 100_000
SOURCE = "print-queue"


def print_jobs(machine: Machine) -> Tally:
    """The documents in the queue, whoever printed them.

    Only administrators may enter it. Anybody may see when it last changed: of a queue that has not
    changed since the session began, or since --since, nothing of that time can be in there.

    Raises NotHere where there is no queue, or no computer but a copied home.
    """
    if machine.system is None:
        raise NotHere
    place, document = _QUEUES[machine.platform]
    try:
        with machine.system.folder(place) as folder:
            return Tally.of(_items(folder, document), machine.clock)
    except CannotLook as cause:
        if cause.reason is Reason.DENIED and _unchanged(machine, place):
            return Tally()
        raise cause.at(SOURCE) from None


def _unchanged(machine: Machine, place: str) -> bool:
    began = machine.clock.since or machine.clock.session
    if began is None or machine.system is None:
        return False
    changed = moment(machine.system.stat(place).mtime_ns / 1e9)
    return changed is not None and changed < began


def _items(folder: Folder, document: re.Pattern[str]) -> Iterator[Item]:
    names = folder.names(_MOST_NAMES + 1)
    if len(names) > _MOST_NAMES:
        raise CannotLook(Reason.TOO_BIG, detail=f"more than {_MOST_NAMES} names")
    for name in names:
        if not document.fullmatch(name):
            continue
        try:
            found = folder.stat(name)
        except NotHere:
            continue
        if found.kind is FileKind.FILE:
            yield Item(moment(found.mtime_ns / 1e9))
