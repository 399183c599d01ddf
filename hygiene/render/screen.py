"""What a report says to people, in order and without layout: the screen and the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hygiene.advice.actions import Action, actions, for_keeper, to_do
from hygiene.advice.gestures import Stay
from hygiene.advice.links import HELP, link
from hygiene.model import Report, Severity
from hygiene.render.details import accepted, details, run_details
from hygiene.render.escape import harmless
from hygiene.render.sentence import Speech, deep_link, sentence, steps
from hygiene.render.unseen import Gap, doubts, gaps
from hygiene.texts.moments import day, hour, point
from hygiene.texts.say import Language, listed, say, text

if TYPE_CHECKING:
    from hygiene.definition import Check


#: With more to do than this the screen has no line to spare for the reminder about messages.
_ROOM = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One action: the word of its weight, what stays behind, and what removes it."""

    gesture: str
    severity: Severity
    word: str
    sentence: str
    steps: tuple[str, ...]
    link: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything that is said, in the order in which it is said."""

    language: Language
    headline: str
    time: str
    entries: tuple[Entry, ...]
    """What is to do."""
    kept: tuple[Entry, ...]
    """What is only good to know; empty unless asked for."""
    gaps: tuple[Gap, ...]
    unseen_word: str
    result: str
    notes: tuple[str, ...]
    spare: tuple[str, ...]
    """What is only said where there is room for it."""
    help: str
    promise: str
    details: tuple[str, ...]


def compose(
    report: Report,
    checks: Iterable[Check],
    language: Language,
    *,
    verbose: bool = False,
    names: bool = True,
    live_terminal: bool = False,
) -> Screen:
    """The words of a report.

    Args:
        report: What was seen.
        checks: The checks that made it.
        language: Of every sentence.
        verbose: Whether each finding is told with its dates, and what only informs.
        names: Whether names may be shown, where the report holds any.
        live_terminal: Whether this goes to a terminal, where nothing is kept. What only the owner
            of a file may read is named nowhere else, and of no disk or home that was copied.
    """
    speech = Speech(
        language=language,
        platform=report.scene.platform,
        stay=stay_of(report),
        checks={check.id: check for check in checks},
        hours=not _rounded(report),
        names=names and report.asked.names,
        live_terminal=live_terminal and report.scene.live,
        services=report.scene.services,
    )
    every = actions(report, speech.checks.values())
    urgent = to_do(every)
    informing = [action for action in every if action not in urgent]
    return Screen(
        language=language,
        headline=_headline(report, len(urgent), language),
        time=(day if _rounded(report) else hour)(report.started_at, language),
        entries=tuple(_entry(action, speech, verbose) for action in urgent),
        kept=tuple(_entry(action, speech, verbose) for action in informing) if verbose else (),
        gaps=gaps(report, speech),
        unseen_word=say(text("screen", "weight", "unseen"), language),
        result=_result(report, urgent, speech),
        notes=tuple(_notes(report, speech, urgent, informing, verbose)),
        spare=_spare(len(urgent), language) if not verbose else (),
        help=say(text("screen", "note", "help"), language, link=link(HELP)),
        promise=say(text("screen", "note", "promise"), language),
        details=run_details(report, speech) if verbose else (),
    )


def _rounded(report: Report) -> bool:
    """Whether the report has lost its hours with its names."""
    started = report.started_at
    midnight = started.hour == started.minute == started.second == 0
    return midnight and not report.asked.names


def stay_of(report: Report) -> Stay:
    """Whose computer it is and since when the person is there, as the report tells."""
    scene = report.scene
    own = report.asked.own_computer or scene.place == "own"
    return Stay("own" if own else scene.place, report.started_at, scene.session_started_at)


def _entry(action: Action, speech: Speech, verbose: bool) -> Entry:
    page = deep_link(action, speech)
    learn = say(text("screen", "detail", "learn"), speech.language, link=page)
    return Entry(
        gesture=action.gesture,
        severity=action.severity,
        word=say(text("screen", "weight", _weight(action)), speech.language),
        sentence=sentence(action, speech),
        steps=steps(action, speech),
        link=page,
        details=(*details(action, speech), learn) if verbose else (),
    )


def _weight(action: Action) -> str:
    """Every network gesture is a matter of care, whatever it weighs."""
    if action.gesture == "network" and action.severity > Severity.INFO:
        return Severity.LOW.label
    return action.severity.label


def _headline(report: Report, count: int, language: Language) -> str:
    where = "here" if report.scene.live else "elsewhere"
    if where == "here" and stay_of(report).place == "own":
        where = "own"
    if count:
        return say(text("screen", "headline", where, "todo"), language, count)
    return say(text("screen", "headline", where, "nothing"), language)


def _result(report: Report, urgent: tuple[Action, ...], speech: Speech) -> str:
    language = speech.language
    against = doubts(report, speech)
    separator = say(text("screen", "result", "separator"), language)
    if urgent:
        leave = report.scene.live and stay_of(report).place != "own"
        heavy = any(action.severity >= Severity.MEDIUM for action in urgent)
        todo = say(text("screen", "result", "todo"), language, len(urgent))
        parts = separator.join([todo, *against])
        form = "stay" if leave and heavy else "sentence"
        return say(text("screen", "result", form), language, parts=parts)
    if against:
        parts = separator.join(against)
        return say(text("screen", "result", "doubt"), language, parts=parts)
    if not report.scene.profiles:
        form = "no_browser"
    elif report.partial:
        form = "nothing_partial"
    else:
        form = "nothing_own" if stay_of(report).place == "own" else "nothing"
    parts = say(text("screen", "result", form), language)
    return say(text("screen", "result", "sentence"), language, parts=parts)


def _spare(urgent: int, language: Language) -> tuple[str, ...]:
    return (say(text("screen", "note", "spam"), language),) if urgent <= _ROOM else ()


def _notes(
    report: Report,
    speech: Speech,
    urgent: Sequence[Action],
    informing: Sequence[Action],
    verbose: bool,
) -> Iterable[str]:
    language, asked, scene = speech.language, report.asked, report.scene
    options = [f"--only {name}" for name in asked.only] + [f"--skip {name}" for name in asked.skip]
    if options:
        yield say(text("screen", "note", "only"), language, options=harmless(" ".join(options)))
    if asked.since is not None:
        local = asked.since.astimezone(report.started_at.tzinfo)
        moment = point(local, language, hours=speech.hours)
        yield say(text("screen", "note", "since"), language, moment=moment)
        if any(finding.facts.get("undated") for finding in report.findings):
            yield say(text("screen", "note", "undated"), language)
    if scene.others:
        users = listed([harmless(user) for user in scene.users], language)
        form = "others" if users and speech.names else "others_nameless"
        yield say(text("screen", "note", form), language, users=users)
    if muted := len(accepted(report)):
        yield say(text("screen", "note", "muted"), language, muted)
    own = stay_of(report).place == "own"
    if own and informing and not verbose:
        yield say(text("screen", "note", "info"), language, len(informing))
    if (settings := sum(for_keeper(action) for action in informing)) and not verbose:
        yield say(text("screen", "note", "keeper"), language, settings)
    if not verbose:
        yield say(text("screen", "note", "verbose"), language)
    if scene.place == "shared" and scene.live and not own and urgent:
        yield say(text("screen", "note", "own"), language)
    if verbose:
        yield from (say(rule["reminder"], language) for rule in text("rules").values())
    yield say(text("screen", "note", "codes"), language)
