"""A report as a screen: numbered actions, what was not seen, one line that stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from hygiene.model import Severity
from hygiene.render.layout import NARROW, Form, Layout, Line
from hygiene.render.screen import Entry, Screen, compose
from hygiene.texts.say import Language, say, text

if TYPE_CHECKING:
    from hygiene.definition import Check
    from hygiene.model import Report

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
    live_terminal: bool = False,
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
        live_terminal: Whether the text goes to a real terminal, not to a file or another program.
    """
    screen = compose(
        report, checks, language, verbose=verbose, names=names, live_terminal=live_terminal
    )
    width = max(WIDTHS[0], min(width, WIDTHS[1]))
    form: Form = "plain" if plain else "narrow" if width < NARROW else "wide"
    layout = Layout(language, width, form, ascii_only)
    everything = range(len(screen.entries))
    fit = Fit(tuple(everything), len(screen.gaps)) if verbose else _fit(screen)
    if fit.brief:
        screen = _brief(screen)
    lines = _page(screen, layout, _blocks(screen, layout, fit.shown, verbose=verbose), fit)
    if plain or not (colour or links):
        return "".join(f"{line.head}{line.body}".rstrip(" ") + "\n" for line in lines)
    from hygiene.render.styled import styled

    return styled(lines, width, colour=colour, links=links)


class Fit(NamedTuple):
    """What a screen has room for."""

    shown: tuple[int, ...]
    """Indices of actions."""
    gaps: int
    airy: bool = True
    """Whether blank lines stand between blocks."""
    brief: bool = False
    """Whether only the first step of each action is told, and nothing that can be spared."""


class Blocks(NamedTuple):
    """The parts of a screen, laid out."""

    entries: Mapping[int, list[Line]]
    kept: list[list[Line]]
    gaps: list[list[Line]]
    foot: list[Line]


def _fit(screen: Screen) -> Fit:
    """As many actions and gaps as 32 lines hold; the heaviest, in the order to do them.

    Measured at 80 columns whatever the width: everybody is told the same. An action with its first
    step comes before the second step of another one, actions come before gaps, and gaps are never
    left out altogether.
    """
    usual = Layout(screen.language, USUAL_WIDTH, "wide")
    every = range(len(screen.entries))
    whole, short = (_blocks(s, usual, every, verbose=False) for s in (screen, _brief(screen)))
    most = min(len(screen.entries), MOST_ACTIONS)
    tries = [(most, MOST_GAPS, True, False)]
    tries += [(most, gaps, False, False) for gaps in (MOST_GAPS, 2)]
    tries += [
        (count, gaps, False, True)
        for count in range(most, 0, -1) or (0,)
        for gaps in (MOST_GAPS, 2, 1)
    ]
    for count, gaps, airy, brief in tries:
        fit = Fit(_heaviest(screen.entries, count), gaps, airy, brief)
        if len(_page(screen, usual, short if brief else whole, fit)) <= MOST_LINES:
            break
    return fit


def _brief(screen: Screen) -> Screen:
    entries = tuple(replace(entry, steps=entry.steps[:1]) for entry in screen.entries)
    return replace(screen, entries=entries, spare=())


def _heaviest(entries: Sequence[Entry], count: int) -> tuple[int, ...]:
    """The heaviest, but one of each gesture that matters first: nobody leaves without it."""
    firsts: dict[str, int] = {}
    for i in sorted(range(len(entries)), key=lambda i: (-entries[i].severity, i)):
        if entries[i].severity >= Severity.MEDIUM:
            firsts.setdefault(entries[i].gesture, i)
    kept = frozenset(firsts.values())
    ranked = sorted(range(len(entries)), key=lambda i: (i not in kept, -entries[i].severity, i))
    return tuple(sorted(ranked[:count]))


def _blocks(screen: Screen, layout: Layout, shown: Iterable[int], *, verbose: bool) -> Blocks:
    foot = layout.paragraph(screen.result, "", "  ", style="bold")
    for note in (*screen.notes, *screen.spare, screen.help):
        foot += layout.paragraph(note, "  ", "    ")
    for detail in screen.details:
        foot += layout.paragraph(detail, "  ", "    ", style="dim")
    return Blocks(
        entries={i: layout.entry(n, screen.entries[i]) for n, i in enumerate(shown, 1)},
        kept=[layout.entry(None, entry) for entry in screen.kept],
        gaps=[layout.gap(gap, screen.unseen_word, verbose=verbose) for gap in screen.gaps],
        foot=foot + layout.paragraph(screen.promise),
    )


def _page(screen: Screen, layout: Layout, blocks: Blocks, fit: Fit) -> list[Line]:
    todo = [blocks.entries[i] for i in fit.shown]
    todo += _more(screen, layout, "todo", len(screen.entries) - len(todo))
    unseen = blocks.gaps[: fit.gaps]
    unseen += _more(screen, layout, "unseen", len(blocks.gaps) - len(unseen))
    lines = [*layout.headline(screen), Line()]
    for group in (todo, blocks.kept, unseen):
        for block in group:
            lines += [*block, Line()] if fit.airy else block
        if group and not fit.airy:
            lines.append(Line())
    return lines + blocks.foot


def _more(screen: Screen, layout: Layout, what: str, hidden: int) -> list[list[Line]]:
    if hidden <= 0:
        return []
    told = say(text("screen", "more", what), screen.language, hidden)
    return [layout.paragraph(told, "   ", "   ")]
