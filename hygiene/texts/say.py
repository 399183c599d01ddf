"""One sentence, in one language, with the right plural and the right spaces."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any, Literal, get_args

from hygiene.data import load

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Template = Mapping[str, Any]


def say(template: Template, language: Language, count: int | None = None, **values: str) -> str:
    """The sentence that `template` holds.

    Args:
        template: `{fr, en}`, or `{one, many}` of such pairs, chosen by `count`.
        language: Which of the two.
        count: Chooses the plural and fills `{count}`, written as the language groups digits.
        values: What the other placeholders hold.

    Raises:
        KeyError: A language, a plural or a placeholder is missing (a test refuses that).
    """
    if "one" in template:
        if count is None:
            raise KeyError("count")
        template = template["one" if singular(count, language) else "many"]
    if count is not None:
        values["count"] = number(count, language)
    text: str = template[language]
    return text.format_map(values)


def placeholders(template: Template) -> set[str]:
    """The names of the placeholders in a template, in every language and plural."""
    found: set[str] = set()
    for part in template.values():
        if isinstance(part, str):
            found.update(name for _, name, _, _ in Formatter().parse(part) if name)
        else:
            found |= placeholders(part)
    return found


def text(table: str, *keys: str) -> Template:
    """The template at `keys` of texts/`table`.toml."""
    found: Any = load("hygiene.texts", f"{table}.toml")
    for key in keys:
        found = found[key]
    template: Template = found
    return template


def singular(count: int, language: Language) -> bool:
    """Whether `count` things take the singular: in French zero does, in English it does not."""
    return count == 1 or (language == "fr" and count == 0)


def number(count: int, language: Language) -> str:
    """Digits grouped by three: `12 345` with narrow no-break spaces in French, `12,345`."""
    return f"{count:,}".replace(",", "\u202f") if language == "fr" else f"{count:,}"


def listed(words: list[str], language: Language) -> str:
    """`a, b et c` or `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {'et' if language == 'fr' else 'and'} {words[-1]}"
