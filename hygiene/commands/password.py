"""`hygiene password`: rates a password typed at a hidden prompt; keeps and sends nothing."""

from __future__ import annotations

import getpass
import sys
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hygiene.advice.links import link
from hygiene.commandline.console import fitting, put, width
from hygiene.commandline.help import wrapped
from hygiene.config.options import options
from hygiene.errors import UsageError
from hygiene.passwords.about import about
from hygiene.passwords.phrase import phrase
from hygiene.passwords.rating import About, Fault, faults
from hygiene.texts.say import Language, say, text

if TYPE_CHECKING:
    from hygiene.commandline.surroundings import Surroundings

GOOD = 0
WEAK = 1
_LINK = "passwords_choose"


def run(lang: str | None, surroundings: Surroundings) -> int:
    """Ask for a password, and tell what speaks against it: 0 where nothing does, else 1.

    Raises:
        UsageError: It cannot be typed unseen, nothing was typed, or the settings are wrong.
    """
    asked = options({"lang": lang}, surroundings)
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError("password-no-terminal")
    if asked.place != "own":
        put("\n".join(wrapped(_say("before", asked.lang), width())))
    found = _found(_say("prompt", asked.lang), about(surroundings, asked.services))
    put("\n".join(page(found, asked.lang, width())))
    return WEAK if found else GOOD


def page(found: Sequence[Fault], language: Language, columns: int) -> Iterator[str]:
    """What is said of a password with these faults, line by line."""
    yield ""
    yield from wrapped(_say("weak" if found else "good", language), columns)
    for fault in found:
        yield from wrapped(say(text("password", "fault", fault), language), columns, first="  - ")
    yield ""
    if found:
        yield from wrapped(_say("example", language), columns)
        yield from ("", f"    {phrase(language)}", "")
        yield from wrapped(_say("stays", language), columns)
    else:
        yield from wrapped(_say("stolen", language), columns)
    yield from wrapped(_say("different", language), columns)
    yield say(text("password", "page", "help"), language, link=link(_LINK))
    yield _say("promise", language)


def _found(prompt: str, person: About) -> tuple[Fault, ...]:
    """What speaks against the password that is typed now.

    It lives in this call only. The message of an exception may hold a part of it, and HYGIENE_DEBUG
    shows messages: none gets out of here.
    """
    try:
        typed = _typed(prompt)
        if not typed:
            raise UsageError("password-empty")
        return faults(typed, person)
    except UsageError:
        raise
    except Exception as error:
        name = type(error).__name__
    raise RuntimeError(name)


def _typed(prompt: str) -> str:
    """What is typed on the terminal, which does not show it."""
    with warnings.catch_warnings():
        # Where it cannot hide what is typed, getpass would only warn.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(fitting(f"{prompt} ", sys.stdin.encoding or "ascii"))
        except getpass.GetPassWarning:
            raise UsageError("password-shown") from None
        except EOFError:
            raise UsageError("password-empty") from None
        except UnicodeDecodeError:
            raise UsageError("password-signs") from None


def _say(name: str, language: Language) -> str:
    return say(text("password", "page", name), language)
