"""Lines of a given width with a hanging indent, for text with wide signs and long addresses."""

from __future__ import annotations

import unicodedata


def width_of(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    if text.isascii() or max(text) < "\u0300":
        return len(text)  # Below the combining marks every sign takes one column.
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Me":
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of `text`, broken at plain spaces only (a no-break space holds).

    A word that does not fit after `rest` stands on a line of its own without indent. One longer
    than the whole width is cut, but an address never: half an address opens nothing, and
    terminals break it by themselves without harm.

    Args:
        text: One paragraph.
        width: Columns, at least 20.
        first: What the first line begins with.
        rest: What the following lines begin with.
    """
    lines: list[str] = []
    line, empty = first, True
    for word in text.split(" "):
        if not word:
            continue
        joined = line + word if empty else f"{line} {word}"
        if width_of(joined) <= width:
            line, empty = joined, False
            continue
        if not empty:
            lines.append(line)
        elif line.strip():
            # The first word does not fit beside what the line begins with.
            lines.append(line.rstrip())
        line = rest if width_of(rest + word) <= width else ""
        while width_of(line + word) > width and "://" not in word:
            head = _fitting(word, width)
            lines.append(head)
            word = word[len(head) :]
        line, empty = line + word, False
    if not empty or line.strip():
        lines.append(line)
    return lines


def _fitting(word: str, width: int) -> str:
    columns = 0
    for i, sign in enumerate(word):
        columns += _columns(sign)
        if columns > width:
            return word[:i]
    return word
