"""The print queue: documents counted, and a closed queue told unless nothing was printed since."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from hygiene.clock import Clock
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.files.printing import print_jobs
from hygiene.tally import Tally
from tests.browsers.profiles import MORNING, NOON, NOW, SESSION
from tests.roots import FakeRoot
from tests.unprivileged import open_folder, unprivileged

from .homes import home_of, put

SPOOL = "var/spool/cups"


def test_documents_in_the_queue_count_and_what_tells_of_them_does_not(tmp_path: Path) -> None:
    put(tmp_path / SPOOL, "d00012-001", "d00013-002", "c00012", "tmp/x")
    assert print_jobs(home_of(tmp_path).machine).count == 2
    put(tmp_path / "w/Windows/System32/spool/PRINTERS", "00002.SPL", "FP00003.SPL", "00002.SHD")
    assert print_jobs(home_of(tmp_path / "w", "windows").machine).count == 2
    put(tmp_path / "m/private/var/spool/cups", "d1-001")
    assert print_jobs(home_of(tmp_path / "m", "macos").machine).count == 1


def test_where_there_is_no_queue_the_question_does_not_apply(tmp_path: Path) -> None:
    with pytest.raises(NotHere):
        print_jobs(home_of(tmp_path).machine)


def test_a_queue_that_cannot_be_entered_is_told_by_its_name(tmp_path: Path) -> None:
    home = home_of(tmp_path)
    (tmp_path / "var/spool").mkdir()
    (tmp_path / SPOOL).symlink_to("../../../..")
    with pytest.raises(CannotLook) as told:
        print_jobs(home.machine)
    assert (told.value.reason, told.value.source) == (Reason.OUTSIDE_ROOT, "print-queue")


@pytest.mark.parametrize(
    ("changed", "clock", "told"),
    [
        (MORNING, Clock(NOW, session=SESSION), False),
        (NOON, Clock(NOW, session=SESSION), True),
        (MORNING, Clock(NOW, since=SESSION), False),
        (MORNING, Clock(NOW), True),
    ],
)
def test_a_closed_queue_that_has_not_changed_since_holds_nothing_of_this_session(
    changed: datetime, clock: Clock, told: bool
) -> None:
    with open_folder() as folder:
        machine = FakeRoot(folder).machine()
        machine.clock = clock  # only a running computer knows of a session
        put(folder / SPOOL, "d00012-001")
        os.utime(folder / SPOOL, (changed.timestamp(), changed.timestamp()))
        (folder / SPOOL).chmod(0o710)  # as CUPS has it: the owner is root

        def look() -> Tally | tuple[Reason, str]:
            try:
                return print_jobs(machine)
            except CannotLook as cause:
                return cause.reason, cause.source

        found = unprivileged(look)
    assert found == ((Reason.DENIED, "print-queue") if told else Tally())
