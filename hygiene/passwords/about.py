"""Whose password it may be, and for which services: what must not be in it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hygiene.passwords.rating import About
from hygiene.services.catalogue import Service, services
from hygiene.services.suffixes import public_suffix

if TYPE_CHECKING:
    from hygiene.commandline.surroundings import Surroundings

_ACCOUNT = ("USER", "LOGNAME", "USERNAME")


def about(surroundings: Surroundings, added: Iterable[Service] = ()) -> About:
    """The names of the person's account, and those of the services of our catalogue.

    Args:
        surroundings: Who runs the program, and when.
        added: Services that the configuration adds.
    """
    names = dict.fromkeys(_names(surroundings))
    every = dict.fromkeys(name for service in services(added) for name in _called(service))
    return About(tuple(names), tuple(every), surroundings.now.date())


def _names(surroundings: Surroundings) -> Iterator[str]:
    for variable in _ACCOUNT:
        yield from _parts(surroundings.environ.get(variable, ""))
    yield from _parts(surroundings.home.name)
    if sys.platform != "win32":
        import os
        import pwd

        try:
            account = pwd.getpwuid(os.getuid())
        except KeyError:  # a user id without an account
            return
        yield from _parts(account.pw_name)
        yield from _parts(account.pw_gecos.partition(",")[0])


def _parts(name: str) -> Iterator[str]:
    """A name, and each of its words: `Zoé Martin`, `zoe.martin`."""
    yield from (name, *name.replace(".", " ").replace("-", " ").replace("_", " ").split())


def _called(service: Service) -> Iterator[str]:
    """What people call a service: its names, and its site without what follows the point."""
    yield from service.name.values()
    for host in service.domains or service.hosts:
        yield host.removesuffix(f".{public_suffix(host)}").rpartition(".")[2]
