"""Blocks of a screen laid out in lines: heads, hanging indents, steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hygiene.model import Severity
from hygiene.render.screen import Entry, Screen
from hygiene.render.unseen import Gap
from hygiene.render.wrap import width_of, wrap
from hygiene.texts.say import Language, say, text

Form = Literal["wide", "narrow", "plain"]

#: Below this many columns the sentence no longer stands beside its word of weight.
NARROW = 60
_HEAD = 14

#: What the code pages of Windows consoles (850, 1252) lack, in signs that they have.
_ASCII = str.maketrans({"→": "->", "\u202f": "\u00a0", "…": "...", "·": "-"})

STYLES = {
    Severity.HIGH: "bold red",
    Severity.MEDIUM: "bold yellow",
    Severity.LOW: "bold cyan",
    Severity.INFO: "bold",
}
_UNSEEN_STYLE = "bold magenta"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a head with its own style and link (number, word of weight), then the rest."""

    body: str = ""
    head: str = ""
    style: str = ""
    """Of the head, or of the whole line where there is no head."""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How wide, in which form, and whether with old code pages' signs only."""

    language: Language
    width: int
    form: Form
    ascii_only: bool = False

    def headline(self, screen: Screen) -> list[Line]:
        """What there is to do, and at what time on the right."""
        gap = self.width - width_of(screen.headline) - width_of(screen.time)
        if self.form == "plain" or gap < 2:
            return self.paragraph(f"{screen.headline} ({screen.time})", style="bold")
        return [Line(f"{screen.headline}{' ' * gap}{screen.time}", style="bold")]

    def entry(self, number: int | None, entry: Entry) -> list[Line]:
        """One action: its number and weight, the sentence, the steps, the details."""
        mark = "" if number is None else str(number)
        style = STYLES[entry.severity]
        return [
            *self._told(mark, entry.word, style, entry.sentence, entry.link),
            *self._steps(entry.steps),
            *self._details(entry.details),
        ]

    def gap(self, gap: Gap, word: str, *, verbose: bool) -> list[Line]:
        """Something that was not seen, and how to make it seen."""
        mark = "" if self.form == "plain" else "?"
        return [
            *self._told(mark, word, _UNSEEN_STYLE, gap.sentence, None),
            *self._steps([gap.step]),
            *self._details(gap.details if verbose else ()),
        ]

    def paragraph(
        self, told: str, first: str = "", rest: str = "", *, style: str = ""
    ) -> list[Line]:
        """A text of its own, with a hanging indent (none in the plain form)."""
        if self.form == "plain":
            first = rest = ""
        return [Line(line, style=style) for line in self._wrap(told, first, rest)]

    def _told(
        self, mark: str, word: str, style: str, sentence: str, link: str | None
    ) -> list[Line]:
        if self.form == "plain":
            head, rest = f"{mark}. {word}. " if mark else f"{word}. ", ""
        elif self.form == "narrow":
            head, rest = f"{mark} {word}  ".lstrip(), "  "
        else:
            head = f"{mark:>2} {word}"
            head += " " * (_HEAD - width_of(head))
            rest = " " * _HEAD
        lines = self._wrap(sentence, head, rest)
        first = Line(lines[0][len(head) :], head, style, link)
        return [first, *(Line(line) for line in lines[1:])]

    def _steps(self, steps: Iterable[str]) -> list[Line]:
        lines = []
        for step in steps:
            if self.form == "plain":
                told = say(text("screen", "plain", "step"), self.language, step=step)
                lines += self._wrap(told, "", "")
            else:
                indent = " " * (2 if self.form == "narrow" else 5)
                lines += self._wrap(step, f"{indent}→ ", f"{indent}  ")
        return [Line(line) for line in lines]

    def _details(self, details: Iterable[str]) -> list[Line]:
        if self.form == "plain":
            return [Line(line) for d in details for line in self._wrap(d, "", "")]
        indent = " " * (2 if self.form == "narrow" else 5)
        return [
            Line(line, style="dim")
            for d in details
            for line in self._wrap(d, f"{indent}· ", f"{indent}  ")
        ]

    def _wrap(self, told: str, first: str, rest: str) -> list[str]:
        if self.ascii_only:
            told, first, rest = (t.translate(_ASCII) for t in (told, first, rest))
        return wrap(told, self.width, first, rest)
