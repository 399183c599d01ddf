from __future__ import annotations

import io

from hygiene.render.look import Look, look


class Terminal(io.TextIOWrapper):
    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding)

    def isatty(self) -> bool:
        return True


def test_a_redirected_output_is_plain_and_80_columns_wide() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    assert look(stream, {"COLUMNS": "120", "TERM": "xterm"}) == Look(80, False, False, False)


def test_a_terminal_has_colours_links_and_its_own_width() -> None:
    found = look(Terminal(), {"TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"})
    assert found == Look(120, True, True, False, live_terminal=True)


def test_no_color_is_heeded() -> None:
    environ = {"TERM": "xterm-256color", "NO_COLOR": "1", "COLUMNS": "80", "LINES": "40"}
    assert look(Terminal(), environ) == Look(80, False, True, False, live_terminal=True)


def test_a_dumb_terminal_gets_no_escape_sequence() -> None:
    found = look(Terminal(), {"TERM": "dumb"})
    assert (found.colour, found.links) == (False, False)


def test_old_code_pages_get_signs_that_they_have() -> None:
    assert look(Terminal("cp850"), {"TERM": "xterm"}).ascii_only
    assert look(Terminal("cp1252"), {"TERM": "xterm"}).ascii_only
    assert not look(Terminal("utf-8"), {"TERM": "xterm"}).ascii_only
