"""Renderers: one report in, one text out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from hygiene.definition import Check
    from hygiene.model import Report
    from hygiene.texts.say import Language

#: The formats that are offered, and the module that renders each.
FORMATS = {
    "terminal": "hygiene.render.terminal",
    "json": "hygiene.render.json",
    "jsonl": "hygiene.render.jsonl",
    "markdown": "hygiene.render.markdown",
}


def render(
    name: str,
    report: Report,
    checks: Iterable[Check],
    language: Language,
    *,
    verbose: bool = False,
    plain: bool = False,
    names: bool | None = None,
    stream: TextIO | None = None,
    environ: Mapping[str, str] | None = None,
) -> str:
    """The text of a report in one format, that ends with a newline.

    A format's module is loaded now and not before: `json` never loads rich.

    Args:
        name: One of FORMATS; any other raises KeyError.
        report: What was seen.
        checks: The checks that made it.
        language: Of every sentence.
        verbose: For people: every finding with its dates, and technical words.
        plain: For the terminal: no colour, box or symbol.
        names: False takes names, users, profiles and hours out, in every format.
        stream: Where the terminal's text goes; None for a file.
        environ: The environment, which may ask for no colour.
    """
    if names is False:
        from hygiene.nameless import without_names

        report = without_names(report)
    how: dict[str, Any] = {}
    if name == "terminal":
        how = {"verbose": verbose, "plain": plain}
        if stream is not None:
            from dataclasses import asdict

            from hygiene.render.look import look

            how |= asdict(look(stream, environ or {}))
    elif name == "markdown":
        how = {"verbose": verbose}
    text: str = import_module(FORMATS[name]).render(report, tuple(checks), language, **how)
    return text
