"""Sessions on macOS: who sits at the screen, and how a session opens."""

from __future__ import annotations

import plistlib
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from hygiene.errors import CannotLook, Reason
from hygiene.filesystem import open_tree
from hygiene.session.macos import automatic_login, sessions
from tests.roots import make

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LOGIN = "Library/Preferences/com.apple.loginwindow.plist"


class User(NamedTuple):
    name: str
    terminal: str
    host: str = ""
    started: float = NOON.timestamp()


def test_only_the_screen_and_those_from_afar_are_sessions() -> None:
    found = sessions(
        [
            User("zoe", "console"),
            User("zoe", "ttys000"),
            User("eve", "ttys001", "192.0.2.7"),
            User("old", "console", started=0),
        ]
    )
    assert [(s.user, s.remote, s.graphical) for s in found] == [
        ("zoe", False, True),
        ("eve", True, False),
    ]
    assert found[0].start == NOON


def subjects(disk: Path) -> list[str]:
    return [state.subject for state in automatic_login(open_tree(disk, fold=True))]


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_automatic_log_in_and_its_password_are_told(
    tmp_path: Path, form: plistlib.PlistFormat
) -> None:
    assert subjects(tmp_path) == []
    make(tmp_path, LOGIN, "etc/kcpassword")
    (tmp_path / LOGIN).write_bytes(plistlib.dumps({"autoLoginUser": "zoe"}, fmt=form))
    assert subjects(tmp_path) == ["auto-login", "stored-password"]


@pytest.mark.parametrize(
    "content", [b"bplist00garbage", b"<?xml version='1.0' encoding='no-such'?><plist>"]
)
def test_a_damaged_setting_is_no_clean_bill(tmp_path: Path, content: bytes) -> None:
    make(tmp_path, LOGIN)
    (tmp_path / LOGIN).write_bytes(content)
    with pytest.raises(CannotLook) as caught:
        subjects(tmp_path)
    assert caught.value.reason is Reason.DAMAGED
