"""Which language is spoken, and by whose wish."""

from __future__ import annotations

import os
import plistlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hygiene.commandline.language import asked_in, named, of_preferences, of_system


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("fr-CA", "fr"),
        ("fr_FR.UTF-8", "fr"),
        ("French_France.1252", "fr"),
        ("en_GB.UTF-8", "en"),
        ("de_DE.UTF-8", None),
        ("", None),
    ],
)
def test_a_tag_names_a_language(tag: str, language: str | None) -> None:
    assert named(tag) == language


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "fr_FR", "LANG": "fr_FR"}, "en"),
        ({"LC_ALL": "", "LANG": "fr_FR"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:en"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "de:en:fr"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "de"}, "fr"),
        ({"LANGUAGE": "fr"}, "fr"),
        ({"LC_ALL": "C", "LANGUAGE": "fr"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_CTYPE": "fr_FR.UTF-8"}, "en"),
    ],
)
@pytest.mark.skipif("sys.platform != 'linux'", reason="other systems ask the desktop too")
def test_the_locale_decides_as_gettext_has_it(
    environ: dict[str, str], language: str, tmp_path: Path
) -> None:
    assert of_system(environ, tmp_path) == language


@pytest.mark.parametrize("format", [plistlib.FMT_BINARY, plistlib.FMT_XML])
@pytest.mark.parametrize(
    ("languages", "language"),
    [(["fr-FR", "en-FR"], "fr"), (["en-FR", "fr-FR"], "en"), (["de-DE", "fr-FR"], "en")],
)
def test_on_a_mac_the_first_language_of_the_person_decides(
    languages: list[str], language: str, format: plistlib.PlistFormat, tmp_path: Path
) -> None:
    file = tmp_path / "preferences.plist"
    file.write_bytes(plistlib.dumps({"AppleLanguages": languages, "AppleLocale": "x"}, fmt=format))
    assert of_preferences(file) == language


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"not a plist", b"bplist00", b"<plist>", plistlib.dumps({}), plistlib.dumps([])),
        b"<?xml version='1.0' encoding='no-such'?><plist/>",
        plistlib.dumps({"AppleLanguages": "fr"}),
        plistlib.dumps({"AppleLanguages": []}),
        plistlib.dumps({"AppleLanguages": 3}),
    ],
)
def test_preferences_that_do_not_tell_decide_nothing(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "preferences.plist"
    file.write_bytes(content)
    assert of_preferences(file) is None


def test_no_preferences_decide_nothing(tmp_path: Path) -> None:
    assert of_preferences(tmp_path / "none.plist") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_any_preferences_are_survived(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "preferences.plist"
    file.write_bytes(b"bplist00" + content)
    assert of_preferences(file) in (None, "fr", "en")


def test_a_list_of_lists_without_end_is_no_language(tmp_path: Path) -> None:
    many: list[Any] = []
    for _ in range(40):
        many = [many, many]
    file = tmp_path / "preferences.plist"
    file.write_bytes(plistlib.dumps({"AppleLanguages": [many]}, fmt=plistlib.FMT_BINARY))
    assert of_preferences(file) == "en"


def test_preferences_that_are_no_file_stop_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "preferences.plist")
    assert of_preferences(tmp_path / "preferences.plist") is None


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["check", "--lang", "fr"], "fr"),
        (["--lang=fr", "check", "--nonsense"], "fr"),
        (["check", "--help", "--lang", "en"], "en"),
        (["--lang", "fr", "check", "--lang", "en"], "en"),
        (["check", "--lang"], None),
        (["check", "--lang", "klingon"], None),
        (["check", "--", "--lang", "fr"], None),
        ([], None),
    ],
)
def test_the_language_is_asked_anywhere_on_the_line(
    arguments: list[str], language: str | None
) -> None:
    assert asked_in(arguments) == language
