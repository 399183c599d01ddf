"""How each browser is told to forget: names, keys, addresses, and the sentence that clears it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from hygiene.data import load
from hygiene.texts.say import Language, Template, say, text

FAMILIES = ("chromium", "firefox", "safari")

#: What a person still does between reading the screen and clearing.
SLACK = timedelta(minutes=15)


class Stay(NamedTuple):
    """Whose computer it is and since when the person sits at it: what clearing may reach.

    `place` is `shared`, `public-terminal` or `own`; `now` and `since` are aware, `since` None
    where the session's start is unknown.
    """

    place: str = "shared"
    now: datetime | None = None
    since: datetime | None = None


@cache
def browsers() -> tuple[str, ...]:
    """The ids of the browsers that have their own row, without channels."""
    return tuple(_data()["browser"])


def base(browser: str) -> str | None:
    """The row that serves an id: `chrome` for `chrome-beta`; None for an unknown browser."""
    while browser not in _data()["browser"]:
        browser, _, channel = browser.rpartition("-")
        if not browser or not channel:
            return None
    return browser


def family(browser: str | None) -> str | None:
    """`chromium`, `firefox` or `safari`; None for an unknown browser."""
    known = base(browser) if browser else None
    return _data()["browser"][known]["family"] if known else None


def browser_name(browser: str | None, language: Language) -> str:
    """The name that people know: `Chrome Beta` for `chrome-beta`, "the browser" for none."""
    if browser is None:
        return say(text("common", "browser", "name"), language)
    known = base(browser)
    if known is None:
        return browser.replace("-", " ").title()
    channel = browser[len(known) + 1 :]
    name: str = _data()["browser"][known]["name"]
    return f"{name} {_data()['channel'].get(channel, channel.title())}" if channel else name


def of_browser(browser: str | None, language: Language) -> str:
    """`de Chrome`, `d'Edge`, `of Chrome`: the name with its preposition."""
    if browser is None:
        return say(text("common", "browser", "of"), language)
    name = browser_name(browser, language)
    form = "of_vowel" if name[0] in "AEIOUaeiou" else "of_name"
    return say(text("common", "browser", form), language, browser=name)


def address(browser: str | None, topic: str) -> str | None:
    """The address to type for `passwords`, `saving`, `cards`, `addresses`, `clear`…, or None."""
    found: str | None = _lookup(browser, "address", topic)
    return found


def menu(browser: str | None, topic: str, language: Language) -> str | None:
    """The menu to go through for `topic`, where the browser has no better way; None if unknown."""
    found = _lookup(browser, "menu", topic)
    return say(found, language) if found else None


def sign_out(browser: str | None, language: Language) -> str | None:
    """What leaving the browser's own account is called in it; None if unknown."""
    found = _lookup(browser, "sign_out")
    return say(found, language) if found else None


def shortcut(
    browser: str | None, topic: str, platform: str, language: Language, join: str = "+"
) -> str | None:
    """The keys of `clear`, `private` or `forget`: `Ctrl+Maj+Suppr`; None where no key does it."""
    if browser is None or base(browser) is None:
        browser = "chromium"  # Both big families listen to the same keys.
    rows = _lookup(browser, "shortcut", topic) or {}
    keys = rows.get(platform) or rows.get("other")
    if keys is None:
        return None
    return join.join(_data()["key"][key][language] for key in keys)


def clearing(browser: str | None, platform: str, language: Language, stay: Stay) -> str:
    """The sentence that clears what browsing left, with the time range that befits the place."""
    dialog = _dialog(browser)
    whole = say(dialog["all"], language)
    span = _range(dialog, language, stay)
    keys = shortcut(browser, "clear", platform, language, join="\u00a0+\u00a0")
    parts = [
        keys or menu(browser, "clear", language) or "",
        span or whole,
        say(dialog["boxes"], language) if "boxes" in dialog else "",
    ]
    note = "" if stay.place == "own" else "others" if span is None else "others_spared"
    sentence = say(
        text("common", "clearing", "sentence"),
        language,
        browser=browser_name(browser, language),
        parts=", ".join(part for part in parts if part),
        button=say(dialog["button"], language),
    )
    if note:
        sentence += " " + say(text("common", "clearing", note), language, all=whole)
    return sentence


def _range(dialog: Mapping[str, Any], language: Language, stay: Stay) -> str | None:
    """The choice of the dialog that reaches back to the person's arrival; None for all time."""
    if stay.place == "public-terminal":
        return None
    if stay.place == "own":
        return say(text("common", "clearing", "own_range"), language)
    choices: list[Template] = dialog["range"]
    if stay.since is None or stay.now is None or stay.since >= stay.now:
        hour = say(choices[0], language)
        return say(text("common", "clearing", "unknown_range"), language, hour=hour)
    here = stay.now - stay.since + SLACK
    midnight = stay.now.replace(hour=0, minute=0, second=0, microsecond=0)
    for choice in choices:
        if choice.get("today"):
            if stay.since.astimezone(stay.now.tzinfo) >= midnight:
                return say(choice, language)
        elif here <= timedelta(minutes=choice["minutes"]):
            return say(choice, language)
    return None


def _dialog(browser: str | None) -> Mapping[str, Any]:
    dialog: Mapping[str, Any] = _data()["dialog"][_lookup(browser, "dialog") or "other"]
    return dialog


def _lookup(browser: str | None, *keys: str) -> Any:  # noqa: ANN401 - a TOML value of any shape
    """The value at `keys` of the browser's row, else of its family's; None if neither has it."""
    known = base(browser) if browser else None
    if known is None:
        return None
    row = _data()["browser"][known]
    for table in (row, _data()["family"][row["family"]]):
        found: Any = table
        for key in keys:
            found = found.get(key) if isinstance(found, Mapping) else None
        if found is not None:
            return found
    return None


def _data() -> dict[str, Any]:
    return load("hygiene.advice", "gestures.toml")
