from __future__ import annotations

import re

from hygiene.texts.say import LANGUAGES
from hygiene.texts.validate import fields

from .tables import pairs

PAIRS = pairs()
#: What a person must not have to understand, and what hygiene never says (screens: words to use).
FORBIDDEN = re.compile(
    r"unreadable|finding|profil(e)? default|\bscores?\b|\bkinds?\b|illisible"
    r"|you are safe|vous êtes (en sécurité|protégé)|traceback",
    re.IGNORECASE,
)
#: These speak to people who write scripts too.
TECHNICAL = ("texts/help.toml", "texts/usage.toml")
#: These are glued to other words.
GLUED = (
    ".since.",
    ".whose.",
    ".names.list",
    ".names.inside",
    ".separator",
    ".detail.where",
    ".prefix",
)


def texts(language: str) -> list[tuple[str, str]]:
    return [(pair.where, pair.texts[language]) for pair in PAIRS]


def offenders(pattern: str, language: str) -> list[str]:
    return [f"{where}: {text}" for where, text in texts(language) if re.search(pattern, text)]


def test_there_are_texts_of_every_file() -> None:
    files = {pair.where.split(".")[0] for pair in PAIRS}
    assert {"texts/screen", "texts/actions", "texts/reasons", "texts/rules"} <= files
    assert {"checks/saved-passwords", "checks/browsing-data", "gestures"} <= files


def test_both_languages_say_everything() -> None:
    for pair in PAIRS:
        assert pair.texts.keys() == set(LANGUAGES), pair.where
        assert all(text.strip() for text in pair.texts.values()), pair.where


def test_both_languages_have_the_same_placeholders() -> None:
    for pair in PAIRS:
        # Python says in English alone what is wrong with a TOML file: the French leaves that out.
        only_english = {"why"} if pair.where == "texts/usage.toml.not-toml" else set()
        assert fields(pair.texts["fr"]) == fields(pair.texts["en"]) - only_english, pair.where


def test_french_has_a_no_break_space_before_double_signs() -> None:
    assert offenders(r" [:;!?»]", "fr") == []
    assert offenders(r"\w[;!?](?!\w)", "fr") == []
    # `https://` and `about:logins` are addresses; the colon of a sentence has its space.
    assert offenders(r"\w:(\s|$)", "fr") == []


def test_french_has_no_break_spaces_inside_its_quotes() -> None:
    assert offenders(r"«(?!\u00a0)|(?<!\u00a0)»", "fr") == []


def test_french_has_one_apostrophe() -> None:
    assert offenders("’", "fr") == []


def test_english_has_no_space_before_its_signs() -> None:
    assert offenders(r"[ \u00a0][:;!?](\s|$)", "en") == []


def test_no_text_has_a_word_that_frightens_or_that_only_we_know() -> None:
    for language in LANGUAGES:
        for where, text in texts(language):
            assert where.startswith(TECHNICAL) or not FORBIDDEN.search(text), where


def test_no_text_begins_or_ends_with_a_stray_space() -> None:
    for language in LANGUAGES:
        for where, text in texts(language):
            assert text == text.strip() or any(part in f"{where}." for part in GLUED), where


def test_every_sign_of_a_text_is_on_old_code_pages_or_has_a_substitute() -> None:
    substitutes = str.maketrans({"→": "->", "…": "...", "\u202f": "\u00a0"})
    for language in LANGUAGES:
        for where, text in texts(language):
            # Menus are told where no keys and no address lead there: their signs may be lost.
            if ".menu." not in where:
                text.translate(substitutes).encode("cp850")
                text.translate(substitutes).encode("cp1252")
