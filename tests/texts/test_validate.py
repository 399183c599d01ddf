from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from hygiene.definition import Check
from hygiene.registry import registry
from hygiene.texts.validate import problems

PAIR = {"fr": "Oui.", "en": "Yes."}
GOOD: dict[str, Any] = {
    "rule": "clear-your-data",
    "link": "entry_practices",
    "title": PAIR,
    "why": PAIR,
    "effort": PAIR,
    "kind": {"badges:badge": {"check": "badges"}},
    "message": {"badges:badge": {"one": PAIR, "many": {"fr": "{count}.", "en": "{count}."}}},
    "advice": [{"steps": [{"fr": "Rendez-les.", "en": "Give them back."}]}],
}


@pytest.mark.parametrize("check", registry(others=False), ids=lambda check: check.id)
def test_every_built_in_check_is_right(check: Check) -> None:
    assert problems(check.texts, check.kinds) == []


@pytest.mark.parametrize("check", registry(others=False), ids=lambda check: check.id)
def test_every_built_in_kind_has_a_noun_for_what_is_not_seen(check: Check) -> None:
    assert check.texts["noun"].keys() == check.kinds.keys()


@pytest.mark.parametrize("check", registry(others=False), ids=lambda check: check.id)
def test_every_fact_that_a_kind_may_tell_has_words(check: Check) -> None:
    for name, kind in check.kinds.items():
        told = check.texts.get("fact", {}).get(name, {})
        assert set(told) == set(kind.facts) - {"approximate"}


def test_a_check_of_another_package_is_right_too() -> None:
    assert problems(GOOD, ["badges:badge"]) == []


def change(path: str, value: object) -> dict[str, Any]:
    """GOOD with one value replaced, or taken out where it is None."""
    texts = deepcopy(GOOD)
    *above, last = path.split("/")
    table: Any = texts
    for key in above:
        table = table[int(key) if isinstance(table, list) else key]
    if value is None:
        del table[last]
    else:
        table[last] = value
    return texts


MESSAGE = "message/badges:badge"


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("colour", "red", "colour: unknown"),
        ("rule", "be-nice", "rule: none of the guide's"),
        ("link", "https://example.org/", "link: no topic of links.toml"),
        ("title", None, "title: fr and en are wanted, and nothing else"),
        ("title", {"fr": "Oui."}, "title: fr and en are wanted, and nothing else"),
        ("title", {**PAIR, "de": "Ja."}, "title: fr and en are wanted, and nothing else"),
        ("title", {"fr": "Oui.", "en": " "}, "title: a text is missing"),
        (
            "why",
            {"fr": "{browser}.", "en": "Yes."},
            "why: the languages have different placeholders",
        ),
        ("why", {"fr": "{site}.", "en": "{site}."}, "why: no such placeholder: site"),
        (MESSAGE, PAIR, "message.badges:badge: `one` and `many` are wanted"),
        (f"{MESSAGE}/one", {"fr": "Oui", "en": "Yes"}, "message.badges:badge: a sentence ends"),
        (f"{MESSAGE}/one", {"fr": "{count", "en": "{count"}, "message.badges:badge.one: a brace"),
        ("message/other", {"one": PAIR, "many": PAIR}, "message.other: asked by no one"),
        ("advice/0/colour", "red", "advice 1: colour unknown"),
        ("advice/0/family", "netscape", "advice 1: no such family"),
        ("advice/0/family", "firefox", "advice: none about badges:badge that holds in every"),
        ("advice/0/platform", "beos", "advice 1: no such platform"),
        ("advice/0/address", "moon", "advice 1: no such address"),
        ("advice/0/steps", [], "advice 1: no steps"),
    ],
)
def test_each_mistake_is_named(path: str, value: object, said: str) -> None:
    assert any(p.startswith(said) for p in problems(change(path, value), ["badges:badge"]))


@pytest.mark.parametrize(
    "reach",
    ["{browser.__class__}", "{browser[0]}", "{browser!r}", "{browser:>99999999}", "{0}", "{}"],
)
def test_a_placeholder_is_a_plain_name_and_reaches_nothing(reach: str) -> None:
    texts = change(f"{MESSAGE}/one", {"fr": f"{reach}.", "en": f"{reach}."})
    assert any("more than a name" in p for p in problems(texts, ["badges:badge"]))
