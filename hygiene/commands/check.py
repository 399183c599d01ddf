"""`hygiene check`: look, and tell."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from hygiene.commandline import outputs
from hygiene.commandline.console import for_machines, put, tell
from hygiene.config.options import options

if TYPE_CHECKING:
    from hygiene.commandline.surroundings import Surroundings


def run(given: Mapping[str, object], surroundings: Surroundings) -> int:
    """Look at what `given` and the settings ask for; the exit code that the report deserves.

    Files are written before anything is printed, and nothing is looked at before the files are
    known to be writable.

    Raises:
        UsageError: Something that was asked for is wrong, or a file could not be written.
    """
    asked = options(given, surroundings)
    outputs.ready(output.path for output in asked.outputs)

    from hygiene.exits import Exit, exit_of
    from hygiene.inspection import inspect
    from hygiene.render import render

    if asked.format == "terminal" and not (asked.quiet or asked.plain):
        from hygiene.commandline.progress import Progress

        with Progress(asked.lang) as progress:
            report, checks = inspect(asked, now=surroundings.now, progress=progress.at)
    else:
        report, checks = inspect(asked, now=surroundings.now)

    def said(format_name: str, stream: TextIO | None = None) -> str:
        return render(
            format_name,
            report,
            checks,
            asked.lang,
            verbose=asked.verbose,
            plain=asked.plain,
            names=asked.names,
            stream=stream,
            environ=surroundings.environ,
        )

    outputs.write({output.path: said(output.format) for output in asked.outputs})
    if asked.format in ("json", "jsonl"):
        for_machines()
    if not asked.quiet:
        put(said(asked.format, sys.stdout))
    if asked.ignored and asked.verbose:
        from hygiene.texts.say import say, text

        tell(say(text("help", "note", "ignored"), asked.lang, None, names=", ".join(asked.ignored)))
    code = exit_of(report)
    return Exit.CLEAN if asked.exit_zero and code in (Exit.FOUND, Exit.NOT_SEEN) else code
