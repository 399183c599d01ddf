"""What is wrong with the description of a service: nothing, if its hosts and cookies can be met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from hygiene.services.catalogue import Mark, Service
from hygiene.services.hostname import below, plain
from hygiene.services.suffixes import public_suffix

_ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*", re.ASCII)
#: What a cookie's name may hold (RFC 6265, 4.1.1: a token); here `*` stands at the end only.
_COOKIE = re.compile(r"[A-Za-z0-9!#$%&'+.^_`|~-]+\*?", re.ASCII)
_PATH = re.compile(r"/[^\s?#]+")


class Problem(NamedTuple):
    """One mistake: in which key, the sentence (of texts/usage.toml) that tells it, the value."""

    key: str
    text: str
    value: str


def problems(service: Service) -> Iterator[Problem]:
    """Every mistake in `service`, in the order of the keys; hosts are expected plain."""
    if not _ID.fullmatch(service.id):
        yield Problem("id", "service-id", service.id)
    for key, names in (("hosts", service.hosts), ("domains", service.domains)):
        for name in names:
            if not name or plain(name) != name:
                yield Problem(key, "service-host", name)
            elif public_suffix(name) == name:
                yield Problem(key, "service-shared", name)
    for key, marks in (
        ("session_cookies", service.session),
        ("trust_cookies", service.trusted),
        ("anonymous_cookies", service.anonymous),
    ):
        for mark in marks:
            if not _COOKIE.fullmatch(mark.name):
                yield Problem(key, "service-cookie", mark.name)
            elif mark.host and not _within(mark, service):
                yield Problem(key, "service-cookie-host", mark.host)
    for key, paths in (
        ("account_paths", service.account_paths),
        ("logout_paths", service.logout_paths),
    ):
        for path in paths:
            if not _PATH.fullmatch(path):
                yield Problem(key, "service-path", path)
    address = service.official_address
    if address is not None and not _is_own(address, service):
        yield Problem("official_address", "service-address", address)


def covered(host: str, service: Service) -> bool:
    """Whether `host` is one of the service's domains or below one."""
    return any(below(host, domain) for domain in service.domains)


def _within(mark: Mark, service: Service) -> bool:
    host = mark.host.removeprefix(".")
    return plain(host) == host and covered(host, service)


def _is_own(address: str, service: Service) -> bool:
    try:
        parts = urlsplit(address)
        host = plain(parts.hostname or "")
    except ValueError:
        return False
    # What people may click on or copy holds nothing but the site: no name, no odd port.
    return (
        parts.scheme in ("https", "http")
        and parts.netloc.lower() == host
        and address.isprintable()
        and covered(host, service)
    )
