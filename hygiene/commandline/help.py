"""The page that --help shows: plain text, in the person's language, without a terminal library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

#: Columns of the terms, at most: a longer one has its explanation on the next line.
_TERMS = 28


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list of terms and what each means."""

    title: str
    rows: Sequence[tuple[str, str]]


def page(usage: str, about: str, more: str, sections: Iterable[Section], columns: int) -> str:
    """The help page, in lines of at most `columns` where words allow."""
    lines = [*wrapped(usage, columns, rest="    "), "", *wrapped(about, columns)]
    for section in sections:
        lines += ["", section.title]
        for term, meaning in section.rows:
            lines += _row(term, meaning, columns)
    if more:
        lines += ["", *wrapped(more, columns)]
    return "\n".join(lines)


def wrapped(text: str, columns: int, first: str = "", rest: str | None = None) -> Iterator[str]:
    """`text` in lines of at most `columns`; only plain spaces break, no-break spaces hold.

    Args:
        text: One paragraph.
        columns: Of a line, its indent included.
        first: Before the first line.
        rest: Before the others; without it, as many spaces as `first` has columns.
    """
    line, bare = first, True
    for word in text.split(" "):
        if not bare and len(line) + 1 + len(word) > columns:
            yield line
            line, bare = " " * len(first) if rest is None else rest, True
        line += word if bare else f" {word}"
        bare = False
    yield line


def _row(term: str, meaning: str, columns: int) -> Iterator[str]:
    indent = " " * min(_TERMS, columns // 3)
    if len(term) + 4 > len(indent):
        yield f"  {term}"
        yield from wrapped(meaning, columns, first=indent)
    else:
        yield from wrapped(meaning, columns, first=f"  {term}".ljust(len(indent)))
