"""What went wrong, in one line and in the person's language."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from hygiene.errors import UsageError

if TYPE_CHECKING:
    from hygiene.texts.say import Language


def cause(error: OSError) -> str:
    """Why the system refused: the name of its error (`EACCES`), which `sentence` puts in words."""
    return errno.errorcode.get(error.errno or 0, type(error).__name__)


def sentence(error: UsageError, language: Language) -> str:
    """The line for standard error that tells a usage error.

    A value may hold anything, from the command line or from a file: what would break the line or
    steer the terminal is replaced.
    """
    from hygiene.texts.say import say, text

    values = {name: _visible(value) for name, value in error.values.items()}
    causes = text("usage", "cause")
    if values.get("why") in causes:
        values["why"] = say(causes[values["why"]], language)
    line = say(text("usage", error.text), language, None, **values)
    if "line" in values:
        line = say(
            text("usage", "in-file"), language, file=values["file"], line=values["line"], text=line
        )
    return say(text("usage", "prefix"), language, text=line)


def internal(error: Exception) -> UsageError:
    """What broke in our own code, and where: a type, a module, a line; no content, no path."""
    place = ""
    frame = error.__traceback__
    while frame:
        module = str(frame.tb_frame.f_globals.get("__name__", ""))
        if module.startswith("hygiene."):
            place = f", {module}:{frame.tb_lineno}"
        frame = frame.tb_next
    return UsageError("internal", value=type(error).__name__ + place)


def _visible(value: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in value)
