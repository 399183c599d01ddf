"""Write docs/checks.md from the texts beside the checks; `--print` only prints it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from hygiene.definition import Check
from hygiene.kinds import rules
from hygiene.registry import registry
from hygiene.texts.say import say, text


def page() -> Iterator[str]:
    """The document, line by line."""
    yield "# Checks"
    yield ""
    yield "Written by `docs/make_checks.py` from the texts beside the checks: do not edit."
    for number, rule in enumerate(rules(), 1):
        yield ""
        yield f"## {number}. {say(text('rules', rule, 'title'), 'en')}"
        yield ""
        yield f"*{say(text('rules', rule, 'title'), 'fr')}*"
        serving = [check for check in registry(others=False) if check.rule == rule]
        for check in serving:
            yield from _check(check)
        if not serving:
            yield ""
            yield say(text("rules", rule, "reminder"), "en")


def _check(check: Check) -> Iterator[str]:
    yield ""
    yield f"### `{check.id}`: {say(check.texts['title'], 'en')}"
    yield ""
    yield say(check.texts["why"], "en")
    yield ""
    yield "| kind | shared computer | your own | gesture |"
    yield "|---|---|---|---|"
    for kind in check.kinds.values():
        own = kind.own.label if kind.own is not None else "not asked"
        yield f"| `{kind.name}` | {kind.severity.label} | {own} | {kind.gesture} |"


if __name__ == "__main__":
    document = "\n".join(page()) + "\n"
    if "--print" in sys.argv:
        sys.stdout.write(document)
    else:
        Path(__file__).with_name("checks.md").write_text(document, encoding="utf-8")
