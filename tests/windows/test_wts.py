"""The session asked of Windows itself: wine lists none, and its registry is ours to set."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.roots import FakeHome
from tests.windows.running import hygiene

pytestmark = pytest.mark.windows

_WINLOGON = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon"
_POLICY = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"
_DEEP_FREEZE = r"SOFTWARE\Faronics\Deep Freeze 6"
Write = Callable[[str, str, "int | str"], None]


@pytest.fixture
def write() -> Iterator[Write]:
    """Writes a value for the whole computer, which is gone after the test."""
    made: set[tuple[str, str]] = set()

    def value(key: str, name: str, what: int | str) -> None:
        if sys.platform == "win32":
            import winreg

            kind = winreg.REG_DWORD if isinstance(what, int) else winreg.REG_SZ
            with winreg.CreateKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:
                winreg.SetValueEx(opened, name, 0, kind, what)
            made.add((key, name))

    yield value
    if sys.platform == "win32":
        import winreg

        for key, name in made:
            access = winreg.KEY_SET_VALUE
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, access) as opened:
                winreg.DeleteValue(opened, name)


def the_check(home: FakeHome) -> dict[str, Any]:
    words = ("check", "--only", "computer-session", "--format", "json")
    ran = hygiene(*words, home=home.path)
    assert "ZzSecretzZ" not in ran.out + ran.err
    (found,) = ran.report["checks"]
    return dict(found)


def subjects(home: FakeHome) -> set[str]:
    return {finding["subject"] for finding in the_check(home)["findings"]}


def test_the_list_of_sessions_is_asked_without_a_mistake() -> None:
    if sys.platform == "win32":
        from hygiene.session import session_starts
        from hygiene.session.wtsapi import sessions

        assert sessions() == []
        assert session_starts() == {}


def test_a_session_that_opens_by_itself_is_told(home: FakeHome, write: Write) -> None:
    write(_WINLOGON, "DefaultUserName", "public")
    write(_WINLOGON, "AutoAdminLogon", "0")
    assert "auto-login" not in subjects(home)
    write(_WINLOGON, "AutoAdminLogon", "1")
    assert "auto-login" in subjects(home)
    assert "stored-password" not in subjects(home)


def test_a_password_in_clear_is_told_and_not_read(home: FakeHome, write: Write) -> None:
    write(_WINLOGON, "DefaultPassword", "ZzSecretzZ")
    (finding,) = [f for f in the_check(home)["findings"] if f["subject"] == "stored-password"]
    assert finding["severity"] == "high"
    write(_WINLOGON, "DefaultPassword", "")
    assert "stored-password" not in subjects(home)


def test_a_policy_that_locks_is_heard(home: FakeHome, write: Write) -> None:
    reasons = {(u["source"], u["reason"]) for u in the_check(home)["unreadable"]}
    assert ("screen lock", "not-recorded") in reasons
    write(_POLICY, "InactivityTimeoutSecs", 600)
    assert the_check(home)["unreadable"] == []
    assert "slow-lock" not in subjects(home)
    write(_POLICY, "InactivityTimeoutSecs", 3600)
    assert "slow-lock" in subjects(home)


@pytest.mark.parametrize(("state", "subject"), [("Frozen", "restored"), ("Thawed", "thawed")])
def test_what_restores_the_disk_tells_whether_it_does(
    home: FakeHome, write: Write, state: str, subject: str
) -> None:
    if sys.platform == "win32":
        from pathlib import Path

        folder = Path(r"C:\Program Files\Faronics\Deep Freeze")
        folder.mkdir(parents=True)
        try:
            write(_DEEP_FREEZE, "DF Status", state)
            assert {"restored", "thawed"} & subjects(home) == {subject}
        finally:
            folder.rmdir()
