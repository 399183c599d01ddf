"""Every complaint has its sentence, and every sentence its complaint."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hygiene.commandline.usage import cause, internal, sentence
from hygiene.config.schema import Shape
from hygiene.errors import UsageError
from hygiene.texts.say import LANGUAGES, Language, text

PACKAGE = Path(__file__).parent.parent.parent / "hygiene"
#: Texts that are parts of others.
PARTS = {"prefix", "in-file", "cause"}
VALUES = (
    *("name", "value", "known", "command", "path", "place", "why", "check", "key", "column"),
    *("user", "root"),
)


def used() -> set[str]:
    """Every key that our code gives a UsageError, as far as the source shows it."""
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    quoted = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"', code))
    return quoted | {shape.value for shape in Shape}


def raised() -> set[str]:
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    return set(re.findall(r'UsageError\(\s*"([^"]+)"', code))


def test_every_complaint_has_its_sentence() -> None:
    sentences = set(text("usage")) - PARTS
    assert raised() <= sentences
    assert {shape.value for shape in Shape} <= sentences


def test_every_sentence_has_its_complaint() -> None:
    assert set(text("usage")) - PARTS <= used()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language: Language) -> None:
    values = {name: f"<{name}>" for name in VALUES}
    for key in set(text("usage")) - PARTS:
        told = sentence(UsageError(key, **values), language)
        assert told.startswith("hygiene")
        assert told.endswith((".", "?", ">"))
        assert "{" not in told


def test_a_complaint_about_a_file_begins_with_file_and_line() -> None:
    error = UsageError("needs-flag", name="plain", file="/etc/x.toml", line="3")
    assert sentence(error, "en") == "hygiene: /etc/x.toml, line 3: plain is set to true or false."
    assert sentence(error, "fr") == (
        "hygiene\u00a0: /etc/x.toml, ligne 3\u00a0: plain se règle par true ou false."
    )


def test_the_systems_reasons_are_said_in_words() -> None:
    error = UsageError(
        "output-failed", path="a", why=cause(PermissionError(13, "Permission denied"))
    )
    assert sentence(error, "fr") == "hygiene\u00a0: a n'a pas pu être écrit (accès refusé)."
    rare = UsageError("output-failed", path="a", why=cause(OSError(71, "Protocol error")))
    assert sentence(rare, "en") == "hygiene: a could not be written (EPROTO)."
    unknown = UsageError("output-failed", path="a", why=cause(OSError("what?")))
    assert sentence(unknown, "en") == "hygiene: a could not be written (OSError)."


def test_our_own_faults_tell_where_but_nothing_of_the_person() -> None:
    try:
        sentence(UsageError("no such key", value="alice"), "fr")
    except KeyError as error:
        told = sentence(internal(error), "en")
    assert re.search(r"\(KeyError, hygiene\.texts\.say:\d+\)", told)
    assert "alice" not in told
