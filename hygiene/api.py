"""All that a check may import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from hygiene.answers import found
from hygiene.browsers.profile import Installation, Profile
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.machine import Home, Machine
from hygiene.model import Answer, Finding, Severity
from hygiene.tally import Tally

__all__ = [
    "Answer",
    "CannotLook",
    "Finding",
    "Home",
    "Installation",
    "Iterator",
    "Machine",
    "Profile",
    "Question",
    "Reason",
    "Severity",
    "Tally",
    "check",
    "demands_left",
    "desktop_accounts",
    "found",
    "left_files",
    "look_alikes",
    "networks_left",
    "password_files",
    "print_jobs",
    "programs_left",
    "risky_files",
    "services_left",
    "session_left",
    "unasked",
]

Thing = Machine | Home | Installation | Profile


class Question(NamedTuple):
    """One function of a check: which kind it decides on, and of what."""

    check: str
    kind: str
    looks_at: type[Machine] | type[Home] | type[Installation] | type[Profile]
    ask: Callable[..., Iterable[Answer]]


def check(
    name: str, *, kind: str, looks_at: type[Machine | Home | Installation | Profile]
) -> Callable[[Callable[..., Iterable[Answer]]], Question]:
    """Make a function a check: it looks at one thing, decides, and yields what it found.

    Args:
        name: Id of the check; several functions may share it, one a kind.
        kind: A kind of kinds.toml, or `package:kind` for one that the check's own TOML declares.
        looks_at: Machine, Home, Installation or Profile: the runner passes each, one by one.
    """

    def mark(ask: Callable[..., Iterable[Answer]]) -> Question:
        return Question(name, kind, looks_at, ask)

    return mark


def services_left(profile: Profile, kind: str) -> Iterator[Answer]:
    """The services with this verdict in a profile: open-session, trusted-device, visited-service.

    What was not seen comes with them.
    """
    from hygiene.services.judging import sessions  # the catalogue is read only where it is wanted

    yield from sessions(profile, kind)


def networks_left(machine: Machine) -> Iterator[Answer]:
    """The Wi-Fi networks that protect too little: in use, or joined without a question."""
    from hygiene.wifi import networks_left as networks  # read only where it is wanted

    yield from networks(machine)


def session_left(machine: Machine) -> Iterator[Answer]:
    """Who else is logged in, whether anybody may sit down, what the next start forgets."""
    from hygiene.session import session_left as session  # read only where it is wanted

    yield from session(machine)


def programs_left(machine: Machine) -> Iterator[Answer]:
    """The remote-control programs that run or are installed, and that the keeper does not want."""
    from hygiene.remote.looking import programs_left as programs  # read only where it is wanted

    yield from programs(machine)


def left_files(home: Home) -> Iterator[tuple[str, Tally]]:
    """The places where a person leaves files, with what lies there; papers by themselves.

    `facts.papers` is there for papers alone: identity papers, attestations and the like.
    """
    from hygiene.files import left  # its patterns are read only where they are wanted

    return left.left_files(home)


def password_files(home: Home) -> Iterator[tuple[str, Tally]]:
    """The places where lists of passwords lie, told by their names or first lines."""
    from hygiene.files import passwords

    return passwords.password_files(home)


def risky_files(home: Home) -> Iterator[tuple[str, Tally]]:
    """The places where files lie that are not what they look like."""
    from hygiene.files import risky

    return risky.risky_files(home)


def print_jobs(machine: Machine) -> Tally:
    """The documents that wait, or were kept, in the print queue."""
    from hygiene.files import printing

    return printing.print_jobs(machine)


def desktop_accounts(home: Home) -> Iterator[tuple[str | None, Tally]]:
    """The mail and chat programs in which an account is set up; last, what could not be told."""
    from hygiene.desktop import accounts

    return accounts.desktop_accounts(home)


def look_alikes(profile: Profile) -> Iterator[Answer]:
    """The sites of a profile whose names look like that of an official one.

    What was not seen comes with them.
    """
    from hygiene.lookalike import sites  # the names are read only where they are wanted

    yield from sites.look_alikes(profile)


def unasked(home: Home) -> Iterator[Answer]:
    """The one gap of a home in which what was typed is read only if the keeper asks for it.

    Raises NotHere of any other home: there, each profile answers for itself.
    """
    if home.values_may_be_read:
        raise NotHere
    yield CannotLook(Reason.NOT_ASKED, "home")


def demands_left(machine: Machine) -> Iterator[Answer]:
    """What a computer demands of passwords, where that falls short of the CNIL's measure."""
    from hygiene.passwords.demanding import demands_left as demands  # read only where it is wanted

    yield from demands(machine)
