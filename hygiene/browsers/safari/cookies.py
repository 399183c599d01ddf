"""Cookies of Safari: counted, their names and dates read, no value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from hygiene.browsers.counting import SINCE_2001
from hygiene.browsers.formats.binarycookies import BinaryCookie, read_cookies
from hygiene.browsers.profile import Profile
from hygiene.browsers.safari.places import CONTAINER, MAIN_STORE, each_once, store, uuid
from hygiene.filesystem.wholefile import read_whole
from hygiene.services.traces import Cookies, CookieTrace, gathered, only_wanted
from hygiene.tally import Item, Tally, tallied

SOURCE = "Cookies.binarycookies"
#: Bytes; a browser keeps some thousand cookies, of 4 kB at most.
MOST = 32 * 1024 * 1024
#: Of the main profile, newest first (VERIFIED in browser_cookie3 and HackBrowserData; the second
#: in one public tool only, 2026). The last one is that of before the sandbox.
_MAIN = (f"{CONTAINER}/Cookies", f"{MAIN_STORE}/Default/Cookies", "Cookies")


def cookies(profile: Profile) -> Tally:
    """Cookies by the date they were made; `facts.session_only` counts those without an expiry."""

    def look(name: str) -> Tally:
        kept = _read(profile, name)
        session = Tally.of((_item(c) for c in kept if _of_session(c)), profile.clock)
        return Tally.of(map(_item, kept), profile.clock).with_facts(session_only=session.count)

    return tallied(*((SOURCE, lambda n=n: look(n)) for n in _files(profile)))


def cookie_traces(profile: Profile, wanted: Callable[[str], bool]) -> Cookies:
    """The cookies of the hosts that are `wanted`, wherever this profile keeps them."""
    return gathered(
        *((SOURCE, lambda n=n: _traces(_read(profile, n), wanted)) for n in _files(profile))
    )


def _files(profile: Profile) -> Iterator[str]:
    folders = _MAIN if uuid(profile) is None else (f"{store(profile)}/Cookies",)
    return each_once(profile, (f"{folder}/{SOURCE}" for folder in folders))


def _read(profile: Profile, name: str) -> tuple[BinaryCookie, ...]:
    def look() -> tuple[BinaryCookie, ...]:
        return read_whole(
            profile.tree,
            profile.at(name),
            read_cookies,
            source=SOURCE,
            deadline=profile.deadline,
            limit=MOST,
        )

    return profile.once(f"cookies of {name}", look)


def _item(cookie: BinaryCookie) -> Item:
    return Item(SINCE_2001.read(cookie.created))


def _of_session(cookie: BinaryCookie) -> bool:
    """Whether it has no date of expiry (RECALLED: written as zero, 2001)."""
    return not cookie.expires > 0


def _traces(kept: Iterable[BinaryCookie], wanted: Callable[[str], bool]) -> Iterator[CookieTrace]:
    bare = only_wanted(wanted)
    for cookie in kept:
        if host := bare(cookie.host):
            yield CookieTrace(
                host=host,
                name=cookie.name[:256],
                created=SINCE_2001.read(cookie.created),
                expires=SINCE_2001.read(cookie.expires),
                session_only=_of_session(cookie),
                secure=cookie.secure,
                http_only=cookie.http_only,
            )
