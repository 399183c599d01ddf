"""The sites of a profile whose names look like that of an official one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from hygiene.answers import found
from hygiene.browsers.profile import Profile
from hygiene.lookalike.likeness import likeness
from hygiene.model import Answer, Finding, Severity
from hygiene.services.traces import Paths
from hygiene.services.validate import covered
from hygiene.tally import Item, Tally, tallied


def look_alikes(profile: Profile) -> Iterator[Answer]:
    """One finding for each site that is imitated and each weight; then what could not be read.

    The weight is medium where a password is saved, low elsewhere. Its date is that of the last
    visit, where the history knows it.
    """
    # Where passwords lie in the system's vault, the visited sites are known all the same.
    saved, visited = tallied(("logins", profile.login_hosts)), profile.visited_hosts()
    alike: dict[tuple[str, bool], list[str]] = defaultdict(list)
    added = profile.installation.home.machine.services
    for host in saved.names | visited.names:
        if any(covered(host, service) for service in added):
            continue  # the keeper knows it
        password = host in saved.names
        if like := likeness(host, password=password):
            alike[like.service, password].append(host)
    for (service, password), hosts in sorted(alike.items(), key=lambda row: (not row[0][1], row)):
        yield from _told(profile, service, hosts, Severity.MEDIUM if password else Severity.LOW)
    yield from (*saved.unseen, *visited.unseen)


def _told(profile: Profile, service: str, hosts: list[str], severity: Severity) -> Iterator[Answer]:
    pages = profile.pages_of([Paths(host) for host in sorted(hosts)]).found
    dates = {page.host: page.last for page in pages}
    tally = Tally.of((Item(dates.get(host), host) for host in hosts), profile.clock)
    # What is imitated tells where somebody went, as the name does.
    subject = service if service and tally.names else None
    for answer in found(tally):
        if isinstance(answer, Finding):
            answer = replace(answer, subject=subject, severity=severity)
        yield answer
