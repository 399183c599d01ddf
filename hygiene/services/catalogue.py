"""Which online services there are, by which hosts and cookie names each is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from hygiene.data import load
from hygiene.services.hostname import below, plain

PACKAGE = "hygiene.services.data"
#: The files of the catalogue, in the order in which services are told.
FILES = ("public", "health", "bank", "school", "mail", "social", "shopping", "household")
CONFIDENCES = ("high", "medium", "low", "none")
#: Where a session may live when it is not in a cookie.
STORES = ("local-storage", "session-storage", "indexed-db")
#: Texts that people read, in French and English.
TEXTS = ("name", "secret_word", "logout_where", "documents", "next_person")


class Mark(NamedTuple):
    """The name of a cookie that tells something, and where.

    `name` may end in `*`, for any ending. `host`: empty for any host of the service; `.example.fr`
    for that domain and all below it; `a.example.fr` for that host and its dotted cookies.
    """

    name: str
    host: str = ""

    def fits(self, name: str, host: str) -> bool:
        """Whether the cookie `name`, kept for `host` of this service, is meant."""
        if not (self.name == name or (self.name[-1] == "*" and name.startswith(self.name[:-1]))):
            return False
        if not self.host:
            return True
        here = plain(host)
        return below(here, self.host[1:]) if self.host[0] == "." else here == self.host


class Service(NamedTuple):
    """One service.

    `hosts` are those of its log-in and account pages; below `domains` everything is its own.
    `session`: cookies there while somebody is logged in. `trusted`: cookies that spare the next
    log-in a code. `anonymous`: cookies that visitors have too, so they prove a visit only.
    `elsewhere`: of `STORES`. Paths are beginnings, `/compte` for `/compte` and all below it.
    `confidence`: how sure the names in `session` and `trusted` are, of `CONFIDENCES`.
    """

    id: str
    name: Mapping[str, str]
    category: str
    hosts: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    session: tuple[Mark, ...] = ()
    trusted: tuple[Mark, ...] = ()
    anonymous: tuple[Mark, ...] = ()
    elsewhere: tuple[str, ...] = ()
    account_paths: tuple[str, ...] = ()
    logout_paths: tuple[str, ...] = ()
    confidence: str = "none"
    secret_word: Mapping[str, str] | None = None
    """What the service calls its secret: a code is not a password to everybody."""
    logout_where: Mapping[str, str] | None = None
    """What to click on, and where: ends a sentence that begins with "click on"."""
    official_address: str | None = None
    documents: Mapping[str, str] | None = None
    """What people download there, as a list in one text."""
    next_person: Mapping[str, str] | None = None
    """What the next person could see or do: one sentence."""


def services(added: Iterable[Service] = ()) -> tuple[Service, ...]:
    """The built-in services, each replaced by one of `added` with its id; then the other added."""
    known = dict(built_in())
    known.update((service.id, service) for service in added)
    return tuple(known.values())


@cache
def built_in() -> Mapping[str, Service]:
    """The services of the catalogue, by id."""
    return {
        id: service(id, row) for file in FILES for id, row in load(PACKAGE, f"{file}.toml").items()
    }


def service(id: str, row: Mapping[str, Any]) -> Service:
    """The service that a row of TOML describes; raises KeyError without `name` or `category`."""
    texts = {key: _spoken(row[key]) for key in TEXTS if key in row}
    return Service(
        id=id,
        category=row["category"],
        hosts=tuple(row.get("hosts", ())),
        domains=tuple(row.get("domains", ())),
        session=_marks(row, "session_cookies"),
        trusted=_marks(row, "trust_cookies"),
        anonymous=_marks(row, "anonymous_cookies"),
        elsewhere=tuple(row.get("elsewhere", ())),
        account_paths=tuple(row.get("account_paths", ())),
        logout_paths=tuple(row.get("logout_paths", ())),
        confidence=row.get("confidence", "none"),
        official_address=row.get("official_address"),
        **texts,
    )


def mark(text: str) -> Mark:
    """The mark that `cookie` or `cookie@host` stands for."""
    name, _, host = text.partition("@")
    return Mark(name, host)


def _marks(row: Mapping[str, Any], key: str) -> tuple[Mark, ...]:
    return tuple(mark(text) for text in row.get(key, ()))


def _spoken(text: str | Mapping[str, str]) -> Mapping[str, str]:
    """A word that both languages share is written once."""
    return {"fr": text, "en": text} if isinstance(text, str) else text
