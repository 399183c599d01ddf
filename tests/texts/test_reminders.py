"""What no program can check: whom to tell of a doubtful message is known and verified."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from hygiene.advice.links import link
from hygiene.texts.say import LANGUAGES, Language, say, text

#: What people are told to use, and the verified page of each.
SERVICES = {"33700": "report_sms", "signal-spam.fr": "report_mail", "17cyber.gouv.fr": "17cyber"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_can_be_reported_and_help_is_named(language: Language) -> None:
    for words in (text("rules", "spam", "reminder"), text("screen", "note", "spam")):
        said = say(words, language)
        assert all(name in said for name in SERVICES)
    assert "17cyber.gouv.fr" in say(text("rules", "never-give-codes", "reminder"), language)


@pytest.mark.parametrize(("name", "topic"), SERVICES.items())
def test_each_of_them_is_a_verified_page(name: str, topic: str) -> None:
    assert name in (urlsplit(link(topic)).hostname or "")
