"""Copies of Chromium's passwords that stay when these are deleted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hygiene.clock import Clock
from hygiene.errors import NotHere, Reason
from tests.browsers.databases import database
from tests.browsers.profiles import MORNING, NOW, SESSION, chromium


def logins(path: Path, *blacklisted: int) -> None:
    with database(path) as made:
        made.create("logins")
        for each in blacklisted:
            made.add("logins", blacklisted_by_user=each)
    os.utime(path, (MORNING.timestamp(), MORNING.timestamp()))


def test_a_copy_beside_the_store_counts_by_its_last_change(folder: Path) -> None:
    for name in ("Login Data", "Login Data For Account"):
        logins(folder / name, 0, 0)
    for name in ("Login Data.bak", "Login Data - Copie", "login data (1)"):
        logins(folder / name, 0, 1)
    (folder / "Login Data-journal").write_bytes(b"x")
    found = chromium(folder, Clock(NOW, session=SESSION)).leftover_copies()
    assert (found.count, found.since_session, found.last) == (3, 0, MORNING)


def test_a_copy_without_a_usable_login_is_none(folder: Path) -> None:
    logins(folder / "Login Data.bak", 1)
    (folder / "Login Data.old").touch()
    (folder / "Login Data folder").mkdir()
    found = chromium(folder).leftover_copies()
    assert (found.count, found.unseen) == (0, ())


def test_a_copy_that_cannot_be_read_is_told_without_its_name(folder: Path) -> None:
    (folder / "Login Data of Zoé").write_bytes(b"x" * 5000)
    (cause,) = chromium(folder).leftover_copies().unseen
    assert (cause.reason, cause.source) == (Reason.DAMAGED, "Login Data")


def test_a_link_without_end_is_told_of_the_profile(folder: Path) -> None:
    (folder / "Login Data.bak").symlink_to("Login Data.old")
    (folder / "Login Data.old").symlink_to("Login Data.bak")
    causes = {(c.reason, c.source) for c in chromium(folder).leftover_copies().unseen}
    assert causes == {(Reason.UNSUPPORTED, "profile")}


def test_the_passwords_of_a_snapshot_are_a_copy_and_no_second_time_passwords(folder: Path) -> None:
    logins(folder / "Login Data", 0, 0)
    profile = chromium(folder)
    profile.folder = "Snapshots/120.0.1/Default"
    assert profile.leftover_copies().count == 1
    with pytest.raises(NotHere):
        profile.passwords()
