"""What --verbose adds: every finding with its place, its dates and its facts; the run itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hygiene.advice.actions import Action, Part
from hygiene.render.escape import harmless
from hygiene.render.sentence import Speech, profile_name, shown_names
from hygiene.texts.messages import facts, message
from hygiene.texts.moments import day, decimal, point
from hygiene.texts.say import listed, say, text

if TYPE_CHECKING:
    from hygiene.model import Finding, Muted, Report

#: Names told of one kind in one action.
_MOST_NAMES = 50


def details(action: Action, speech: Speech) -> tuple[str, ...]:
    """A line for each finding of an action, then one for the names of each kind."""
    lines: list[str] = []
    for part in action.parts:
        lines += [_finding(part, finding, speech) for finding in part.findings]
        # Who is let in by an account and by a code that it no longer asks for gets in once.
        lines += [sentence for sentence in _next_person(part, speech) if sentence not in lines]
        names = shown_names(part, speech)[:_MOST_NAMES]
        if names:
            joined = listed(names, speech.language)
            lines.append(say(text("screen", "detail", "names"), speech.language, names=joined))
    return tuple(lines)


def _next_person(part: Part, speech: Speech) -> list[str]:
    """What the next person could see in the services that somebody has not left."""
    if not speech.names or part.kind not in ("open-session", "trusted-device"):
        return []
    from hygiene.services.words import next_person  # the catalogue is read only where it is wanted

    told = [next_person(f.subject, speech.language, speech.services) for f in part.findings]
    return [sentence for sentence in dict.fromkeys(told) if sentence]


def _finding(part: Part, finding: Finding, speech: Speech) -> str:
    language = speech.language
    check = speech.checks.get(part.check)
    said = message(check, finding, language, speech.services).removesuffix(".")
    extra = []
    if finding.since_session is not None:
        template = text("screen", "detail", "since")
        extra.append(say(template, language, finding.since_session))
    extra += _dates(finding, speech)
    extra += [fact for fact in facts(check, finding, language) if fact not in said]
    undated = finding.facts.get("undated")
    if isinstance(undated, int) and undated:
        extra.append(say(text("screen", "detail", "undated"), language, undated))
    where = finding.where
    place = [where.install] if where.install not in (None, "native") else []
    if speech.names:
        place += [harmless(where.user)] if where.user else []
        place += [profile_name(where.profile, language)] if where.profile else []
    parts = say(text("screen", "result", "separator"), language).join([said, *extra])
    if not place:
        return parts
    told = ", ".join(word for word in place if word)
    return say(text("screen", "detail", "where"), language, where=told) + parts


def _dates(finding: Finding, speech: Speech) -> list[str]:
    if finding.first is None or finding.last is None:
        return []
    zone = speech.stay.now.tzinfo if speech.stay.now else None
    language = speech.language
    first = point(finding.first.astimezone(zone), language, hours=speech.hours)
    last = point(finding.last.astimezone(zone), language, hours=speech.hours)
    if first == last:
        return [say(text("screen", "detail", "date"), language, first=first)]
    return [say(text("screen", "detail", "dates"), language, first=first, last=last)]


def accepted(report: Report) -> list[Muted]:
    """Why the keeper accepts each finding and gap that is accepted."""
    found = [f.muted for result in report.results for f in result.findings]
    found += [u.muted for result in report.results for u in result.unreadable]
    return [muted for muted in found if muted is not None]


def run_details(report: Report, speech: Speech) -> tuple[str, ...]:
    """What the keeper accepts and why, then version, system and seconds."""
    language = speech.language
    lines = [
        say(
            text("screen", "detail", "muted"),
            language,
            until=day(muted.until, language),
            why=harmless(muted.why),
        )
        for muted in accepted(report)
    ]
    lines.append(
        say(
            text("screen", "detail", "run"),
            language,
            version=report.version,
            platform=report.scene.platform,
            seconds=decimal(report.duration, language),
        )
    )
    return tuple(dict.fromkeys(lines))
