"""One run: from the options to the report."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hygiene import __version__
from hygiene.browsers.discovery import installations, unseen_places
from hygiene.clock import Clock, Deadline
from hygiene.definition import Check
from hygiene.errors import UsageError
from hygiene.machine import Machine
from hygiene.machine.homes import current_user, live_machine, offline_machine
from hygiene.model import Asked, Report, Scene
from hygiene.muting import mute
from hygiene.naming import Names
from hygiene.registry import registry
from hygiene.runner import run
from hygiene.sight import Sight

if TYPE_CHECKING:
    from hygiene.config.options import Options


def inspect(
    options: Options, *, now: datetime, progress: Callable[[int, int], None] | None = None
) -> tuple[Report, tuple[Check, ...]]:
    """The report of one run, and every check there is; `progress` as for `run`.

    Raises:
        UsageError: No such root, user or check, or no session to count from.
    """
    begun = time.monotonic()
    known = registry(others=not options.builtin_only, named=options.plugins)
    checks = _chosen(known, options)
    sessions = _sessions(options) if options.root is None else {}
    session = sessions.get(current_user()) if sessions else None
    since = _since(options, session)
    clock = Clock(now=now, since=since, names_from=_names_from(options, session, now))
    deadline = Deadline.after(options.timeout)
    machine = _machine(options, sessions, deadline, clock)
    machine.services = options.services
    machine.trusted_networks = frozenset(options.trusted_networks)
    machine.allowed_programs = frozenset(options.allowed_programs)
    machine.place = options.place
    machine.identity = options.identity or options.names is True
    found = installations(machine)
    sight = Sight(machine, found, unseen_places(machine))
    results = run(sight, checks, own_computer=options.own_computer, progress=progress)
    results = mute(results, options.accepted, now.date())
    names = Names(machine, options.names, checks)
    results = tuple(names.kept(result) for result in results)
    return (
        Report(
            version=__version__,
            started_at=now,
            duration=time.monotonic() - begun,
            scene=Scene(
                platform=machine.platform,
                live=machine.live,
                users=tuple(home.user for home in machine.homes),
                root=machine.root,
                session_started_at=session,
                place=options.place,
                others=machine.others,
                profiles=sum(len(i.profiles) for i in found),
                services=options.services,
            ),
            asked=Asked(
                only=options.only,
                skip=options.skip,
                since=since,
                own_computer=options.own_computer,
                names=names.any,
                fail_on=options.fail_on,
            ),
            results=results,
        ),
        known,
    )


def _chosen(checks: tuple[Check, ...], options: Options) -> tuple[Check, ...]:
    known = {check.id for check in checks}
    for name in (*options.only, *options.skip, *(entry.check for entry in options.accepted)):
        if name not in known:
            raise UsageError(
                "no-such-check",
                **options.said_at.get(name, {}),
                check=name,
                known=", ".join(sorted(known)),
            )
    chosen = tuple(
        check
        for check in checks
        if (not options.only or check.id in options.only) and check.id not in options.skip
    )
    if not chosen:
        raise UsageError("no-check-left")
    return chosen


def _sessions(options: Options) -> Mapping[str, datetime]:
    from hygiene.session import session_starts

    return session_starts(options.since_file)


def _since(options: Options, session: datetime | None) -> datetime | None:
    if options.since != "session":
        return options.since
    if session is None:
        raise UsageError("no-session")
    return session


def _names_from(options: Options, session: datetime | None, now: datetime) -> datetime | None:
    """On a public terminal only what dates from this session is named; unknown means nothing."""
    if options.place != "public-terminal" or options.names or options.root is not None:
        return None
    return session or now


def _machine(
    options: Options, sessions: Mapping[str, datetime], deadline: Deadline, clock: Clock
) -> Machine:
    if options.root is not None:
        return offline_machine(
            Path(options.root),
            platform=options.platform,
            users=options.users,
            deadline=deadline,
            clock=clock,
        )
    return live_machine(
        users=options.users,
        all_users=options.all_users,
        deadline=deadline,
        clock=clock,
        sessions=sessions,
    )
