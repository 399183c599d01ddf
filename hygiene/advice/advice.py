"""What to do about a kind of leftover, in one browser on one system."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hygiene.advice import gestures
from hygiene.advice.gestures import Stay
from hygiene.advice.links import HELP, link
from hygiene.texts.say import Language, placeholders, say

if TYPE_CHECKING:
    from hygiene.definition import Check
    from hygiene.model import Scalar
    from hygiene.services.catalogue import Service

Row = Mapping[str, Any]

#: The gestures that the browser's dialog has to do with: their advice tells its keys.
_DIALOG = ("log-out", "passwords", "clear-browser")
_SELECTORS = ("subject", "browser", "platform", "family", "kind")
#: The addresses that a browser may have, by topic.
ADDRESSES = (
    *("passwords", "saving", "cards", "addresses"),
    *("clear", "notifications", "extensions", "account", "exit", "policies"),
)
_MENUS = ("passwords", "cards", "clear")

#: What may be told of a service that a finding is about.
SERVICE = ("log_out", "service", "secret_word", "official_address")

#: Every placeholder that advice may hold.
PLACEHOLDERS = frozenset(
    ["browser", "of_browser", "shortcut", "forget", "clear", "sign_out", *SERVICE]
    + [f"{topic}_address" for topic in ADDRESSES]
    + [f"{topic}_menu" for topic in _MENUS]
)


class Advice(NamedTuple):
    """The gesture that removes a kind of leftover, step by step, in one language.

    `kind`, `subject` or `browser` is None where it holds for any; `shortcut` and `address` are
    None where there is none; `link` is an https address.
    """

    kind: str | None
    subject: str | None
    browser: str | None
    gesture: str
    steps: tuple[str, ...]
    shortcut: str | None
    address: str | None
    effort: str
    link: str


def advice(
    check: Check,
    kind: str,
    browser: str | None,
    platform: str,
    language: Language,
    *,
    subject: str | None = None,
    facts: Mapping[str, Scalar] = MappingProxyType({}),
    name: str = "",
    stay: Stay | None = None,
    services: Iterable[Service] = (),
) -> Advice:
    """The advice of `check` about `kind`.

    Of the rows that fit, the one that says most about where it fits wins (facts, subject, then
    browser, system, family, kind), if everything that it names exists in this browser.

    Args:
        check: A check that loaded.
        kind: One of its kinds.
        browser: Id of the browser (`chrome-beta`); None for none in particular.
        platform: `linux`, `windows` or `macos`.
        language: Of the steps.
        subject: What the finding is about, where it is about something.
        facts: Those of the finding; a row may hold for some of their values only.
        name: What that is called, where our catalogue does not know it.
        stay: Whose computer it is and since when the person is there.
        services: Those that the configuration adds to the catalogue.
    """
    gesture = check.kinds[kind].gesture
    words = values(browser, platform, language, stay or Stay())
    if check.kinds[kind].of_service:
        from hygiene.services import words as of_service  # read only where it is wanted

        words = {**words, **of_service.words(subject, language, name, services)}
    rows = [row for row in check.texts.get("advice", ()) if _holds(row, facts)]
    row = _row(rows, {"kind": kind, "subject": subject}, browser, platform, words)
    keys = gestures.shortcut(browser, "clear", platform, language) if gesture in _DIALOG else None
    return Advice(
        kind=kind,
        subject=subject,
        browser=browser,
        gesture=gesture,
        steps=tuple(say(step, language, None, **words) for step in row.get("steps", ())),
        shortcut=keys,
        address=gestures.address(browser, row["address"]) if "address" in row else None,
        effort=say(check.texts["effort"], language),
        link=link(check.texts.get("link", HELP)),
    )


def deciding(check: Check) -> frozenset[str]:
    """The facts by which the advice of a check differs."""
    return frozenset(name for row in check.texts.get("advice", ()) for name in row.get("when", ()))


def _holds(row: Row, facts: Mapping[str, Scalar]) -> bool:
    return all(facts.get(name) == value for name, value in row.get("when", {}).items())


def values(browser: str | None, platform: str, language: Language, stay: Stay) -> Mapping[str, str]:
    """What fills the placeholders of advice; those that this browser has nothing for are absent."""
    found: dict[str, str | None] = {
        "shortcut": gestures.shortcut(browser, "clear", platform, language, join="\u00a0+\u00a0"),
        "forget": gestures.shortcut(browser, "forget", platform, language, join="\u00a0+\u00a0"),
        "clear": gestures.clearing(browser, platform, language, stay),
    }
    if browser is not None:
        found["browser"] = gestures.browser_name(browser, language)
        found["sign_out"] = gestures.sign_out(browser, language)
    found["of_browser"] = gestures.of_browser(browser, language)
    for topic in ADDRESSES:
        found[f"{topic}_address"] = gestures.address(browser, topic)
    for topic in _MENUS:
        found[f"{topic}_menu"] = gestures.menu(browser, topic, language)
    return {name: value for name, value in found.items() if value is not None}


def _row(
    rows: Iterable[Row],
    about: Mapping[str, str | None],
    browser: str | None,
    platform: str,
    words: Mapping[str, str],
) -> Row:
    here = {
        **about,
        "family": gestures.family(browser),
        "browser": gestures.base(browser) if browser else None,
        "platform": platform,
    }
    fitting = [
        row
        for row in rows
        if all(row.get(name, value) == value for name, value in here.items())
        and ("address" not in row or f"{row['address']}_address" in words)
        and all(placeholders(step) <= words.keys() for step in row["steps"])
    ]
    return max(fitting, key=_precision, default={})


def _precision(row: Row) -> tuple[int, ...]:
    return (len(row.get("when", ())), *(name in row for name in _SELECTORS), "address" in row)
