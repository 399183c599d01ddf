"""What the place that the screen is written to can show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

from hygiene.render.terminal import USUAL_WIDTH

#: What our own texts are written with besides letters; an encoding that has it all shows them as
#: they are.
_SIGNS = "→…\u202f"


@dataclass(frozen=True, slots=True)
class Look:
    """How to write to one stream: arguments of `terminal.render`."""

    width: int = USUAL_WIDTH
    colour: bool = False
    links: bool = False
    ascii_only: bool = False
    live_terminal: bool = False


def look(stream: TextIO, environ: Mapping[str, str]) -> Look:
    """What `stream` can show: colours and hyperlinks on a real terminal only.

    `NO_COLOR` (no-color.org), `TERM=dumb` and a Windows console without escape sequences are
    heeded; a redirected output is 80 columns wide and has neither.
    """
    ascii_only = not _has_signs(stream)
    if not stream.isatty():
        return Look(ascii_only=ascii_only)
    from rich.console import Console

    console = Console(file=stream, _environ=dict(environ))
    escapes = not console.legacy_windows and not console.is_dumb_terminal
    return Look(
        width=console.width,
        colour=escapes and not console.no_color and console.color_system is not None,
        links=escapes,
        ascii_only=ascii_only,
        live_terminal=True,
    )


def _has_signs(stream: TextIO) -> bool:
    try:
        _SIGNS.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
