"""What a browser keeps of the visits to a service: names and dates of cookies, kinds of pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple, TypeVar

from hygiene.errors import CannotLook, NotHere

T = TypeVar("T")

#: What log-out pages are called where nothing better is known of a service.
_LOG_OUT = re.compile(
    r"(?:^|[/_.-])(?:log-?out|log-?off|sign-?out|sign-?off|d[eé]connexion|se-?d[eé]connecter|disconnect)"
    r"(?:$|[/_.;-])",
    re.IGNORECASE,
)
#: What pages of an account are called, where nothing better is known.
_ACCOUNT = re.compile(
    r"(?:^|/)(?:(?:mon|mes)-?(?:comptes?|espace)|espace-?(?:client|personnel|prive|adherent)"
    r"|tableau-de-bord|(?:my-?)?account|dashboard|inbox)(?:$|[/;])",
    re.IGNORECASE,
)


class CookieTrace(NamedTuple):
    """One cookie, without its value. Dates are aware, or None where the browser notes none.

    `host` is in lower case and without the dot that stands for "and its sub-domains";
    `session_only` says that it has no date of expiry; `previous` that it is of the session before
    (Firefox), which only "restore previous session" brings back.
    """

    host: str
    name: str
    created: datetime | None = None
    used: datetime | None = None
    expires: datetime | None = None
    session_only: bool = False
    secure: bool = False
    http_only: bool = False
    previous: bool = False


class PageTrace(NamedTuple):
    """What the history tells of one host: the last times; no address leaves the reader."""

    host: str
    last: datetime | None = None
    account: datetime | None = None
    """The last visit of a page that only an account has."""
    log_out: datetime | None = None
    """The last visit of a page that logs out."""


class Paths(NamedTuple):
    """Which pages of a host are asked about: beginnings of paths (`/mon-compte`)."""

    host: str
    account: tuple[str, ...] = ()
    log_out: tuple[str, ...] = ()


class Cookies(NamedTuple):
    """The cookies that could be read, and why the others could not."""

    found: tuple[CookieTrace, ...] = ()
    unseen: tuple[CannotLook, ...] = ()


def gathered(*sources: tuple[str, Callable[[], Iterable[CookieTrace]]]) -> Cookies:
    """The cookies of several named sources, each looked at alone, each cookie once.

    A source that does not exist has none; one that cannot be read leaves its cause.
    """
    found, unseen = _each(sources)
    return Cookies(tuple(dict.fromkeys(found)), unseen)


def gathered_pages(*sources: tuple[str, Callable[[], Iterable[PageTrace]]]) -> Pages:
    """What several named sources tell of hosts, each looked at alone, as with `gathered`."""
    return Pages(*_each(sources))


def _each(
    sources: Iterable[tuple[str, Callable[[], Iterable[T]]]],
) -> tuple[tuple[T, ...], tuple[CannotLook, ...]]:
    found: list[T] = []
    unseen: list[CannotLook] = []
    for source, look in sources:
        try:
            found += look()
        except NotHere:
            continue
        except CannotLook as cause:
            unseen.append(cause.at(source))
    return tuple(found), tuple(unseen)


def only_wanted(wanted: Callable[[str], bool]) -> Callable[[object], str]:
    """Turns the host of a cookie into its bare form where it is wanted, else into nothing.

    Cookies of one host come by the dozen: each host is judged once.
    """
    known: dict[object, str] = {}

    def bare(host: object) -> str:
        if host not in known:
            name = bare_host(host) if isinstance(host, str) else ""
            known[host] = name if name and wanted(name) else ""
        return known[host]

    return bare


class Pages(NamedTuple):
    """The hosts that the history knows, and why it could not be read."""

    found: tuple[PageTrace, ...] = ()
    unseen: tuple[CannotLook, ...] = ()


class Survival(NamedTuple):
    """What becomes of a session when the browser is closed, and opened again.

    `running` is None where it cannot be told (a copied home); `restores` says that the browser
    opens its last tabs again by itself, `resumes` that it ended by a crash and will bring the
    session back.
    """

    running: bool | None = None
    restores: bool = False
    resumes: bool = False

    @property
    def lives_on(self) -> bool:
        """Whether a session without a date of expiry is there for the next person."""
        return bool(self.running) or self.restores or self.resumes


def bare_host(host: str) -> str:
    """The host of a cookie in lower case, without the dot before it."""
    return host.lower().strip(".")


def page_trace(
    paths: Paths, rows: Iterable[tuple[str, object]], read: Callable[[float], datetime | None]
) -> PageTrace | None:
    """What the pages of one host come to; None where there are none.

    Args:
        paths: The host, and the beginnings of its account and log-out pages.
        rows: Address and raw date of the last visit.
        read: Turns a raw date into a moment, zero into None.
    """
    accounts, outs = _beginnings(paths.account), _beginnings(paths.log_out)
    newest = account = out = -1.0
    for address, raw in rows:
        date = float(raw) if isinstance(raw, (int, float)) else 0.0
        newest = max(newest, date)
        if date <= account and date <= out:
            continue  # only the last visit of each sort tells
        path = _path(address)
        # A page that logs out is often below the account's own pages.
        if (path.startswith(outs) and _below(path, outs)) or _LOG_OUT.search(path):
            out = max(out, date)
        elif (path.startswith(accounts) and _below(path, accounts)) or _ACCOUNT.search(path):
            account = max(account, date)
    if newest < 0:
        return None
    return PageTrace(paths.host, *(read(max(date, 0)) for date in (newest, account, out)))


def _path(address: str) -> str:
    """The path of an address that begins with its scheme and host, in lower case."""
    start = address.find("/", address.find("//") + 2)
    path = address[start:] if start >= 0 else "/"
    return path.partition("?")[0].partition("#")[0].lower().rstrip("/")


def _beginnings(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(path.lower().rstrip("/") for path in paths)


def _below(path: str, beginnings: Iterable[str]) -> bool:
    """Whether a path is one of `beginnings` or below it: `/compte/x`, not `/comptes`."""
    return any(
        path == start or path.startswith((f"{start}/", f"{start};", f"{start}."))
        for start in beginnings
    )
