"""Standard output and standard error: what is printed, whoever reads it or stops reading."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hygiene.texts.say import Language

_WIDEST = 100


def tolerant() -> None:
    """Have signs that the terminal's code page lacks replaced: they would stop the program.

    To be called before the first print: a stream that failed once keeps the failing text.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def put(text: str) -> None:
    """Print `text` and a line end on standard output, now; quiet where nobody reads it."""
    try:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        deaf()


def tell(line: str) -> None:
    """Print one line on standard error; quiet where nobody reads it."""
    try:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass


def note(name: str, language: Language, **values: str) -> None:
    """Print the remark `name` of texts/help.toml on standard error."""
    from hygiene.texts.say import say, text

    tell(say(text("help", "note", name), language, None, **values))


def deaf() -> None:
    """Send what is left for standard output nowhere: its reader is gone (`hygiene | head`)."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def width() -> int:
    """Columns for text: those of the terminal, within reason."""
    return max(40, min(_WIDEST, shutil.get_terminal_size().columns))


def wrapped(text: str, columns: int, first: str = "", rest: str | None = None) -> Iterable[str]:
    """`text` in lines of at most `columns`, each after its indent; no-break spaces hold."""
    indent = " " * len(first) if rest is None else rest
    line, room = first, False
    for word in text.split(" "):
        if room and len(line) + 1 + len(word) > columns:
            yield line
            line, room = indent, False
        line = f"{line} {word}" if room else line + word
        room = True
    yield line
