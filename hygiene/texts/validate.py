"""What is wrong with the words of a check: nothing, if people can read it in both languages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from string import Formatter
from typing import Any

from hygiene.advice.advice import ADDRESSES, PLACEHOLDERS
from hygiene.advice.gestures import FAMILIES, browsers
from hygiene.data import load
from hygiene.kinds import rules
from hygiene.texts.say import LANGUAGES

_TABLES = ("noun", "message", "counted", "fact")
#: Words for the subjects of a kind, and for the places of it that may not be seen.
_WORDS = ("subject", "source")
_KEYS = frozenset(
    ["rule", "link", "title", "why", "effort", "advice", "kind", "case", *_TABLES, *_WORDS]
)
_ROW_KEYS = frozenset(
    ["kind", "when", "subject", "family", "browser", "platform", "address", "steps"]
)
_PLATFORMS = ("linux", "windows", "macos")
_MESSAGE = frozenset(["browser", "of_browser", "count"])
_CASE = _MESSAGE | {"service", "secret_word", "subject", "network", "program", "facts"}
_FACT = frozenset(["count", "size", "value"])


def problems(texts: Mapping[str, Any], kinds: Collection[str]) -> list[str]:
    """Every mistake in the TOML of a check that asks about `kinds`; empty if it is right."""
    return list(_problems(texts, kinds))


def _problems(texts: Mapping[str, Any], kinds: Collection[str]) -> Iterator[str]:
    yield from (f"{key}: unknown" for key in texts.keys() - _KEYS)
    if texts.get("rule") not in rules():
        yield "rule: none of the guide's"
    if texts.get("link") not in load("hygiene.advice", "links.toml")["link"]:
        yield "link: no topic of links.toml"
    for key in ("title", "why", "effort"):
        yield from template(key, texts.get(key), frozenset())
    for table in (*_TABLES, *_WORDS):
        yield from (
            f"{table}.{kind}: asked by no one" for kind in texts.get(table, {}).keys() - set(kinds)
        )
    for table in ("noun", "counted"):
        for kind, words in texts.get(table, {}).items():
            yield from template(f"{table}.{kind}", words, frozenset())
    for table in _WORDS:
        for kind, named in texts.get(table, {}).items():
            for name, words in named.items():
                yield from template(f"{table}.{kind}.{name}", words, frozenset())
    for kind in kinds:
        yield from _message(kind, texts.get("message", {}).get(kind))
    for i, row in enumerate(texts.get("case", [])):
        yield from _case(f"case {i + 1}", row, kinds)
    for kind, facts in texts.get("fact", {}).items():
        for name, words in facts.items():
            of_values = isinstance(words, Mapping) and "other" in words
            for value, said in words.items() if of_values else [("", words)]:
                yield from template(f"fact.{kind}.{name}{value and '.'}{value}", said, _FACT)
    rows = texts.get("advice", [])
    for i, row in enumerate(rows):
        yield from _row(f"advice {i + 1}", row, kinds)
    for kind in kinds:
        if not any(_holds_anywhere(row, kind) for row in rows):
            yield f"advice: none about {kind} that holds in every browser and on every system"


def _message(kind: str, words: object) -> Iterator[str]:
    where = f"message.{kind}"
    if not isinstance(words, Mapping) or words.keys() != {"one", "many"}:
        yield f"{where}: `one` and `many` are wanted"
        return
    yield from template(where, words, _MESSAGE)
    for form in words.values():
        if isinstance(form, Mapping) and any(not str(t).endswith(".") for t in form.values()):
            yield f"{where}: a sentence ends with a point"


def _case(where: str, row: Mapping[str, Any], kinds: Collection[str]) -> Iterator[str]:
    yield from (f"{where}: {key} unknown" for key in row.keys() - {"kind", "when", "message"})
    if row.get("kind") not in kinds:
        yield f"{where}: no such kind"
    yield from template(where, row.get("message"), _CASE)


def _row(where: str, row: Mapping[str, Any], kinds: Collection[str]) -> Iterator[str]:
    yield from (f"{where}: {key} unknown" for key in row.keys() - _ROW_KEYS)
    for key, values in (
        ("kind", kinds),
        ("family", FAMILIES),
        ("browser", browsers()),
        ("platform", _PLATFORMS),
        ("address", ADDRESSES),
    ):
        if key in row and row[key] not in values:
            yield f"{where}: no such {key}"
    if not row.get("steps"):
        yield f"{where}: no steps"
    for i, step in enumerate(row.get("steps", ())):
        yield from template(f"{where}, step {i + 1}", step, PLACEHOLDERS)


def _holds_anywhere(row: Mapping[str, Any], kind: str) -> bool:
    """Whether a row serves `kind` where nothing is known of the browser."""
    named = {name for step in row.get("steps", ()) for t in step.values() for name in fields(t)}
    return (
        row.get("kind", kind) == kind
        and not row.keys() & {"when", "subject", "family", "browser", "platform", "address"}
        and named <= {"of_browser", "shortcut", "clear", "log_out"}
    )


def template(where: str, words: object, allowed: Collection[str]) -> Iterator[str]:
    """What is wrong with `{fr, en}`, or with `{one, many}` of such pairs.

    Args:
        where: What to call it.
        words: The value.
        allowed: The placeholders that it may hold.
    """
    if isinstance(words, Mapping) and words.keys() == {"one", "many"}:
        for form, pair in words.items():
            yield from template(f"{where}.{form}", pair, allowed)
        return
    if not isinstance(words, Mapping) or words.keys() != set(LANGUAGES):
        yield f"{where}: {' and '.join(LANGUAGES)} are wanted, and nothing else"
        return
    if not all(isinstance(text, str) and text.strip() for text in words.values()):
        yield f"{where}: a text is missing"
        return
    try:
        held = [fields(text) for text in words.values()]
    except ValueError:
        yield f"{where}: a brace is alone, or a placeholder is more than a name"
        return
    if any(names != held[0] for names in held):
        yield f"{where}: the languages have different placeholders"
    yield from (f"{where}: no such placeholder: {name}" for name in held[0] - set(allowed))


def fields(text: str) -> set[str]:
    """The placeholders of a text; raises ValueError for one that is more than a plain name."""
    found = set()
    for _, name, form, conversion in Formatter().parse(text):
        if name is None:
            continue
        if form or conversion or not name.isidentifier():
            raise ValueError(name)
        found.add(name)
    return found
