"""A report as a Markdown document: the words of the screen, whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hygiene.render.escape import markdown
from hygiene.render.screen import Entry, compose
from hygiene.texts.moments import day
from hygiene.texts.say import Language, say, text

if TYPE_CHECKING:
    from hygiene.definition import Check
    from hygiene.model import Report
    from hygiene.render.unseen import Gap


def render(
    report: Report,
    checks: Iterable[Check],
    language: Language,
    *,
    verbose: bool = False,
    names: bool = True,
) -> str:
    """The document, that ends with a newline.

    Args:
        report: What was seen.
        checks: The checks that made it.
        language: Of every sentence.
        verbose: Every finding with its dates, what only informs, technical words.
        names: Whether names may be shown, where the report holds any.
    """
    screen = compose(report, checks, language, verbose=verbose, names=names)
    title = markdown(screen.headline)
    blocks = [f"# {title}", _moment(report, screen.time, language)]
    if screen.entries:
        blocks += [_heading("actions", language)]
        blocks += ["\n".join(_entry(f"{i}.", e)) for i, e in enumerate(screen.entries, 1)]
    if screen.kept:
        blocks += [_heading("kept", language)]
        blocks += ["\n".join(_entry("-", entry)) for entry in screen.kept]
    if screen.gaps:
        blocks += [_heading("unseen", language)]
        blocks += ["\n".join(_gap(gap, verbose)) for gap in screen.gaps]
    blocks.append(f"**{markdown(screen.result)}**")
    notes = (*screen.notes, *screen.spare, screen.help, *screen.details)
    blocks.append("\n".join(f"- {_linked(note)}" for note in notes))
    blocks.append(markdown(screen.promise))
    return "\n\n".join(blocks) + "\n"


def _moment(report: Report, time: str, language: Language) -> str:
    date = day(report.started_at, language)
    return markdown(date if time == date else f"{date}, {time}")


def _heading(what: str, language: Language) -> str:
    return f"## {markdown(say(text('screen', 'document', what), language))}"


def _entry(mark: str, entry: Entry) -> list[str]:
    indent = " " * (len(mark) + 1)
    return [
        f"{mark} **{markdown(entry.word)}** {markdown(entry.sentence)}",
        *(f"{indent}- {markdown(step)}" for step in entry.steps),
        *(f"{indent}- {_linked(detail)}" for detail in entry.details),
    ]


def _gap(gap: Gap, verbose: bool) -> list[str]:
    details = gap.details if verbose else ()
    return [
        f"- {markdown(gap.sentence)}",
        *(f"  - {markdown(told)}" for told in (gap.step, *details)),
    ]


def _linked(told: str) -> str:
    """A line of our own words that may end with an address of links.toml."""
    words, sign, address = told.rpartition("https://")
    if not sign or " " in address:
        return markdown(told)
    return f"{markdown(words)}<{sign}{address}>"
