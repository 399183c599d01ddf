"""Standard output and standard error: what is printed, whoever reads it or stops reading."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from io import TextIOWrapper
from typing import TextIO

from hygiene.commandline.usage import cause
from hygiene.errors import UsageError

_WIDEST = 100


def tolerant() -> None:
    """Have signs that the terminal's code page lacks replaced: they would stop the program.

    To be called before the first print: a stream that failed once keeps the failing text.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def for_machines() -> None:
    """Have what follows on standard output written as UTF-8, whatever the code page.

    To be called where a program reads it; a terminal keeps what it can show.
    """
    if isinstance(sys.stdout, TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")


def put(text: str) -> None:
    """Print `text` and a line end on standard output, now; quiet where nobody reads it.

    Raises:
        UsageError: It goes to a file that cannot be written.
    """
    if sys.stdout is None:  # closed from the start (`>&-`, or a Windows program without console)
        return
    try:
        text = fitting(text, sys.stdout.encoding or "ascii")
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        deaf()
    except OSError as error:
        deaf()
        if sys.platform == "win32" and error.errno == errno.EINVAL:  # a closed pipe, there
            return
        raise UsageError("output-failed", path="stdout", why=cause(error)) from error


def fitting(text: str, encoding: str) -> str:
    """`text` with signs that an encoding lacks written with those it has: `e` for `é`."""
    try:
        text.encode(encoding)
        return text
    except UnicodeEncodeError:
        return "".join(_fitting(sign, encoding) for sign in text)


def _fitting(sign: str, encoding: str) -> str:
    try:
        sign.encode(encoding)
        return sign
    except UnicodeEncodeError:
        from unicodedata import normalize

        plain = normalize("NFKD", sign).encode(encoding, "ignore").decode(encoding)
        return plain or {"«": '"', "»": '"', "→": "->", "·": "-"}.get(sign, sign)


def tell(line: str) -> None:
    """Print one line on standard error; quiet where nobody reads it."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(fitting(f"{line}\n", sys.stderr.encoding or "ascii"))
        sys.stderr.flush()
    except OSError:  # closed, or a full disk
        deaf(sys.stderr)


def deaf(stream: TextIO | None = None) -> None:
    """Send what is left for a stream nowhere: its reader is gone (`hygiene | head`).

    Else Python would try again at the end, and end with 120. By default standard output.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, (stream or sys.stdout).fileno())
    os.close(nowhere)


def width() -> int:
    """Columns for text: those of the terminal, within reason."""
    return max(40, min(_WIDEST, shutil.get_terminal_size().columns))
