"""`hygiene check`: look, and tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hygiene import outputs
from hygiene.config import options
from hygiene.console import note, put

if TYPE_CHECKING:
    from hygiene.surroundings import Surroundings


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

    report, checks = inspect(asked, now=surroundings.now)
    how = {"verbose": asked.verbose, "plain": asked.plain, "names": asked.names}
    outputs.write(
        {
            output.path: render(output.format, report, checks, asked.lang, **how)
            for output in asked.outputs
        }
    )
    if not asked.quiet:
        put(render(asked.format, report, checks, asked.lang, **how))
    if asked.ignored and asked.verbose:
        note("ignored", asked.lang, names=", ".join(asked.ignored))
    code = exit_of(report)
    return Exit.CLEAN if asked.exit_zero and code in (Exit.FOUND, Exit.NOT_SEEN) else code
