"""`hygiene explain CHECK`: one check in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from hygiene.advice.advice import Advice, advice
from hygiene.advice.gestures import base, browser_name, browsers, family
from hygiene.advice.links import link
from hygiene.browsers.discovery.catalogue import places
from hygiene.browsers.profile import Installation, Profile
from hygiene.commandline.console import put, width
from hygiene.commandline.help import wrapped
from hygiene.config.options import options
from hygiene.config.schema import PLATFORMS
from hygiene.definition import Check
from hygiene.errors import UsageError
from hygiene.machine import Platform
from hygiene.registry import BUILT_IN, registry
from hygiene.render.escape import harmless
from hygiene.texts.messages import title
from hygiene.texts.say import Language, say, text

if TYPE_CHECKING:
    from hygiene.commandline.surroundings import Surroundings


def run(
    name: str,
    browser: str | None,
    platform: str | None,
    lang: str | None,
    surroundings: Surroundings,
) -> int:
    """Print all that there is to say of the check `name`.

    Raises:
        UsageError: No such check, browser, system or language, or the settings are wrong.
    """
    asked = options({"lang": lang}, surroundings)
    if platform is not None and platform not in PLATFORMS:
        known = ", ".join(PLATFORMS)
        raise UsageError("not-a-choice", name="--platform", value=platform, known=known)
    if browser is not None and base(browser) is None:
        known = ", ".join(browsers())
        raise UsageError("no-such-browser", name="--browser", value=browser, known=known)
    checks = {
        check.id: check
        for check in registry(others=not asked.builtin_only, named=asked.plugins)
        if not check.broken
    }
    if name not in checks:
        raise UsageError("no-such-check", check=name, known=", ".join(sorted(checks)))
    if browser is not None:
        found = systems(browser)
        if platform is not None and platform not in found:
            known = ", ".join(found)
            raise UsageError("not-a-choice", name="--platform", value=platform, known=known)
        if platform is None and surroundings.platform not in found:
            platform = found[0]
    lines = page(checks[name], browser, platform or surroundings.platform, asked.lang, width())
    put("\n".join(lines))
    return 0


def page(
    check: Check, browser: str | None, platform: str, language: Language, columns: int
) -> Iterator[str]:
    """The page, line by line.

    Args:
        check: A check that loaded.
        browser: Id of the only browser to speak of; None for each family.
        platform: `linux`, `windows` or `macos`.
        language: Of the page.
        columns: Of a line.
    """
    yield from wrapped(f"{title(check, check.id, language)} ({harmless(check.id)})", columns)
    rule = say(text("rules", check.rule, "title"), language)
    yield from wrapped(_say("rule", language, text=rule), columns)
    if check.origin != BUILT_IN:
        yield from wrapped(_say("origin", language, text=harmless(check.origin)), columns)
    if "why" in check.texts:
        yield from ("", _say("why", language))
        yield from wrapped(say(check.texts["why"], language), columns, first="  ")
    yield from ("", _say("counted", language))
    for kind in check.kinds:
        yield from _counted(check, kind, language, columns)
    for heading, advices in _advices(check, browser, platform, language):
        yield ""
        yield from wrapped(heading, columns)
        for step in dict.fromkeys(step for each in advices for step in each.steps):
            yield from wrapped(step, columns, first="  - ")
    yield ""
    if browser is None and _about_browsers(check):
        yield from wrapped(_say("others", language, check=check.id), columns)
    if "effort" in check.texts:
        effort = say(check.texts["effort"], language)
        yield from wrapped(_say("effort", language, text=effort), columns)
    if "link" in check.texts:
        yield _say("link", language, text=link(check.texts["link"]))
    yield _say("never", language)


def _counted(check: Check, name: str, language: Language, columns: int) -> Iterator[str]:
    kind = check.kinds[name]
    words = {"kind": harmless(name), "weight": _weight(kind.severity.label, language)}
    if kind.own is None:
        said = _say("not_asked", language, **words)
    elif kind.own is kind.severity:
        said = _say("same", language, **words)
    else:
        said = _say("weight", language, own=_weight(kind.own.label, language), **words)
    yield from wrapped(said, columns, first="  ")
    counted = check.texts.get("counted", {}).get(name) or text("help", "counted").get(name)
    if counted:
        yield from wrapped(say(counted, language), columns, first="      ")


def _advices(
    check: Check, browser: str | None, platform: str, language: Language
) -> Iterator[tuple[str, list[Advice]]]:
    """What to do, for each group of browsers in which it is the same."""
    groups: dict[tuple[tuple[str, ...], ...], tuple[list[str], list[Advice]]] = {}
    system = say(text("help", "system", platform), language)
    if not _about_browsers(check):
        told = [advice(check, kind, None, platform, language) for kind in check.kinds]
        yield _say("what_to_do_here", language, system=system), told
        return
    for each in [browser] if browser else _families(platform):
        found = [advice(check, kind, each, platform, language) for kind in check.kinds]
        found = [one for one in found if one.steps]
        if found:
            names, _ = groups.setdefault(tuple(one.steps for one in found), ([], found))
            names.append(browser_name(each, language))
    for names, found in groups.values():
        yield _say("what_to_do", language, browsers=", ".join(names), system=system), found


def _about_browsers(check: Check) -> bool:
    return any(question.looks_at in (Installation, Profile) for question in check.questions)


def systems(browser: str) -> tuple[Platform, ...]:
    """The systems on which a browser exists, by the catalogue of places."""
    every: tuple[Platform, ...] = get_args(Platform)
    ids = {system: {place.browser.id for place in places(system)} for system in every}
    return tuple(system for system in every if ids[system] & {browser, base(browser)}) or every


def _families(platform: str) -> list[str]:
    """One browser of each family that exists on a system: the first that we know."""
    first: dict[str, str] = {}
    for browser in browsers():
        kin = family(browser) or ""
        if platform in systems(browser):
            first.setdefault(kin, browser)
    return list(first.values())


def _weight(label: str, language: Language) -> str:
    return say(text("help", "weight", label), language)


def _say(name: str, language: Language, **values: str) -> str:
    return say(text("help", "explain", name), language, None, **values)
