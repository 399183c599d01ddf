"""What a report says of one finding or one gap: pure functions of its own fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from hygiene.advice.gestures import browser_name, family, of_browser
from hygiene.data import load
from hygiene.errors import Reason
from hygiene.kinds import kinds
from hygiene.render.escape import harmless
from hygiene.texts.moments import day, size
from hygiene.texts.say import Language, Template, listed, placeholders, say, text

if TYPE_CHECKING:
    from hygiene.definition import Check
    from hygiene.model import Finding, Scalar, Unreadable
    from hygiene.services.catalogue import Service

#: What the name of a network or program is called in the sentences about it.
_PLACEHOLDERS = {"networks": "network", "programs": "program"}

#: Of what could not be seen, this many are named; the others are "the rest".
_MOST_NOUNS = 3


def title(check: Check | None, name: str, language: Language) -> str:
    """The good state that a check looks for; its id where it did not load."""
    if check is None or "title" not in check.texts:
        return harmless(name)
    return say(check.texts["title"], language)


def message(
    check: Check | None,
    finding: Finding,
    language: Language,
    services: Iterable[Service] = (),
    *,
    subjects: Iterable[str | None] | None = None,
) -> str:
    """One sentence about a finding.

    It names nothing that was found, but for the service, network or program that it is about.

    Args:
        check: The check that made it, where that is known.
        finding: What stays behind.
        language: Of the sentence.
        services: Those that the configuration adds.
        subjects: What it is about, where it stands for several findings; by default its own.
    """
    kind, where = finding.kind, finding.where
    table = check.texts.get("message", {}) if check else {}
    if kind not in table:
        return say(
            text("common", "message", "other"), language, finding.count, check=harmless(kind)
        )
    words = {
        "browser": browser_name(where.browser, language),
        "of_browser": of_browser(where.browser, language),
        **_service_words(finding, language, services),
        **_subject_words(check, finding, language, subjects),
        **_name_words(finding),
    }
    if told := facts(check, finding, language):
        words["facts"] = listed(told, language)
    sentence = say(_template(check, finding, words), language, finding.count, **words)
    return sentence[:1].upper() + sentence[1:]


def _template(check: Check | None, finding: Finding, words: Mapping[str, str]) -> Template:
    """The sentence of the first case that holds and has all its words; else that of the kind."""
    assert check is not None
    for row in check.texts.get("case", ()):
        when = row.get("when", {})
        if row["kind"] == finding.kind and all(
            _holds(finding, name, value) for name, value in when.items()
        ):
            template: Template = row["message"]
            if placeholders(template) <= {*words, "count"}:
                return template
    of_kind: Template = check.texts["message"][finding.kind]
    return of_kind


def _holds(finding: Finding, name: str, value: Scalar) -> bool:
    """Whether a case speaks of this finding; `all`: every one of them is counted by that fact."""
    if name == "subject":
        return finding.subject == value
    if name == "all":
        return finding.facts.get(str(value)) == finding.count
    return finding.facts.get(name) == value


def _subject_words(
    check: Check | None,
    finding: Finding,
    language: Language,
    subjects: Iterable[str | None] | None,
) -> Mapping[str, str]:
    """What our own catalogue calls the subjects; none where it has no word for one of them."""
    words = _words(check, finding.kind, "subject")
    asked = dict.fromkeys([finding.subject] if subjects is None else subjects)
    told = [say(words[subject], language) for subject in asked if subject and subject in words]
    return {"subject": listed(told, language)} if told and len(told) == len(asked) else {}


def _words(check: Check | None, kind: str | None, table: str) -> Mapping[str, Template]:
    """The words of a check for the subjects of a kind; those of places where it names files."""
    if check is None or kind is None:
        return {}
    own: Mapping[str, Template] = check.texts.get(table, {}).get(kind, {})
    if own or kind not in check.kinds or check.kinds[kind].names != "files":
        return own
    places: Mapping[str, Template] = load("hygiene.texts", "places.toml")[table]
    return places


def about_name(finding: Finding) -> bool:
    """Whether a finding is about one thing that has a name: a service, a network, a program."""
    if _about_service(finding):
        return True
    kind = kinds().get(finding.kind)
    named = finding.subject is not None and bool(finding.names)
    return named and kind is not None and kind.names in _PLACEHOLDERS


def _name_words(finding: Finding) -> Mapping[str, str]:
    """The word for the network or program that a finding is about; none where it has no name."""
    if _about_service(finding) or not about_name(finding):
        return {}
    return {_PLACEHOLDERS[kinds()[finding.kind].names]: harmless(finding.names[0])}


def _about_service(finding: Finding) -> bool:
    """Whether a finding is about one service that people log in to: whether, not how much."""
    kind = kinds().get(finding.kind)
    return kind is not None and kind.names == "services"


def _of_service(finding: Finding) -> bool:
    """Whether the subject of a finding is a service."""
    kind = kinds().get(finding.kind)
    return kind is not None and kind.of_service


def _service_words(
    finding: Finding, language: Language, services: Iterable[Service]
) -> Mapping[str, str]:
    """The words about the service that a finding is about; none where it may not be named."""
    if finding.subject is None or not _of_service(finding):
        return {}
    from hygiene.services.words import words  # the catalogue is read only where it is wanted

    # Where the service is not what was found, no name found is its own.
    name = next(iter(finding.names), "") if _about_service(finding) else ""
    found = words(finding.subject, language, name, services)
    return {name: word for name, word in found.items() if name in ("service", "secret_word")}


def facts(check: Check | None, finding: Finding, language: Language) -> list[str]:
    """The facts of a finding that its check has words for: `2 with their security codes`."""
    words = check.texts.get("fact", {}).get(finding.kind, {}) if check else {}
    return [
        _fact(words[name], value, language)
        for name, value in finding.facts.items()
        if name in words and value not in (None, False, 0)
    ]


def _fact(template: Template, value: Scalar, language: Language) -> str:
    if "other" in template:  # a word for each value
        template = template.get(str(value), template["other"])
        if isinstance(value, str):
            return say(template, language, value=_readable(value, language))
    if isinstance(value, int):
        return say(template, language, value, size=size(value, language))
    return say(template, language, value=harmless(str(value)))


def _readable(value: str, language: Language) -> str:
    """A day as people write it; any other text as it is."""
    try:
        return day(date.fromisoformat(value), language)
    except ValueError:
        return harmless(value)


def unseen_message(check: Check | None, unreadable: Unreadable, language: Language) -> str:
    """One sentence about what could not be looked at, and why."""
    noun = noun_of(check, unreadable.kind, language, unreadable.source)
    return unseen(unreadable.reason, unreadable.where.browser, [noun], language)


def unseen(reason: Reason, browser: str | None, nouns: Iterable[str], language: Language) -> str:
    """The sentence for one reason in one browser (None: elsewhere on the computer)."""
    words = list(dict.fromkeys(nouns))
    if browser is None and words == [say(text("common", "unseen", "data"), language)]:
        words = [say(text("common", "unseen", "here"), language)]
    if len(words) > _MOST_NOUNS:
        words = [*words[: _MOST_NOUNS - 1], say(text("common", "unseen", "rest"), language)]
    where = "said" if browser else "here"
    return say(
        text("reasons", reason.value, where),
        language,
        things=listed(words, language),
        browser=browser_name(browser, language),
        of_browser=of_browser(browser, language),
    )


def how_to_see(
    reason: Reason, browser: str | None, language: Language, *, live: bool = False
) -> str:
    """What to do so that it is seen next time; `live` says that the computer itself was looked at.

    There some reasons have another way than on a disk or a copied home.
    """
    row = text("reasons", reason.value)
    if live and "how_live" in row:
        return say(row["how_live"], language)
    template = row.get(f"how_{family(browser)}") or row["how" if browser else "how_here"]
    return say(
        template,
        language,
        browser=browser_name(browser, language),
        of_browser=of_browser(browser, language),
    )


def noun_of(check: Check | None, kind: str | None, language: Language, source: str = "") -> str:
    """What a kind is called among things that were not seen: `the cookies`.

    Where the check has a word for the very place that was not seen, that is told.
    """
    nouns = check.texts.get("noun", {}) if check else {}
    for sources in (_words(check, kind, "source"), text("common", "unseen", "source")):
        if source in sources:
            return say(sources[source], language)
    if kind is None:
        return say(text("common", "unseen", "data"), language)
    if kind not in nouns:
        return say(text("common", "unseen", "part"), language)
    return say(nouns[kind], language)
