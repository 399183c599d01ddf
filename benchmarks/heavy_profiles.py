"""Fills one heavy profile of Chromium or Firefox, and tells exactly what it put there."""

from __future__ import annotations

import json
import random
import struct
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import lz4.block
from heavy_files import DAY, NOW, bodies, database, leveldb, mixed, snss, snss_page

MICRO = 1_000_000
FROM_1601 = 11_644_473_600 * MICRO
#: Kind, then `count`, `first` and `last` (Unix seconds) and facts, as the report names them.
Truth = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much one browser keeps, here at size L; `stores` are sites with storage."""

    hosts: int = 4_000
    pages: int = 300_000
    visits: int = 1_000_000
    downloads: int = 50_000
    cookies: int = 20_000
    logins: int = 300
    forms: int = 20_000
    tabs: int = 400
    stores: int = 600
    cached: int = 60_000
    code_cached: int = 6_000
    firefox_cached: int = 30_000

    def divided(self, by: int) -> Amounts:
        """A smaller size, which still has some of everything."""
        return Amounts(**{name: max(6, most // by) for name, most in asdict(self).items()})


@dataclass(slots=True)
class Person:
    """What one made-up person did; moments are microseconds since 1970.

    A few hosts own most pages, a few pages have most visits, every page has at least one.
    """

    amounts: Amounts
    rng: random.Random
    hosts: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    visits: list[tuple[int, int]] = field(default_factory=list)
    """Page and moment."""

    def __post_init__(self) -> None:
        a, rng = self.amounts, self.rng
        self.hosts = ["assure.ameli.fr", "cfspart.impots.gouv.fr", "www.caf.fr"]
        self.hosts += [f"www.site-{mixed(i):x}.example" for i in range(a.hosts - 3)]
        for i in range(a.pages):
            host = self.hosts[i if i < a.hosts else int(a.hosts * rng.random() ** 3)]
            self.pages.append(f"https://{host}/page/{i}?ref={mixed(i):x}")
        self.counts, self.last = [0] * a.pages, [0] * a.pages
        step = 90 * DAY * MICRO // a.visits
        for i in range(a.visits):
            newest = i * a.pages // a.visits
            fresh = i == 0 or newest > (i - 1) * a.pages // a.visits
            page = newest if fresh else int(newest * rng.random() ** 2)
            moment = (NOW - 91 * DAY) * MICRO + i * step + rng.randrange(step)
            self.visits.append((page, moment))
            self.counts[page] += 1
            self.last[page] = moment

    def moments(self, count: int) -> list[int]:
        """Moments of the last sixty days, in no order."""
        return [NOW * MICRO - self.rng.randrange(60 * DAY * MICRO) for _ in range(count)]

    def blob(self, size: int) -> bytes:
        """What an encrypted value looks like."""
        return b"v10" + self.rng.randbytes(size)


def _dated(moments: Iterable[int], **facts: int) -> dict[str, int]:
    """The truth of rows with these dates."""
    known = sorted(moments)
    return {"count": len(known), "first": known[0] // MICRO, "last": known[-1] // MICRO, **facts}


def chromium(profile: Path, cache: Path, person: Person, *, windows: bool) -> Truth:
    """Fill a Chromium profile and its cache, laid out as on Windows or as elsewhere."""
    a, hosts, pages, visits = person.amounts, person.hosts, person.pages, person.visits
    network = profile / "Network" if windows else profile
    network.mkdir(parents=True)
    started, made = sorted(person.moments(a.downloads)), person.moments(a.cookies)
    saved, used = person.moments(a.logins), person.moments(a.forms)
    never = max(1, a.logins // 10)
    database(
        profile / "History", 4096,
        urls=(a.pages, lambda i: dict(
            id=i + 1, url=pages[i], title=f"Page {i} of a site", visit_count=person.counts[i],
            last_visit_time=FROM_1601 + person.last[i],
        )),
        visits=(a.visits, lambda i: dict(
            id=i + 1, url=visits[i][0] + 1, visit_time=FROM_1601 + visits[i][1],
            from_visit=i if i % 3 else 0, transition=805306368 + i % 7,
        )),
        downloads=(a.downloads, lambda i: dict(
            id=i + 1, guid=f"{i:032x}", current_path=f"/home/alice/Downloads/paper-{i}.pdf",
            target_path=f"/home/alice/Downloads/paper-{i}.pdf", tab_url=pages[i],
            start_time=FROM_1601 + started[i], end_time=FROM_1601 + started[i] + MICRO,
        )),
    )  # fmt: skip
    # Icons of nine pages of ten, and of pages that the history has forgotten.
    forgotten = a.pages // 10
    icons = [f"https://{hosts[0]}/gone/{i}" if i < forgotten else pages[i] for i in range(a.pages)]
    database(profile / "Favicons", 4096, icon_mapping=(a.pages, lambda i: dict(
        page_url=icons[i], icon_id=i % a.hosts,
    )))  # fmt: skip
    tabbed = min(10 * a.tabs, a.pages)
    database(network / "Cookies", 4096, cookies=(a.cookies, lambda i: dict(
        host_key=hosts[i % a.hosts], name=f"name{i // a.hosts}", encrypted_value=person.blob(80),
        path="/", creation_utc=FROM_1601 + made[i], is_persistent=int(i % 9 > 0),
    )))  # fmt: skip
    database(profile / "Login Data", 2048, logins=(a.logins, lambda i: dict(
        origin_url=f"https://{hosts[i]}/login", signon_realm=f"https://{hosts[i]}/",
        username_value=f"alice{i}", password_value=person.blob(32),
        blacklisted_by_user=int(i < never), date_created=FROM_1601 + saved[i] - DAY * MICRO,
        date_last_used=FROM_1601 + saved[i],
    )))  # fmt: skip
    database(
        profile / "Web Data", 2048,
        autofill=(a.forms, lambda i: dict(
            name=f"field{i % 20}", value=f"Value {mixed(i)}", value_lower=f"value {mixed(i)}",
            date_created=used[i] // MICRO - DAY, date_last_used=used[i] // MICRO,
        )),
        addresses=(2, lambda i: dict(guid=str(i))),
        credit_cards=(2, lambda i: dict(guid=str(i), card_number_encrypted=person.blob(32))),
        masked_credit_cards=(3, lambda i: dict(id=str(i))),
        local_stored_cvc=(1, lambda i: dict(guid=str(i))),
        local_ibans=(2, lambda i: dict(guid=str(i), value_encrypted=person.blob(44))),
    )  # fmt: skip
    (profile / "Preferences").write_text(json.dumps({"profile": {"name": "Alice"}}), "utf-8")
    size = bodies(cache / "Cache/Cache_Data", "{:016x}_0", a.cached, person.rng)
    size += bodies(cache / "Code Cache/js", "{:016x}_0", a.code_cached, person.rng)
    return {
        "visited-page": _dated(person.last, visits=a.visits),
        "hidden-history": {
            "count": len({*icons, *pages[:tabbed]}),
            "favicons": a.pages,
            "sessions": tabbed,
            "beyond_history": forgotten,
        },
        "download-record": _dated(started),
        "cookie": _dated(made, session_only=len(made[::9])),
        "password": _dated(saved[never:]),
        "never-saved-site": {"count": never},
        "saving-offered": {"count": 1},
        "form-entry": _dated(used),
        "address": {"count": 2},
        "payment-card": {"count": 5, "cvc": 1},
        "iban": {"count": 2},
        "open-tab": _sessions(profile / "Sessions", person),
        "site-storage": _storage(profile, person),
        "cache": {"count": a.cached + a.code_cached, "bytes": size},
    }


def _sessions(folder: Path, person: Person) -> dict[str, int]:
    """Two session files, and the list of closed tabs; each tab has ten pages behind it."""
    folder.mkdir()
    pages, tabs = person.pages, person.amounts.tabs
    seen = [NOW * MICRO - tab * 60 * MICRO for tab in range(tabs)]
    alive: list[tuple[int, bytes]] = [(9, struct.pack("<ii", 1, 0))]  # a window, of normal type
    closed: list[tuple[int, bytes]] = []
    for tab, moment in enumerate(seen):
        alive.append((0, struct.pack("<ii", 1, tab + 2)))
        closed.append((4, struct.pack("<iiq", tab + 2, 9, FROM_1601 + moment)))
        for index in range(10):
            page = snss_page(tab + 2, index, pages[(tab * 10 + index) % len(pages)])
            alive.append((6, page))
            closed.append((1, page))
        alive.append((7, struct.pack("<ii", tab + 2, 9)))
        alive.append((21, struct.pack("<iiq", tab + 2, 0, FROM_1601 + moment)))
    now, before = FROM_1601 + NOW * MICRO, FROM_1601 + (NOW - DAY) * MICRO
    (folder / f"Session_{before}").write_bytes(snss(alive))
    (folder / f"Session_{now}").write_bytes(snss(alive))
    (folder / f"Tabs_{now}").write_bytes(snss(closed))
    return _dated(seen, closed=tabs, older_files=1)


def _storage(profile: Path, person: Person) -> dict[str, int]:
    """Local storage of most sites, IndexedDB and a service worker of some, two of them alone."""
    count = person.amounts.stores
    stores = [f"https://{host}" for host in person.hosts[: count + 2]]
    items = {}
    for store in stores[:count]:
        items[f"META:{store}".encode()] = b"\x08" + bytes(8)
        for key in range(20):
            items[f"_{store}\0\x01key{key}".encode()] = person.blob(200)
    leveldb(profile / "Local Storage/leveldb", items)
    for store in stores[count // 2 : count + 1]:
        name = store.replace("://", "_") + "_0.indexeddb.leveldb"
        leveldb(profile / "IndexedDB" / name, {b"key": person.blob(3000)})
    worker = f"REG:{stores[-1]}/\x00001".encode()
    leveldb(profile / "Service Worker/Database", {worker: person.blob(100)})
    return {"count": count + 2}


def firefox(profile: Path, cache: Path, person: Person) -> Truth:
    """Fill a Firefox profile and its cache, as after a clean close."""
    a, hosts, pages, visits = person.amounts, person.hosts, person.pages, person.visits
    profile.mkdir(parents=True)
    started, made = sorted(person.moments(a.downloads // 10)), person.moments(a.cookies)
    saved, used = person.moments(a.logins), person.moments(a.forms)
    owner = {host: number for number, host in enumerate(hosts)}
    # Bookmarks that nobody visited are places too, and do not count.
    places = pages + [f"https://{host}/" for host in hosts]
    counts, last = [*person.counts, *[0] * a.hosts], [*person.last, *[None] * a.hosts]
    database(
        profile / "places.sqlite", 32768,
        moz_places=(len(places), lambda i: dict(
            id=i + 1, url=places[i], title=f"Page {i} of a site", rev_host=_host(places[i])[::-1],
            visit_count=counts[i], last_visit_date=last[i], frecency=i % 900,
            guid=f"{mixed(i):012x}", url_hash=mixed(i), origin_id=owner[_host(places[i])] + 1,
        )),
        moz_historyvisits=(a.visits, lambda i: dict(
            id=i + 1, place_id=visits[i][0] + 1, visit_date=visits[i][1], visit_type=1,
            from_visit=i if i % 3 else 0,
        )),
        moz_origins=(len(hosts), lambda i: dict(id=i + 1, prefix="https://", host=hosts[i])),
        moz_anno_attributes=(2, lambda i: dict(
            id=i + 1, name=("downloads/destinationFileURI", "downloads/metaData")[i],
        )),
        moz_annos=(2 * len(started), lambda i: dict(
            id=i + 1, place_id=i // 2 + 1, anno_attribute_id=i % 2 + 1, dateAdded=started[i // 2],
            content=f"file:///home/alice/Downloads/paper-{i}.pdf",
        )),
    )  # fmt: skip
    database(profile / "cookies.sqlite", 32768, moz_cookies=(a.cookies, lambda i: dict(
        id=i + 1, name=f"name{i // a.hosts}", value=f"{mixed(i):064x}", host=hosts[i % a.hosts],
        path="/", expiry=(NOW + 99 * DAY) * 1000, lastAccessed=made[i], creationTime=made[i],
    )))  # fmt: skip
    database(profile / "formhistory.sqlite", 32768, moz_formhistory=(a.forms, lambda i: dict(
        id=i + 1, fieldname=f"field{i % 20}", value=f"Value {i}", firstUsed=used[i] - DAY,
        lastUsed=used[i], guid=f"{mixed(i):012x}",
    )))  # fmt: skip
    database(profile / "permissions.sqlite", 32768, moz_perms=(6, lambda i: dict(
        id=i + 1, origin=f"https://{hosts[i]}", permission=2,
        type="login-saving" if i % 2 else "geo",
    )))  # fmt: skip
    logins = [
        {
            "hostname": f"https://{hosts[i]}",
            "guid": f"{{{mixed(i):032x}}}",
            "encryptedPassword": person.blob(60).hex(),
            "timeCreated": (moment - DAY) // 1000,
            "timeLastUsed": moment // 1000,
        }
        for i, moment in enumerate(saved)
    ]
    filled = {"creditCards": [{"guid": "a"}], "addresses": [{"guid": "b"}, {"guid": "c"}]}
    seen = [NOW * MICRO - tab * 60 * MICRO for tab in range(a.tabs)]
    tabs = []
    for tab, moment in enumerate(seen):
        entries = [{"url": pages[(tab * 10 + i) % a.pages], "title": "A title"} for i in range(10)]
        tabs.append({"entries": entries, "index": 10, "lastAccessed": moment // 1000})
    closed = [{"state": tab, "closedAt": NOW * 1000} for tab in tabs[:25]]
    value = person.blob(30).hex()
    brief = [{"host": host, "name": "session", "value": value} for host in hosts[:20]]
    session = {"windows": [{"tabs": tabs, "_closedTabs": closed}], "cookies": brief}
    packed = b"mozLz40\0" + lz4.block.compress(json.dumps(session).encode(), store_size=True)
    (profile / "sessionstore.jsonlz4").write_bytes(packed)
    (profile / "sessionstore-backups").mkdir()
    (profile / "sessionstore-backups/previous.jsonlz4").write_bytes(packed)
    (profile / "logins.json").write_text(json.dumps({"logins": logins}), "utf-8")
    (profile / "autofill-profiles.json").write_text(json.dumps(filled), "utf-8")
    (profile / "prefs.js").write_text('user_pref("signon.rememberSignons", true);\n', "utf-8")
    for host in hosts[: a.stores]:
        bodies(profile / f"storage/default/https+++{host}/ls", "data-{}.sqlite", 1, person.rng)
    size = bodies(cache / "cache2/entries", "{:040X}", a.firefox_cached, person.rng)
    return {
        "visited-page": _dated(person.last, visits=a.visits),
        "download-record": _dated(started),
        "cookie": _dated(made) | {"count": a.cookies + len(brief), "session_only": len(brief)},
        "password": _dated(saved),
        "never-saved-site": {"count": 3},
        "saving-offered": {"count": 1},
        "form-entry": _dated(used),
        "address": {"count": 2},
        "payment-card": {"count": 1},
        "open-tab": _dated(seen, closed=len(closed), older_files=1),
        "site-storage": {"count": a.stores},
        "cache": {"count": a.firefox_cached, "bytes": size},
    }


def _host(address: str) -> str:
    return address.split("/", 3)[2]
