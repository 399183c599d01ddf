"""Every setting there is, and what its value must be: the one list for files and environment.

A later check that has settings adds its table here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple, cast

from hygiene.commandline.language import named
from hygiene.errors import Reason, UsageError

PLACES = ("shared", "public-terminal", "own")
LANGUAGES = ("fr", "en")
PLATFORMS = ("windows", "macos", "linux")
FORMATS = ("terminal", "json", "jsonl", "markdown")
LATER_FORMATS = ("html", "prometheus")
SEVERITIES = ("info", "low", "medium", "high")

Value = bool | str | float | tuple[str, ...] | date

#: Seconds: TOML knows whole numbers that no clock can add to its own.
_LONGEST = sys.float_info.max
_YES = ("1", "true", "yes", "on")
_NO = ("0", "false", "no", "off")


class Shape(Enum):
    """What a value looks like; the name of each is also the sentence that asks for it."""

    FLAG = "needs-flag"
    TEXT = "needs-text"
    TEXTS = "needs-texts"
    SECONDS = "needs-seconds"
    DAY = "needs-day"


class Setting(NamedTuple):
    """One setting.

    `paths`: values are paths, absolute in a file. `required`: a row must have it. `system`: only
    the system-wide file may hold it. `tag`: a language tag (`fr-CA`) stands for its language.
    """

    shape: Shape
    choices: tuple[str, ...] = ()
    paths: bool = False
    required: bool = False
    system: bool = False
    tag: bool = False


FLAG = Setting(Shape.FLAG)
TEXT = Setting(Shape.TEXT)
TEXTS = Setting(Shape.TEXTS)

#: At the top of a file: what concerns every command.
TOP: Mapping[str, Setting] = {
    "place": Setting(Shape.TEXT, PLACES),
    "lang": Setting(Shape.TEXT, LANGUAGES, tag=True),
    "plain": FLAG,
    "since_file": Setting(Shape.TEXT, paths=True),
    "identity": Setting(Shape.FLAG, system=True),
}

#: The options of `check`: the table [check] of a file, and HYGIENE_… in the environment.
CHECK: Mapping[str, Setting] = {
    "root": Setting(Shape.TEXT, paths=True),
    "platform": Setting(Shape.TEXT, PLATFORMS),
    "user": TEXTS,
    "all_users": FLAG,
    "only": TEXTS,
    "skip": TEXTS,
    "since": TEXT,
    "own_computer": FLAG,
    "format": TEXT,
    "output": Setting(Shape.TEXTS, paths=True),
    "names": FLAG,
    "fail_on": Setting(Shape.TEXT, SEVERITIES),
    "exit_zero": FLAG,
    "timeout": Setting(Shape.SECONDS),
    "builtin_only": FLAG,
    "quiet": FLAG,
    "verbose": FLAG,
}

#: What the command line and the environment may say.
SPOKEN: Mapping[str, Setting] = {**CHECK, "lang": TOP["lang"], "plain": TOP["plain"]}

TABLES: Mapping[str, Mapping[str, Setting]] = {
    "check": CHECK,
    "plugins": {"allow": Setting(Shape.TEXTS, system=True)},
    "wifi": {"trusted": TEXTS},
    # Who was talked into letting a stranger in must not be told by their own file that it is fine.
    "remote-access": {"allowed": Setting(Shape.TEXTS, system=True)},
}

#: Tables that come in rows, `[[accepted]]`.
ROWS: Mapping[str, Mapping[str, Setting]] = {
    "accepted": {
        "check": Setting(Shape.TEXT, required=True),
        "kind": TEXT,
        "browser": TEXT,
        "subject": TEXT,
        "reason": Setting(Shape.TEXT, tuple(Reason)),
        "why": Setting(Shape.TEXT, required=True),
        "until": Setting(Shape.DAY, required=True),
    },
    # What is missing from a row is looked at in services.py: a service of the catalogue needs less.
    "services": {
        "id": Setting(Shape.TEXT, required=True),
        "name": TEXT,
        "category": TEXT,
        "hosts": TEXTS,
        "domains": TEXTS,
        "session_cookies": TEXTS,
        "trust_cookies": TEXTS,
        "anonymous_cookies": TEXTS,
        "account_paths": TEXTS,
        "logout_paths": TEXTS,
        "secret_word": TEXT,
        "logout_where": TEXT,
        "official_address": TEXT,
        "documents": TEXT,
        "next_person": TEXT,
    },
}


def typed(setting: Setting, value: object, at: Mapping[str, str]) -> Value:
    """The value that a TOML file gives, if it is what the setting needs.

    Args:
        setting: What it must be.
        value: What the TOML parser made of it.
        at: `name` (and `file`, `line`) for the error.

    Raises:
        UsageError: It has another type, or is none of the choices.
    """
    if not _RIGHT[setting.shape](value):
        raise UsageError(setting.shape.value, **at)
    if setting.tag:
        value = named(str(value)) or value
    if setting.choices and value not in setting.choices:
        raise UsageError("not-a-choice", **at, value=str(value), known=", ".join(setting.choices))
    return tuple(value) if isinstance(value, list) else cast(Value, value)


def written(setting: Setting, text: str, at: Mapping[str, str], separator: str = ",") -> Value:
    """The value that a word of the command line or of the environment means.

    Raises:
        UsageError: It cannot be read as what the setting needs.
    """
    value: object = text
    if setting.shape is Shape.FLAG:
        value = True if text.lower() in _YES else False if text.lower() in _NO else None
    elif setting.shape is Shape.SECONDS:
        try:
            value = float(text)
        except ValueError:
            value = None
    elif setting.shape is Shape.TEXTS:
        value = [part.strip() for part in text.split(separator) if part.strip()]
    return typed(setting, value, at)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(part) for part in value)


def _is_seconds(value: object) -> bool:
    # In Python, True is an int.
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and 0 < cast(float, value) <= _LONGEST


def _is_day(value: object) -> bool:
    # In Python, a moment is a day.
    return isinstance(value, date) and not isinstance(value, datetime)


_RIGHT: Mapping[Shape, Callable[[object], bool]] = {
    Shape.FLAG: lambda value: isinstance(value, bool),
    Shape.TEXT: _is_text,
    Shape.TEXTS: _is_texts,
    Shape.SECONDS: _is_seconds,
    Shape.DAY: _is_day,
}
