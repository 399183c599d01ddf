"""Which of the two languages to speak."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hygiene.texts.say import Language

_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
_NO_LOCALE = ("C", "POSIX")
_WINDOWS_FRENCH = 0x0C


def named(tag: str) -> Language | None:
    """The language that a tag such as `fr-CA` or `en_GB.UTF-8` names; None for any other."""
    if tag.lower().startswith("fr"):
        return "fr"
    return "en" if tag.lower().startswith("en") else None


def asked_in(arguments: list[str]) -> Language | None:
    """The language that `--lang` asks for, anywhere in the arguments; None if it says nothing."""
    said = None
    for i, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and i + 1 < len(arguments):
            said = arguments[i + 1]
        elif argument.startswith("--lang="):
            said = argument.partition("=")[2]
    return named(said) if said else None


def of_system(environ: Mapping[str, str], home: Path) -> Language:
    """The language of the person's own setting; English where it is neither French nor known.

    Args:
        environ: The environment; its locale variables win, on every system.
        home: The person's home, which holds their setting on macOS.
    """
    return _of_environment(environ) or _of_desktop(home) or "en"


def _of_environment(environ: Mapping[str, str]) -> Language | None:
    locale = next((environ[name] for name in _LOCALES if environ.get(name)), "")
    if locale in _NO_LOCALE:
        return "en"
    # LANGUAGE is a list and wins over all but the C locale (GNU gettext manual, 2.3.3).
    for tag in environ.get("LANGUAGE", "").split(":"):
        if language := named(tag):
            return language
    return (named(locale) or "en") if locale else None


def _of_desktop(home: Path) -> Language | None:
    if sys.platform == "win32":
        import ctypes

        language = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
        return "fr" if language == _WINDOWS_FRENCH else "en"
    if sys.platform == "darwin":
        return of_preferences(home / "Library/Preferences/.GlobalPreferences.plist")
    return None


def of_preferences(file: Path) -> Language | None:
    """The first language of macOS' global preferences; None if they do not tell."""
    from hygiene.errors import CannotLook, NotHere
    from hygiene.filesystem import open_tree
    from hygiene.filesystem.plistfile import MOST, parse_plist

    # On a shared account the previous person wrote it: a FIFO in its place would stop everything.
    tree, path = open_tree(Path(file.anchor)), file.relative_to(file.anchor).as_posix()
    try:
        languages = parse_plist(tree.read(path, MOST)).get("AppleLanguages")
    except (NotHere, CannotLook):
        return None
    if not isinstance(languages, list) or not languages:
        return None
    first = languages[0]
    return (named(first) if isinstance(first, str) else None) or "en"
