"""A sign of life where looking lasts, on a terminal only, and nothing of it stays."""

from __future__ import annotations

from io import StringIO

import pytest

from hygiene.commandline import progress
from hygiene.commandline.progress import Progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_quick_work_shows_nothing() -> None:
    stream = Terminal()
    with Progress("fr", stream) as shown:
        shown.at(1, 2)
    assert stream.getvalue() == ""


def test_long_work_shows_its_share_and_wipes_it_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    stream = Terminal()
    with Progress("en", stream) as shown:
        shown.at(1, 4)
    first, last = stream.getvalue().split("\r")[1:3]
    assert first == "hygiene is looking… 25%"
    assert last == " " * len(first)


def test_no_sign_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    stream = StringIO()
    with Progress("fr", stream) as shown:
        shown.at(1, 4)
    assert stream.getvalue() == ""
