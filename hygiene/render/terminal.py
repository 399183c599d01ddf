"""A report as a screen: numbered actions, what was not seen, one line that stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hygiene.render.layout import NARROW, Form, Layout, Line
from hygiene.render.screen import Entry, Screen, compose
from hygiene.texts.say import Language, say, text

if TYPE_CHECKING:
    from hygiene.model import Report
    from hygiene.registry import Check

#: What a person takes in at once, and what a terminal of 80 columns holds.
MOST_ACTIONS = 7
MOST_LINES = 32
MOST_GAPS = 4
USUAL_WIDTH = 80
WIDTHS = (40, 200)


def render(
    report: Report,
    checks: Iterable[Check],
    language: Language,
    *,
    width: int = USUAL_WIDTH,
    colour: bool = False,
    plain: bool = False,
    verbose: bool = False,
    names: bool = True,
    links: bool = False,
    ascii_only: bool = False,
) -> str:
    """The screen, as text that ends with a newline.

    Args:
        report: What was seen.
        checks: The checks that made it.
        language: Of every sentence.
        width: Columns; those below 40 or above 200 are not followed.
        colour: Whether weights have colours (never with `plain`).
        plain: No colour, box or symbol, for screen readers.
        verbose: Every finding with its dates, what only informs, technical words; no limit.
        names: Whether names may be shown, where the report holds any.
        links: Whether addresses are OSC 8 hyperlinks: on a real terminal only.
        ascii_only: Whether `→` and the like are written with signs that old code pages have.
    """
    screen = compose(report, checks, language, verbose=verbose, names=names)
    width = max(WIDTHS[0], min(width, WIDTHS[1]))
    form: Form = "plain" if plain else "narrow" if width < NARROW else "wide"
    layout = Layout(language, width, form, ascii_only)
    if verbose:
        everything = len(screen.entries), len(screen.gaps)
        lines = _lines(screen, layout, *everything, airy=True, verbose=True)
    else:
        actions, gaps, airy = _fitting(screen)
        lines = _lines(screen, layout, actions, gaps, airy=airy, verbose=False)
    if plain or not (colour or links):
        return "".join(f"{line.head}{line.body}".rstrip(" ") + "\n" for line in lines)
    from hygiene.render.styled import styled

    return styled(lines, width, colour=colour, links=links)


def _fitting(screen: Screen) -> tuple[int, int, bool]:
    """How many actions and gaps 32 lines hold, with blank lines between them or not.

    Measured at 80 columns whatever the width: everybody is told the same. Actions come before
    gaps, and gaps are never left out altogether.
    """
    usual = Layout(screen.language, USUAL_WIDTH, "wide")
    most = min(len(screen.entries), MOST_ACTIONS)
    tries = [(most, MOST_GAPS, True)]
    tries += [(n, gaps, False) for n in range(most, 0, -1) for gaps in (MOST_GAPS, 2, 1)]
    for actions, gaps, airy in tries:
        if len(_lines(screen, usual, actions, gaps, airy=airy, verbose=False)) <= MOST_LINES:
            return actions, gaps, airy
    return 0, MOST_GAPS, False


def _lines(
    screen: Screen, layout: Layout, actions: int, gaps: int, *, airy: bool, verbose: bool
) -> list[Line]:
    shown = _heaviest(screen.entries, actions)
    blocks = [layout.entry(i, entry) for i, entry in enumerate(shown, 1)]
    blocks += _more(screen, layout, "todo", len(screen.entries) - len(shown))
    kept = [layout.entry(None, entry) for entry in screen.kept]
    unseen = [layout.gap(gap, screen.unseen_word, verbose=verbose) for gap in screen.gaps[:gaps]]
    unseen += _more(screen, layout, "unseen", len(screen.gaps) - len(unseen))
    lines = [*layout.headline(screen), Line()]
    for group in (blocks, kept, unseen):
        for block in group:
            lines += [*block, Line()] if airy else block
        if group and not airy:
            lines.append(Line())
    lines += layout.paragraph(screen.result, "", "  ", style="bold")
    for note in (*screen.notes, screen.help):
        lines += layout.paragraph(note, "  ", "    ")
    for detail in screen.details:
        lines += layout.paragraph(detail, "  ", "    ", style="dim")
    return lines + layout.paragraph(screen.promise)


def _heaviest(entries: Sequence[Entry], count: int) -> list[Entry]:
    """The `count` heaviest, in the order to do them."""
    ranked = sorted(range(len(entries)), key=lambda i: (-entries[i].severity, i))
    return [entries[i] for i in sorted(ranked[:count])]


def _more(screen: Screen, layout: Layout, what: str, hidden: int) -> list[list[Line]]:
    if hidden <= 0:
        return []
    told = say(text("screen", "more", what), screen.language, hidden)
    return [layout.paragraph(told, "   ", "   ")]
