"""Names and dates of the cookies of Firefox: no value read from the database, none kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from hygiene.browsers.counting import MICROSECONDS, MILLISECONDS, SECONDS
from hygiene.browsers.database import Database
from hygiene.browsers.firefox.cookies import SOURCE
from hygiene.browsers.firefox.sessions import SOURCE as SESSION
from hygiene.browsers.firefox.sessions import current
from hygiene.browsers.profile import Profile
from hygiene.services.traces import Cookies, CookieTrace, gathered, only_wanted

_DATES = ("creationTime", "lastAccessed", "expiry")
_FLAGS = ("isSecure", "isHttpOnly")
COLUMNS = {"moz_cookies": ("host", "name", *_DATES, *_FLAGS)}
#: Firefox 153 writes milliseconds (measured), older ones seconds: told apart by magnitude.
_MOST_SECONDS = 100_000_000_000


def cookie_traces(profile: Profile, wanted: Callable[[str], bool]) -> Cookies:
    """The cookies of the hosts that are `wanted`: lasting ones, and those of the session file."""
    return gathered(
        (SOURCE, lambda: profile.ask(SOURCE, COLUMNS, lambda db: _lasting(db, wanted))),
        (SESSION, lambda: _of_session(profile, wanted)),
    )


def _lasting(db: Database, wanted: Callable[[str], bool]) -> list[CookieTrace]:
    there = db.need("moz_cookies", "host", "name")
    columns = ", ".join(name if name in there else "0" for name in (*_DATES, *_FLAGS))
    rows = db.rows(f"select host, substr(name, 1, 256), {columns} from moz_cookies")
    return list(_traces(rows, wanted))


def _traces(rows: list[tuple[Any, ...]], wanted: Callable[[str], bool]) -> Iterator[CookieTrace]:
    bare = only_wanted(wanted)
    for host, name, created, used, expiry, secure, http_only in rows:
        if isinstance(name, str) and (known := bare(host)):
            yield CookieTrace(
                host=known,
                name=name,
                created=MICROSECONDS.read(created),
                used=MICROSECONDS.read(used),
                expires=_expiry(expiry),
                secure=bool(secure),
                http_only=bool(http_only),
            )


def _expiry(raw: object) -> datetime | None:
    if not isinstance(raw, int):
        return None
    return (MILLISECONDS if raw > _MOST_SECONDS else SECONDS).read(raw)


def _of_session(profile: Profile, wanted: Callable[[str], bool]) -> Iterator[CookieTrace]:
    store, bare = current(profile), only_wanted(wanted)
    for previous, cookies in ((False, store.session_cookies), (True, store.previous_cookies)):
        for cookie in cookies:
            if host := bare(cookie.host):
                yield CookieTrace(
                    host=host,
                    name=cookie.name[:256],
                    expires=cookie.expiry,
                    session_only=cookie.expiry is None,
                    secure=cookie.secure,
                    http_only=cookie.http_only,
                    previous=previous,
                )
