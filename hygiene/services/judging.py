"""The verdicts on every service that a profile has traces of, and the findings that tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook
from hygiene.machine import Machine
from hygiene.model import Answer, Finding, Scalar
from hygiene.services.catalogue import services
from hygiene.services.ignoring import is_ignored
from hygiene.services.matching import Matcher
from hygiene.services.traces import CookieTrace, PageTrace, Paths
from hygiene.services.verdict import Evidence, Verdict, verdicts
from hygiene.tally import Item, Tally


class Judged(NamedTuple):
    """The verdicts of one profile, and why cookies or pages could not be read."""

    verdicts: tuple[Verdict, ...] = ()
    without_cookies: tuple[CannotLook, ...] = ()
    without_pages: tuple[CannotLook, ...] = ()


def sessions(profile: Profile, kind: str) -> Iterator[Answer]:
    """What is to be said of the services of one kind of verdict; what was not seen with it."""
    found = judged(profile)
    for verdict in found.verdicts:
        if verdict.kind == kind:
            yield from _finding(verdict, profile)
    yield from found.without_cookies
    if kind == "visited-service":
        yield from found.without_pages


def judged(profile: Profile) -> Judged:
    """The verdicts on each service that this profile has traces of."""
    return profile.once("services", lambda: _judged(profile))


def _judged(profile: Profile) -> Judged:
    machine = profile.installation.home.machine
    matcher = machine.once("matcher of services", lambda: Matcher(services(machine.services)))
    traces = profile.cookie_traces(lambda host: matcher.of_host(host) is not None)
    visits = profile.pages_of(machine.once("pages of services", lambda: _asked(machine, matcher)))
    cookies: dict[str, list[CookieTrace]] = defaultdict(list)
    pages: dict[str, list[PageTrace]] = defaultdict(list)
    known = {}
    for cookie in traces.found:
        if service := matcher.of_host(cookie.host):
            known[service.id] = service
            cookies[service.id].append(cookie)
    for page in visits.found:
        if service := matcher.of_host(page.host):
            known[service.id] = service
            pages[service.id].append(page)
    left = profile.session_survives()
    found = [
        verdict
        for id, service in sorted(known.items())
        for verdict in verdicts(
            service,
            Evidence(
                cookies[id],
                pages[id],
                left,
                profile.clock.now,
                whole=not traces.unseen,
                ignored=is_ignored,
            ),
        )
    ]
    return Judged(tuple(found), traces.unseen, visits.unseen)


def _asked(machine: Machine, matcher: Matcher) -> tuple[Paths, ...]:
    """The hosts to look for in the history: those of the services, and the names of their sites."""
    asked = {}
    for service in services(machine.services):
        sites = [f"{www}{domain}" for domain in service.domains for www in ("", "www.")]
        for host in (*service.hosts, *sites):
            if matcher.of_host(host) is service:
                asked[host] = Paths(host, service.account_paths, service.logout_paths)
    return tuple(asked.values())


def _finding(verdict: Verdict, profile: Profile) -> Iterator[Finding]:
    """One finding, count 1; without its service where that may not be named."""
    service = verdict.service
    name = service.name["fr"]
    tally = Tally.of([Item(verdict.last, name)], profile.clock)
    if not tally.count:
        return  # from before what --since asks for
    facts: dict[str, Scalar] = {}
    if verdict.certainty:
        facts["certainty"] = verdict.certainty
    if verdict.ends:
        facts["ends"] = str(verdict.ends)
    if verdict.from_history:
        facts["from_history"] = True
    yield Finding(
        names=tuple(tally.names),
        subject=service.id if tally.names else None,
        first=verdict.first if tally.first else None,
        last=tally.last,
        since_session=tally.since_session,
        facts=facts,
        severity=verdict.severity,
    )
