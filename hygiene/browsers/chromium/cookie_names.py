"""Names and dates of the cookies of Chromium: no value read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hygiene.browsers.chromium.cookies import SOURCES
from hygiene.browsers.counting import SINCE_1601
from hygiene.browsers.database import Database
from hygiene.browsers.profile import Profile
from hygiene.services.traces import Cookies, CookieTrace, gathered, only_wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Under each name of today, the one that it had before (Chromium 67, 2018, and earlier).
_NAMES = {
    "persistent": ("is_persistent", "persistent"),
    "expiring": ("has_expires",),
    "secure": ("is_secure", "secure"),
    "http_only": ("is_httponly", "httponly"),
    "used": ("last_access_utc",),
    "expires": ("expires_utc",),
}
COLUMNS = {
    "cookies": (
        "host_key",
        "name",
        "creation_utc",
        *(n for names in _NAMES.values() for n in names),
    )
}


def cookie_traces(profile: Profile, wanted: Callable[[str], bool]) -> Cookies:
    """The cookies of the hosts that are `wanted`, wherever the system keeps them."""
    return gathered(
        *(
            ("Cookies", lambda s=source: profile.ask(s, COLUMNS, lambda db: _read(db, wanted)))
            for source in SOURCES
        )
    )


def _read(db: Database, wanted: Callable[[str], bool]) -> list[CookieTrace]:
    there = db.need("cookies", "host_key", "name", "creation_utc")

    def column(what: str, otherwise: str) -> str:
        return next((name for name in _NAMES[what] if name in there), otherwise)

    expires = column("expires", "0")
    # Without the flag, a cookie of the session is one without a date.
    lasting = column("persistent", column("expiring", f"{expires} != 0"))
    rows = db.rows(
        f"select host_key, substr(name, 1, 256), creation_utc, {column('used', '0')}, {expires},"
        f" {lasting}, {column('secure', '0')}, {column('http_only', '0')} from cookies"
    )
    return list(_traces(rows, wanted))


def _traces(
    rows: list[tuple[str, str, int, int, int, int, int, int]], wanted: Callable[[str], bool]
) -> Iterator[CookieTrace]:
    bare = only_wanted(wanted)
    for host, name, created, used, expires, lasting, secure, http_only in rows:
        if isinstance(name, str) and (known := bare(host)):
            yield CookieTrace(
                host=known,
                name=name,
                created=SINCE_1601.read(created),
                used=SINCE_1601.read(used),
                expires=SINCE_1601.read(expires) if lasting else None,
                session_only=not lasting,
                secure=bool(secure),
                http_only=bool(http_only),
            )
