"""`hygiene list`: the guide's eight rules, and the checks that serve each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hygiene.advice.links import rule_link
from hygiene.commandline.console import for_machines, put, width
from hygiene.commandline.help import wrapped
from hygiene.config.options import options
from hygiene.config.schema import FORMATS, LATER_FORMATS
from hygiene.definition import Check
from hygiene.errors import UsageError
from hygiene.kinds import rules
from hygiene.registry import BUILT_IN, registry
from hygiene.render.escape import harmless
from hygiene.texts.messages import title
from hygiene.texts.say import Language, say, text

if TYPE_CHECKING:
    from hygiene.commandline.surroundings import Surroundings

_FORMATS = ("terminal", "json")


def run(format_name: str, lang: str | None, surroundings: Surroundings) -> int:
    """Print the rules and their checks, as text or as JSON.

    Raises:
        UsageError: No such format or language, or the settings are wrong.
    """
    if format_name not in _FORMATS:
        known = {*FORMATS, *LATER_FORMATS}
        key = "format-not-here" if format_name in known else "not-a-choice"
        raise UsageError(key, name="--format", value=format_name, known=", ".join(_FORMATS))
    asked = options({"lang": lang}, surroundings)
    checks = registry(others=not asked.builtin_only, named=asked.plugins)
    if format_name == "json":
        for_machines()
        put(as_json(checks, asked.lang))
    else:
        put("\n".join(as_text(checks, asked.lang, width())))
    return 0


def as_text(checks: Iterable[Check], language: Language, columns: int) -> Iterator[str]:
    """The page, line by line."""
    checks = tuple(checks)
    longest = max((len(check.id) for check in checks), default=0)
    yield say(text("help", "list", "title"), language)
    for number, rule in enumerate(rules(), 1):
        yield ""
        yield from wrapped(
            say(text("rules", rule, "title"), language), columns, first=f"{number}. "
        )
        serving = [check for check in checks if check.rule == rule]
        for check in serving:
            name = f"     {harmless(check.id).ljust(longest)}  "
            yield from wrapped(_what(check, language), columns, first=name)
        reminder = say(text("rules", rule, "reminder"), language)
        words = say(text("help", "list", "reminder"), language, None, text=reminder)
        yield from wrapped(words, columns, first="     ")
    if checks:
        yield ""
        yield from wrapped(say(text("help", "list", "origins"), language), columns)
        more = say(text("help", "list", "more"), language, None, check=checks[0].id)
        yield from wrapped(more, columns)


def as_json(checks: Iterable[Check], language: Language) -> str:
    """The same as one JSON object; ids are stable, titles in `language`."""
    import json

    checks = tuple(checks)
    listed = [
        {
            "id": rule,
            "title": say(text("rules", rule, "title"), language),
            "reminder": say(text("rules", rule, "reminder"), language),
            "link": rule_link(rule),
            "checks": [
                {
                    "id": check.id,
                    "title": title(check, check.id, language),
                    "origin": check.origin,
                    "kinds": list(check.kinds),
                    "failure": check.broken or None,
                }
                for check in checks
                if check.rule == rule
            ],
        }
        for rule in rules()
    ]
    return json.dumps(
        {"schema": 1, "language": language, "rules": listed}, ensure_ascii=False, indent=2
    )


def _what(check: Check, language: Language) -> str:
    """The good state, or why there is none; with the package where it is not hygiene itself."""
    what = title(check, check.id, language)
    if check.broken:
        what = say(text("help", "list", "broken"), language, None, why=check.broken)
    if check.origin == BUILT_IN:
        return what
    words = text("help", "list", "origin")
    return say(words, language, None, what=what, origin=harmless(check.origin))
