"""What sites keep in Safari beside cookies: their origins counted, no value read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from hygiene.browsers.formats.webkitorigin import read_origin
from hygiene.browsers.origins import origin_of_name
from hygiene.browsers.profile import Profile
from hygiene.browsers.safari.places import MAIN_STORE, OPEN, store, uuid
from hygiene.clock import moment
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import FileKind, Folder
from hygiene.filesystem.wholefile import read_whole
from hygiene.tally import Distinct, Tally, tallied

SOURCE = "WebsiteData"
Found = dict[str, datetime | None]

#: Below two folders that are named by hashes, of the page and of the frame in it; VERIFIED in
#: HackBrowserData, the names of the second and third RECALLED (2026).
_PARTS = ("LocalStorage", "IndexedDB", "ServiceWorkers")
_NOTE = "origin"
#: Of before Safari 16: a file or a folder named by its origin, in any of these (RECALLED, 2026).
_NAMED = (
    f"{OPEN}/LocalStorage",
    f"{OPEN}/Databases/___IndexedDB",
    f"{MAIN_STORE}/LocalStorage",
    f"{MAIN_STORE}/IndexedDB",
    f"{MAIN_STORE}/IndexedDB/v1",
)
_FILE = ".localstorage"
_MOST_ORIGINS = 100_000
#: Bytes of the note of an origin; two names of hosts have some hundred.
_MOST_NOTE = 65_536


def site_storage(profile: Profile) -> Tally:
    """Origins with local storage, IndexedDB or service workers, each once."""
    origins = Distinct(profile.clock)
    main = uuid(profile) is None
    hashed = f"{MAIN_STORE}/Default" if main else f"{store(profile)}/Origins"
    return tallied(
        (SOURCE, lambda: origins.tally(_hashed(profile, hashed))),
        *((SOURCE, lambda n=n: origins.tally(_named(profile, n))) for n in _NAMED if main),
    )


def _hashed(profile: Profile, name: str) -> Found:
    found: Found = {}
    root = profile.at(name)
    with profile.tree.folder(root) as folder:
        for top, above in _folders(profile, folder):
            for frame, below in _folders(profile, above):
                if dates := _dates(below):
                    origin = _origin(profile, f"{root}/{top}/{frame}/{_NOTE}")
                    found[origin] = max((d for d in (*dates, found.get(origin)) if d), default=None)
    return found


def _folders(profile: Profile, folder: Folder) -> Iterator[tuple[str, Folder]]:
    for name in _names(folder):
        profile.deadline.check(SOURCE)
        try:
            below = folder.enter(name)
        except NotHere:
            continue  # a file, as the salt beside the folders
        with below:
            yield name, below


def _names(folder: Folder) -> list[str]:
    names = folder.names(_MOST_ORIGINS + 1)
    if len(names) > _MOST_ORIGINS:
        raise CannotLook(Reason.TOO_BIG, detail="too many origins")
    return names


def _dates(folder: Folder) -> list[datetime | None]:
    """When each of the parts that are there last changed."""
    dates = []
    for part in _PARTS:
        try:
            state = folder.stat(part)
        except NotHere:
            continue
        if state.kind is FileKind.FOLDER:
            dates.append(moment(state.mtime_ns / 1e9))
    return dates


def _origin(profile: Profile, path: str) -> str:
    try:
        return read_whole(
            profile.tree,
            path,
            read_origin,
            source=SOURCE,
            deadline=profile.deadline,
            limit=_MOST_NOTE,
        )
    except NotHere:
        raise CannotLook(Reason.VANISHED, SOURCE) from None


def _named(profile: Profile, name: str) -> Found:
    found: Found = {}
    with profile.tree.folder(profile.at(name)) as folder:
        for each in _names(folder):
            try:
                date = moment(folder.stat(each).mtime_ns / 1e9)
            except NotHere:
                continue
            found[origin_of_name(each.removesuffix(_FILE))] = date
    return found
