from __future__ import annotations

import io
from dataclasses import replace

import pytest

from hygiene.definition import Check
from hygiene.kinds import Kind
from hygiene.model import Finding, Severity
from hygiene.render import FORMATS, render
from hygiene.render.escape import markdown
from hygiene.render.markdown import render as document
from hygiene.render.screen import compose
from hygiene.texts.say import LANGUAGES, Language
from tests.render.test_look import Terminal

from .examples import SCREENS, built_in, crowded, left, report, usual


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_what_the_command_gives(name: str) -> None:
    for names in (None, True, False):
        told = render(
            name, usual(), built_in(), "fr", verbose=True, plain=True, names=names, stream=None
        )
        assert told.endswith("\n")
        assert told.count("\n\n\n") == 0


def test_a_format_that_is_not_offered_is_an_error() -> None:
    with pytest.raises(KeyError):
        render("html", usual(), built_in(), "fr")


def test_the_terminal_is_asked_what_it_can_show() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    assert "-> " in render("terminal", usual(), built_in(), "fr", stream=stream)
    assert "→ " in render("terminal", usual(), built_in(), "fr")


def test_only_the_terminal_is_abridged() -> None:
    told = document(crowded(), built_in(), "en")
    assert "9. **" in told
    assert "--verbose\n   " not in told


def test_a_document_escapes_what_comes_from_the_machine() -> None:
    names = ("<b>x</b>", "[a](https://evil.example)", "www.evil.example")
    told = document(report(left("password", 3, names=names)), built_in(), "fr")
    assert "<b>" not in told
    assert "&lt;b&gt;x&lt;/b&gt;" in told
    assert "\\[a\\](&#104;ttps://evil.example)" in told
    # The one link is ours.
    assert told.count("<https://") == 1


def test_a_document_leaves_out_what_only_a_live_terminal_may_name() -> None:
    paper = Kind("m:f", "m", Severity.HIGH, Severity.INFO, "files", "files", True)
    words = {"effort": {"fr": "1 minute", "en": "1 minute"}}
    check = Check("m", "spam", "m", kinds={paper.name: paper}, texts=words)
    finding = Finding(1, ("secret.pdf",), kind="m:f", severity=Severity.HIGH)
    run = report(checks=(check,))
    run = replace(run, results=(replace(run.results[0], findings=(finding,)),))
    for name in FORMATS:  # `terminal` too: without a stream it goes to a file
        assert "secret.pdf" not in render(name, run, (check,), "en", verbose=True)
        assert "secret.pdf" not in render(name, run, (check,), "en", stream=io.StringIO())
    assert "secret.pdf" in render("terminal", run, (check,), "en", stream=Terminal())


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_says_every_sentence_of_the_screen(name: str, language: Language) -> None:
    seen = SCREENS[name]()
    screen = compose(seen, built_in(), language)
    told = document(seen, built_in(), language)
    sentences = [screen.headline, screen.result, screen.promise, *screen.notes]
    for entry in screen.entries:
        sentences += [entry.word, entry.sentence, *entry.steps]
    for gap in screen.gaps:
        sentences += [gap.sentence, gap.step]
    for sentence in sentences:
        assert markdown(sentence) in told
