"""What sites keep in Firefox beside cookies: their origins counted, no value read."""

from __future__ import annotations

from datetime import datetime

from hygiene.browsers.database import Database
from hygiene.browsers.origins import origin_of
from hygiene.browsers.profile import Profile
from hygiene.clock import moment
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import FileKind
from hygiene.tally import Distinct, Tally, tallied

FOLDER, OLD, WORKERS = "storage/default", "webappsstore.sqlite", "serviceworker.txt"
_MOST_FOLDERS = 100_000
_MOST_WORKERS = 16 * 1024 * 1024
#: Local storage and IndexedDB of an origin's folder.
_PARTS = frozenset({"ls", "idb"})


def site_storage(profile: Profile) -> Tally:
    """Origins with local storage, IndexedDB or service workers, each once."""
    origins = Distinct(profile.clock)
    return tallied(
        ("storage", lambda: origins.tally(_folders(profile))),
        (OLD, lambda: origins.tally(dict.fromkeys(_old_local_storage(profile)))),
        (WORKERS, lambda: origins.tally(dict.fromkeys(_service_workers(profile)))),
    )


def _folders(profile: Profile) -> dict[str, datetime | None]:
    found: dict[str, datetime | None] = {}
    path = profile.at(FOLDER)
    entries = profile.tree.names(path)
    if len(entries) > _MOST_FOLDERS:
        raise CannotLook(Reason.TOO_BIG, detail="too many origins")
    for name in entries:
        # `https+++host+port^attributes`: the same site in a container or below another site.
        plain = name.partition("^")[0]
        scheme, _, rest = plain.partition("+++")
        host, _, port = rest.partition("+")
        origin = origin_of(f"{scheme}://{host}" + (f":{port}" if port else ""))
        if not origin:
            continue
        profile.deadline.check()
        try:
            with profile.tree.folder(f"{path}/{name}") as folder:
                parts = _PARTS.intersection(folder.names())
                dates = [s.mtime_ns for p in parts if (s := folder.stat(p)).kind is FileKind.FOLDER]
        except NotHere:
            continue
        if dates:
            date = moment(max(dates) / 1e9)
            old = found.get(origin)
            found[origin] = max(date, old) if date and old else date or old
    return found


def _old_local_storage(profile: Profile) -> set[str]:
    """Local storage of before Firefox 68, which later ones keep as an empty file."""

    def look(db: Database) -> set[str]:
        if not db.has("webappsstore2"):
            return set()
        db.need("webappsstore2", "originKey")
        return {_backwards(str(k)) for (k,) in db.rows("select originKey from webappsstore2")}

    return profile.ask(OLD, {"webappsstore2": ("originKey",)}, look)


def _backwards(key: str) -> str:
    """`moc.elpmaxe.:https:443` is the origin of https://example.com."""
    host, _, rest = key.partition(":")
    scheme, _, port = rest.partition(":")
    return origin_of(f"{scheme}://{host[::-1].lstrip('.')}" + (f":{port}" if port else ""))


def _service_workers(profile: Profile) -> set[str]:
    text = profile.tree.text(profile.at(WORKERS), _MOST_WORKERS).decode("utf-8", "replace")
    return {origin_of(line) for line in text.splitlines() if line.startswith("http")}
