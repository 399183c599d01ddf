"""Whose host this is: by the whole name or by domain, label by label, never by a part of a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hygiene.services.catalogue import Service
from hygiene.services.hostname import below, plain


class Matcher:
    """Finds the service of a host; where two claim the same name, the later one has it."""

    def __init__(self, services: Iterable[Service]) -> None:
        known = tuple(services)
        self._hosts = {host: service for service in known for host in service.hosts}
        self._domains = {domain: service for service in known for domain in service.domains}

    def of_host(self, host: str) -> Service | None:
        """The service that `host` belongs to, None if it is none of ours.

        Its own hosts come first, then the longest domain above it. A name below a public suffix
        below that domain is somebody else's: whoever hosts pages lends names out.
        """
        name = plain(host)
        if name in self._hosts:
            return self._hosts[name]
        for domain in _upwards(name):
            service = self._domains.get(domain)
            if service is not None:
                return None if _lent(name, domain) else service
        return None


def _upwards(name: str) -> Iterator[str]:
    """`a.b.fr`, `b.fr`, `fr`."""
    while name:
        yield name
        name = name.partition(".")[2]


def _lent(name: str, domain: str) -> bool:
    """Whether a public suffix lies between `name` and the `domain` above it."""
    if "." not in name.removesuffix(domain).removesuffix("."):
        # Nothing fits in between: for nearly every host the list need not be read.
        return False
    from hygiene.services.suffixes import public_suffix

    suffix = public_suffix(name)
    return suffix not in (name, domain) and below(suffix, domain)
