"""What a browser keeps of the visits to a service: names and dates of cookies, kinds of pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from hygiene.errors import CannotLook

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


def page_trace(paths: Paths, rows: Iterable[tuple[str, datetime | None]]) -> PageTrace | None:
    """What the pages (address, last visit) of one host come to; None where there are none."""
    every, account, log_out = [], [], []
    for address, date in rows:
        every.append(date)
        try:
            path = urlsplit(address).path or "/"
        except ValueError:
            continue
        # A page that logs out is often below the account's own pages.
        if _below(path, paths.log_out) or _LOG_OUT.search(path):
            log_out.append(date)
        elif _below(path, paths.account) or _ACCOUNT.search(path):
            account.append(date)
    if not every:
        return None
    return PageTrace(paths.host, _latest(every), _latest(account), _latest(log_out))


def _below(path: str, beginnings: Iterable[str]) -> bool:
    """Whether a path is one of `beginnings` or below it: `/compte/x`, not `/comptes`."""
    path = path.lower().rstrip("/")
    for beginning in beginnings:
        start = beginning.lower().rstrip("/")
        if path == start or path.startswith((f"{start}/", f"{start};", f"{start}.")):
            return True
    return False


def _latest(dates: Iterable[datetime | None]) -> datetime | None:
    return max((date for date in dates if date is not None), default=None)
