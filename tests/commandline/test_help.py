"""Every command and option has its words, in both languages, and every word is used."""

from __future__ import annotations

from typing import Any

import pytest
import typer

from hygiene.cli import app
from hygiene.commandline.help import Section, page, wrapped
from hygiene.commandline.help_pages import meaning, value_name
from hygiene.kinds import kinds
from hygiene.model import Severity
from hygiene.texts.say import LANGUAGES, Language, text

PROGRAM: Any = typer.main.get_command(app)
HELP = "help"


def parameters() -> list[tuple[str, Any]]:
    found = [("", parameter) for parameter in PROGRAM.params]
    for name, command in PROGRAM.commands.items():
        found += [(name, parameter) for parameter in command.params]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_says_what_it_does(language: Language) -> None:
    for command, parameter in parameters():
        assert meaning(command, parameter.name, language)
        takes_value = not getattr(parameter, "is_flag", False)
        assert bool(value_name(command, parameter.name, language)) == takes_value


def test_no_words_are_left_of_an_option_that_is_gone() -> None:
    for command, table in text(HELP, "command").items():
        written = set(table.get("option", {}))
        assert written <= {p.name for p in PROGRAM.commands[command].params}
    used = {p.name for _, p in parameters()} | {"help"}
    assert set(text(HELP, "option")) <= used


def test_every_command_and_option_is_in_a_panel_that_has_a_title() -> None:
    titles = set(text(HELP, "panel"))
    assert {command.rich_help_panel for command in PROGRAM.commands.values()} <= titles
    assert {getattr(p, "rich_help_panel", None) or "general" for _, p in parameters()} <= titles


def test_every_kind_says_what_it_counts_and_every_weight_has_a_word() -> None:
    assert set(text(HELP, "counted")) == set(kinds())
    assert set(text(HELP, "weight")) == {severity.label for severity in Severity}


def test_no_text_holds_what_a_shell_reads_as_markup() -> None:
    for command, parameter in parameters():
        for language in LANGUAGES:
            assert "[" not in meaning(command, parameter.name, language)


def test_a_page_is_laid_out_in_columns() -> None:
    sections = [Section("Options", [("--a", "one two three"), ("--long " * 5, "four")])]
    assert page("Usage: x", "About it.", "More.", sections, 30).splitlines() == [
        "Usage: x",
        "",
        "About it.",
        "",
        "Options",
        "  --a     one two three",
        f"  {'--long ' * 5}",
        "          four",
        "",
        "More.",
    ]


def test_only_plain_spaces_break_a_line() -> None:
    assert list(wrapped("un deux\u00a0: trois", 8)) == ["un", "deux\u00a0:", "trois"]
    assert list(wrapped("a b", 80, first="- ")) == ["- a b"]
    assert list(wrapped("aaa bbb", 5, first="- ")) == ["- aaa", "  bbb"]
    assert list(wrapped("averylongword", 5)) == ["averylongword"]
    assert list(wrapped("", 5)) == [""]
