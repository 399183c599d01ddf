"""One action in words: the sentence that says what stays behind, and the steps that remove it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hygiene.advice.actions import Action, Part
from hygiene.advice.advice import advice
from hygiene.advice.gestures import Stay, browser_name
from hygiene.advice.links import HELP, link
from hygiene.data import load
from hygiene.nameless import added
from hygiene.render.escape import harmless
from hygiene.texts.messages import about_name, message
from hygiene.texts.say import Language, listed, say, text

if TYPE_CHECKING:
    from hygiene.definition import Check
    from hygiene.model import Finding, Scalar
    from hygiene.services.catalogue import Service

#: A sentence names this many sites, then says how many more there are.
_MOST_NAMES = 4

#: Safari calls its profiles by UUIDs: eight signs tell them apart.
_OF_SAFARI = re.compile(r"Profiles/([0-9A-F]{8})-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}")


@dataclass(frozen=True, slots=True)
class Speech:
    """In which language, for which place, and what may be named."""

    language: Language
    platform: str
    stay: Stay
    checks: Mapping[str, Check]
    hours: bool
    """Whether dates have hours (those of a report without names have none)."""
    names: bool
    """Whether sites, users and profiles may be named at all."""
    live_terminal: bool
    """Whether this is a real terminal of the computer that is looked at."""
    services: tuple[Service, ...] = ()
    """Those that the configuration adds."""


def sentence(action: Action, speech: Speech) -> str:
    """What stays behind, how much of it is from this session, whose it is and what it is called."""
    language = speech.language
    said, first = _said(action, speech)
    end = said[-1:] if said.endswith(".") else ""
    pieces = [said[: len(said) - len(end)]]
    if first is not None:
        pieces.append(_whose(action, speech))
        names = [] if _named(first, speech) else shown_names(first, speech)
        if names:
            joined = listed(_some(names, language), language)
            pieces.append(say(text("actions", "names", "list"), language, names=joined))
    return "".join(pieces) + end


def _said(action: Action, speech: Speech) -> tuple[str, Part | None]:
    """The sentence without names, and the part of which the names may follow."""
    words = load("hygiene.texts", "actions.toml")
    listable = [p for p in action.parts if p.kind in words["thing"] or p.kind in words["tail"]]
    if _group(action.group)["style"] == "list" and len(listable) > 1:
        return _joined(action, speech), None
    part = (listable or action.parts)[0]
    said = _message(part, _group(action.group), speech)
    # Of one service it is told whether, not how much.
    since = "" if about_name(part.findings[0]) else _since(part, speech.language)
    return (f"{said[:-1]}{since}." if said.endswith(".") else said + since), part


def _joined(action: Action, speech: Speech) -> str:
    language = speech.language
    words = load("hygiene.texts", "actions.toml")
    counted = [part for part in action.parts if part.kind in words["thing"]]
    tails = listed(
        [say(words["tail"][p.kind], language) for p in action.parts if p.kind in words["tail"]],
        language,
    )
    browser = browser_name(action.browser, language)
    if not counted:
        template = words["keeps"]["only_tails"]
        return say(template, language, browser=browser, tails=tails)
    things = [
        say(words["thing"][part.kind], language, part.count)
        + (_since(part, language) if i == 0 else "")
        + _inside(part, speech)
        for i, part in enumerate(counted)
    ]
    if tails:
        things.append(say(words["keeps"]["with_tail"], language, tails=tails))
    joined = listed(things, language)
    if tails:
        # A comma before the last: what goes with the rest is no item of its own.
        joined = f"{', '.join(things[:-1])}, {'et' if language == 'fr' else 'and'} {things[-1]}"
    said = say(words["keeps"]["things"], language, browser=browser, things=joined)
    return f"{said[:-1]}{_whose(action, speech)}."


def _inside(part: Part, speech: Speech) -> str:
    names = listed(_some(shown_names(part, speech), speech.language), speech.language)
    return say(text("actions", "names", "inside"), speech.language, names=names) if names else ""


def _message(part: Part, group: Mapping[str, Any], speech: Speech) -> str:
    """The check's own sentence, said of all findings of a part together."""
    first = part.findings[0]
    facts: dict[str, Scalar] = {
        name: value
        for name, value in first.facts.items()
        if all(finding.facts.get(name) == value for finding in part.findings)
    }
    facts["approximate"] = any(f.facts.get("approximate") for f in part.findings)
    if group["style"] == "places":
        facts = dict(added(f.facts for f in part.findings))
    told = part.findings if speech.names or _placed(part, speech) else ()
    whole = replace(first, count=part.count, facts=facts, subject=_subject(told))
    subjects = [finding.subject for finding in told]
    check = speech.checks.get(part.check)
    return message(check, whole, speech.language, speech.services, subjects=subjects)


def _subject(findings: Iterable[Finding]) -> str | None:
    """What all of them are about; None where they are about several things."""
    subjects = {finding.subject for finding in findings}
    return subjects.pop() if len(subjects) == 1 else None


def _placed(part: Part, speech: Speech) -> bool:
    """Whether what a part is about names nothing that was found."""
    check = speech.checks.get(part.check)
    return check is not None and part.kind in check.kinds and check.kinds[part.kind].placed


def _named(part: Part, speech: Speech) -> bool:
    """Whether the sentence of a part names the service, network or program it is about."""
    return speech.names and _subject(part.findings) is not None and about_name(part.findings[0])


def _since(part: Part, language: Language) -> str:
    since = part.since_session
    if since is None:
        return ""
    form = "none" if since == 0 else "all" if since == part.count else "some"
    return say(text("actions", "since", form), language, since)


def _whose(action: Action, speech: Speech) -> str:
    if not speech.names:
        return ""
    language = speech.language
    said = ""
    for form, names in (
        ("users", [harmless(user) for user in action.users]),
        ("profiles", [profile_name(p, language) for p in action.profiles]),
    ):
        if names:
            template = text("actions", "whose", form)
            said += say(
                template, language, len(names), names=listed(_some(names, language), language)
            )
    return said


def profile_name(folder: str, language: Language) -> str:
    """A profile's folder as a person may know it: `principal` for `Default`."""
    if folder in ("Default", "."):
        return say(text("actions", "whose", "main"), language)
    if folder == "Guest Profile":
        return say(text("actions", "whose", "guest"), language)
    if numbered := _OF_SAFARI.fullmatch(folder):
        return numbered[1]
    # Firefox writes eight signs of salt and a point before the name.
    salt, point, name = folder.rpartition("/")[2].partition(".")
    return harmless(name if point and len(salt) == 8 and name else folder)


def shown_names(part: Part, speech: Speech) -> list[str]:
    """The names of a part that may be shown here, without the `www.` that tells nothing."""
    check = speech.checks.get(part.check)
    kind = check.kinds.get(part.kind) if check else None
    if not speech.names or (kind and kind.live_terminal_only and not speech.live_terminal):
        return []
    prefix = "" if kind and kind.names == "files" else "www."
    return list(dict.fromkeys(harmless(name.removeprefix(prefix)) for name in part.names))


def _some(names: list[str], language: Language) -> list[str]:
    if len(names) <= _MOST_NAMES + 1:
        return names
    rest = len(names) - _MOST_NAMES
    return [*names[:_MOST_NAMES], say(text("actions", "names", "more"), language, rest)]


def steps(action: Action, speech: Speech) -> tuple[str, ...]:
    """The steps of all its parts, each said once; a step that another one holds is left out.

    Where several parts have an address to type, one step gives them all.
    """
    told: dict[str, None] = {}
    addresses: list[str] = []
    words = load("hygiene.texts", "actions.toml")
    group = _group(action.group)
    joins = group.get("addresses", False)
    for part in action.parts:
        check = speech.checks.get(part.check)
        if check is None or part.kind not in check.kinds:
            continue
        for subject, facts in _about(part, action, speech):
            of_part = advice(
                check,
                part.kind,
                action.browser,
                speech.platform,
                speech.language,
                subject=subject,
                facts=facts,
                name=next(iter(part.names), ""),
                stay=speech.stay,
                services=speech.services,
            )
            if joins and part.kind in words["thing"] and of_part.address:
                addresses.append(of_part.address)
                first = of_part
            else:
                most = group.get("first_steps") if part.kind == group["kinds"][0] else None
                told |= dict.fromkeys(of_part.steps[:most])
    if len(addresses) == 1:
        told = dict.fromkeys(first.steps) | told
    elif addresses:
        every = listed(list(dict.fromkeys(addresses)), speech.language)
        step = say(words["steps"]["addresses"], speech.language, addresses=every)
        told = {step: None} | told
    return tuple(s for s in told if not any(s != other and s in other for other in told))


def _about(
    part: Part, action: Action, speech: Speech
) -> Iterable[tuple[str | None, Mapping[str, Scalar]]]:
    """What the steps of a part are about: a name that may be said, or each fact by its id."""
    if _placed(part, speech):
        return {finding.subject: finding.facts for finding in part.findings}.items()
    return [(action.subject if speech.names else None, part.findings[0].facts)]


def deep_link(action: Action, speech: Speech) -> str:
    """The page about this action's first part; the general one where its check has none."""
    check = speech.checks.get(action.parts[0].check)
    return link(check.texts["link"] if check and "link" in check.texts else HELP)


def _group(group: str) -> Mapping[str, Any]:
    rows: Iterable[Mapping[str, Any]] = load("hygiene.texts", "actions.toml")["group"]
    return next((row for row in rows if row["id"] == group), {"style": "lead", "kinds": [""]})
