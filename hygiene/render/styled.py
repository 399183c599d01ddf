"""Lines with colours and hyperlinks, for a real terminal: the only module that needs rich."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from rich.console import Console
from rich.style import Style
from rich.text import Text

from hygiene.render.layout import Line

_LINK = re.compile(r"https://[^\s)]+")


def styled(lines: Iterable[Line], width: int, *, colour: bool, links: bool) -> str:
    """The text of `lines` with the escape sequences of every terminal since VT100 and OSC 8.

    Args:
        lines: Laid out already: nothing is wrapped again.
        width: Columns of the terminal.
        colour: Whether colours are used; bold and hyperlinks are not colours (no-color.org).
        links: Whether addresses are hyperlinks.
    """
    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        color_system="standard",
        no_color=not colour,
        width=width,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    for line in lines:
        text = Text(f"{line.head}{line.body}".rstrip(" "))
        if line.style:
            text.stylize(line.style, 0, len(line.head.rstrip()) if line.head else None)
        if links:
            if line.link:
                text.stylize(Style(link=line.link), 0, len(line.head.rstrip()))
            for found in _LINK.finditer(text.plain):
                text.stylize(Style(link=found[0]), found.start(), found.end())
        console.print(text, soft_wrap=True)
    return out.getvalue()
