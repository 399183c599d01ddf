"""Is somebody still logged in? One service, what a browser keeps of it, and a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from hygiene.model import Severity
from hygiene.services.traces import CookieTrace, PageTrace, Survival

if TYPE_CHECKING:
    from hygiene.services.catalogue import Mark, Service

#: A cookie that is used this long after it was made belongs to more than the page that set it
#: (a proposal of 2026, not measured).
_USED = timedelta(seconds=60)
#: The page that follows a log-out still sends the cookie.
_AFTER_LOG_OUT = timedelta(seconds=5)
#: Names of this little confidence make a session probable only.
_DOUBTFUL = ("low", "none")


class Ends(StrEnum):
    """What ends a session that has no date of expiry."""

    CLOSE = "close"
    """Closing the browser, which is open."""
    NEXT_START = "next-start"
    """The next start of the browser: until then its file can be used elsewhere."""
    LOG_OUT = "log-out"
    """Only logging out: the browser brings it back."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one service in one profile.

    `kind` is open-session, visited-service or trusted-device; `certainty` known, probable, or
    empty where there is nothing to be certain of. `ends` is one of `Ends`, or the day (ISO) on
    which the last of its cookies expires; empty where unknown. `first` and `last` are when its
    cookies were made, or its pages visited last. `from_history` says that the cookies could not
    be read, and only the visited pages speak.
    """

    service: Service
    kind: str
    severity: Severity
    certainty: str = ""
    ends: str = ""
    first: datetime | None = None
    last: datetime | None = None
    from_history: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that speaks of one service in one profile.

    `whole` is false where cookies could not be read; `ignored` knows the names of cookies that
    never tell of a log-in.
    """

    cookies: Sequence[CookieTrace]
    pages: Sequence[PageTrace]
    left: Survival
    now: datetime
    whole: bool = True
    ignored: Callable[[str], bool] = field(default=lambda name: False)


def verdicts(service: Service, evidence: Evidence) -> tuple[Verdict, ...]:
    """The verdict on the session, then the one on the device; empty where nothing was left."""
    alive = [c for c in evidence.cookies if c.expires is None or c.expires > evidence.now]
    trusted = [c for c in alive if _marked(c, service.trusted)]
    found = [_session(service, alive, evidence)]
    if trusted:
        found.append(_judged(service, "trusted-device", Severity.HIGH, trusted, evidence))
    return tuple(verdict for verdict in found if verdict is not None)


def _session(service: Service, alive: Sequence[CookieTrace], evidence: Evidence) -> Verdict | None:
    # A name of the service comes before every list of names to ignore: public lists file login
    # cookies under "marketing". One that anonymous visitors get too proves a visit only.
    others = [c for c in alive if not _marked(c, (*service.anonymous, *service.trusted))]
    login = [c for c in others if _marked(c, service.session)]
    doubts = service.confidence in _DOUBTFUL
    if not login and (doubts or not service.session):
        login = [c for c in others if _looks_like_login(c, evidence)]
        doubts = True
    out = _logged_out(login, evidence.pages)
    # Those of the session before are dead unless somebody asks for them.
    doubts = doubts or all(c.previous for c in login)
    if login and not (doubts and out):
        certainty = "probable" if doubts or out else "known"
        return _judged(service, "open-session", None, login, evidence, certainty)
    if not evidence.whole and _account_left_open(evidence.pages):
        dates = [p.account for p in evidence.pages]
        return Verdict(
            service,
            "open-session",
            Severity.MEDIUM,
            certainty="probable",
            first=_first(dates),
            last=_last(dates),
            from_history=True,
        )
    return _visit(service, alive, evidence)


def _visit(service: Service, alive: Sequence[CookieTrace], evidence: Evidence) -> Verdict | None:
    # What other sites embed sets ignored cookies too, for the whole domain: they tell nothing.
    seen = [
        c
        for c in alive
        if c.host not in service.domains
        or _marked(c, (*service.session, *service.anonymous, *service.trusted))
        or not evidence.ignored(c.name)
    ]
    if not seen and not evidence.pages:
        return None
    visits = [p.last for p in evidence.pages] or [c.used or c.created for c in seen]
    return Verdict(
        service, "visited-service", Severity.LOW, first=_first(visits), last=_last(visits)
    )


def _judged(
    service: Service,
    kind: str,
    severity: Severity | None,
    cookies: Sequence[CookieTrace],
    evidence: Evidence,
    certainty: str = "known",
) -> Verdict:
    made = [c.created for c in cookies]
    if not any(made):
        # Firefox does not note when a cookie of the session was made: somebody was there then.
        made = [p.last for p in evidence.pages]
    ends = _ends(cookies, evidence)
    if severity is None:
        lives_on = ends not in (Ends.NEXT_START, "") or evidence.left.lives_on
        known = certainty == "known"
        severity = Severity.HIGH if known and lives_on else Severity.MEDIUM
    return Verdict(service, kind, severity, certainty, ends, _first(made), _last(made))


def _ends(cookies: Sequence[CookieTrace], evidence: Evidence) -> str:
    """The last day of the longest cookie; else what ends a session that has no date."""
    dated = _last(c.expires for c in cookies)
    if dated is not None:
        return dated.astimezone(evidence.now.tzinfo).date().isoformat()
    if evidence.left.restores or (evidence.left.resumes and not evidence.left.running):
        return Ends.LOG_OUT
    return Ends.CLOSE if evidence.left.running else Ends.NEXT_START


def _looks_like_login(cookie: CookieTrace, evidence: Evidence) -> bool:
    """The heuristic for services whose cookies nobody has described."""
    if not (cookie.http_only and cookie.secure) or evidence.ignored(cookie.name):
        return False
    if cookie.created and cookie.used and cookie.used - cookie.created >= _USED:
        return True
    return any(
        p.account is not None and (cookie.created is None or p.account > cookie.created)
        for p in evidence.pages
    )


def _logged_out(login: Sequence[CookieTrace], pages: Iterable[PageTrace]) -> bool:
    """Whether somebody asked to log out after the cookies were last of use."""
    pages = list(pages)
    out = _last(p.log_out for p in pages)
    if out is None:
        return False
    used = _last(c.used or c.created for c in login)
    account = _last(p.account for p in pages)
    return (used is None or out + _AFTER_LOG_OUT >= used) and (account is None or out >= account)


def _account_left_open(pages: Sequence[PageTrace]) -> bool:
    """Whether pages of the account were seen, and no page that logs out after them."""
    account, out = _last(p.account for p in pages), _last(p.log_out for p in pages)
    return account is not None and (out is None or out < account)


def _marked(cookie: CookieTrace, marks: Iterable[Mark]) -> bool:
    return any(mark.fits(cookie.name, cookie.host) for mark in marks)


def _first(dates: Iterable[datetime | None]) -> datetime | None:
    return min((date for date in dates if date is not None), default=None)


def _last(dates: Iterable[datetime | None]) -> datetime | None:
    return max((date for date in dates if date is not None), default=None)
