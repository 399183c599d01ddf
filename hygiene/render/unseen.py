"""What was not seen, one line a browser and reason, and how to make it seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hygiene.advice.gestures import browser_name
from hygiene.errors import EXPECTED, Reason
from hygiene.model import Report, Unreadable
from hygiene.render.escape import harmless
from hygiene.render.sentence import Speech
from hygiene.texts.messages import how_to_see, noun_of, title, unseen
from hygiene.texts.say import listed, say, text

#: A result names this many browsers; beyond, it tells how many.
_MOST_BROWSERS = 3
_RANK = {reason: rank for rank, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was not seen, or a check that did not work, for people."""

    sentence: str
    step: str
    details: tuple[str, ...] = ()


def gaps(report: Report, speech: Speech) -> tuple[Gap, ...]:
    """Every gap: first what makes the report no clean bill, last what nobody could expect."""
    grouped: dict[tuple[Reason, str | None], list[tuple[str, Unreadable]]] = {}
    for result in report.results:
        for gap in result.unreadable:
            # What a broken check missed is told of the check, by its name.
            if gap.muted is None and gap.source != result.check:
                key = (gap.reason, gap.where.browser)
                grouped.setdefault(key, []).append((result.check, gap))
    keys = sorted(grouped, key=lambda key: _order(*key))
    return (
        *(
            _gap(reason, browser, grouped[reason, browser], report, speech)
            for reason, browser in keys
        ),
        *_failures(report, speech),
    )


def _order(reason: Reason, browser: str | None) -> tuple[bool, int, str]:
    return reason in EXPECTED, _RANK[reason], browser or ""


def _gap(
    reason: Reason,
    browser: str | None,
    found: list[tuple[str, Unreadable]],
    report: Report,
    speech: Speech,
) -> Gap:
    language = speech.language
    whole = any(gap.kind is None for _, gap in found)
    nouns = [
        noun_of(speech.checks.get(check), gap.kind, language, gap.source)
        for check, gap in found
        if not whole or gap.kind is None
    ]
    said = unseen(reason, browser, nouns, language)
    users = sorted({gap.where.user for _, gap in found if gap.where.user is not None})
    if speech.names and len(report.scene.users) > 1 and users:
        names = listed([harmless(user) for user in users], language)
        template = text("actions", "whose", "users")
        said = said.removesuffix(".") + say(template, language, len(users), names=names) + "."
    how = how_to_see(reason, browser, language, live=report.scene.live)
    return Gap(said, how, _details(found, speech))


def _details(found: list[tuple[str, Unreadable]], speech: Speech) -> tuple[str, ...]:
    """The files, with the technical words for each and the checks that miss it."""
    sources: dict[str, dict[str, None]] = {}
    for check, gap in found:
        source = ", ".join(harmless(word) for word in (gap.source, gap.detail) if word)
        if source:
            sources.setdefault(source, {})[harmless(check)] = None
    template = text("screen", "detail", "source")
    return tuple(
        say(template, speech.language, source=source, checks=", ".join(checks))
        for source, checks in sources.items()
    )


def _failures(report: Report, speech: Speech) -> Iterable[Gap]:
    language = speech.language
    for result in report.results:
        if result.failure:
            name = title(speech.checks.get(result.check), result.check, language)
            detail = say(
                text("screen", "detail", "failure"),
                language,
                check=harmless(result.check),
                failure=harmless(result.failure),
            )
            yield Gap(
                say(text("screen", "failed", "said"), language, check=name),
                say(text("screen", "failed", "how"), language),
                (detail,),
            )


def doubts(report: Report, speech: Speech) -> list[str]:
    """Why this report is no clean bill, in a few words each; empty if nothing speaks against it."""
    language = speech.language
    counting = sorted(
        (
            gap
            for result in report.results
            for gap in result.unreadable
            if gap.muted is None and not gap.expected and gap.source != result.check
        ),
        key=lambda gap: _order(gap.reason, gap.where.browser),
    )
    found = []
    browsers = list(dict.fromkeys(g.where.browser for g in counting if g.where.browser))
    if browsers:
        names = [browser_name(browser, language) for browser in browsers]
        if len(names) > _MOST_BROWSERS:
            template = text("screen", "result", "unseen", "browsers")
            names = [say(template, language, len(names))]
        whole = all(g.kind is None for g in counting if g.where.browser)
        form = text("screen", "result", "unseen", "whole" if whole else "part")
        found.append(say(form, language, len(browsers), names=listed(names, language)))
    if any(gap.where.browser is None for gap in counting):
        found.append(say(text("screen", "result", "unseen", "here"), language))
    failed = sum(1 for result in report.results if result.failure)
    for what, count in (("failed", failed), ("others", report.scene.others)):
        if count:
            found.append(say(text("screen", "result", "unseen", what), language, count))
    return found
