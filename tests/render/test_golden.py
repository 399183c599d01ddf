"""The screens and documents, word for word.

After a change of words that is meant, remake them and read the difference aloud:

    HYGIENE_REMAKE_GOLDEN=1 pytest tests/render/test_golden.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hygiene.render import markdown, terminal
from hygiene.texts.say import LANGUAGES, Language

from .examples import SCREENS, built_in

GOLDEN = Path(__file__).with_name("golden")


def compare(name: str, told: str) -> None:
    file = GOLDEN / name
    if os.environ.get("HYGIENE_REMAKE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(told, encoding="utf-8", newline="\n")
    assert told == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_of_80_columns(name: str, language: Language) -> None:
    compare(f"{name}.{language}.txt", terminal.render(SCREENS[name](), built_in(), language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["plain", "verbose"])
def test_the_other_forms_of_the_usual_screen(form: str, language: Language) -> None:
    told = terminal.render(
        SCREENS["usual"](),
        built_in(),
        language,
        plain=form == "plain",
        verbose=form == "verbose",
    )
    compare(f"usual-{form}.{language}.txt", told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document(language: Language) -> None:
    compare(f"usual.{language}.md", markdown.render(SCREENS["usual"](), built_in(), language))
