"""Page addresses that Chromium keeps outside its history: counted, none kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain
from typing import NamedTuple

from hygiene.browsers.chromium import history, tabs
from hygiene.browsers.chromium.hidden_count import FAVICONS, HISTORY, PAGES, Counts, Paths, count
from hygiene.browsers.chromium.storage import asked
from hygiene.browsers.counting import SINCE_1601
from hygiene.browsers.database import Database, ask
from hygiene.browsers.formats.addresses import in_pickle, in_protobuf
from hygiene.browsers.formats.leveldb import values_on_disk
from hygiene.browsers.profile import Installation, Profile
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.tally import Item, Tally, merged

#: Addresses with the dates that they tell.
Dated = Mapping[str, datetime | None]


class _Table(NamedTuple):
    """Where a small database keeps addresses; the first of `tables` that is there counts."""

    place: str
    file: str
    tables: tuple[str, ...]
    date: str | None = None


#: Read in the files of Chromium 156, 2026-11. `thumbnails` until Chromium 75 (recalled).
TABLES = (
    _Table("top_sites", "Top Sites", ("top_sites", "thumbnails")),
    _Table("shortcuts", "Shortcuts", ("omni_box_shortcuts",), "last_access_time"),
    _Table("predictor", "Network Action Predictor", ("network_action_predictor",)),
)
#: Pages of all profiles in one file above them, for Chromium's own statistics; its clearing
#: empties it, cleaners and throw-away profiles do not (measured, 156).
UKM = _Table("ukm_db", "segmentation_platform/ukm_db", ("urls",), "last_timestamp")
#: Chromium puts them among the most visited sites by itself, in fresh profiles and again after a
#: clearing (measured, 156; the second recalled): nobody went there.
GIVEN = ("https://chrome.google.com/webstore?", "https://chromewebstore.google.com/?")
ICONS, SHARED = "Favicons", "shared_proto_db"
#: The facts of the report: 0 tells that a clearing reached a place.
PLACES = (UKM.place, "favicons", *(table.place for table in TABLES), SHARED, "sessions")
#: The keys of the list of downloads in it (components/leveldb_proto, DOWNLOAD_STORE).
DOWNLOADS = b"21_"
#: Addresses of one small file, and bytes of one file of tabs. Real ones hold some thousands.
MOST, _MOST_BYTES = 100_000, 64 * 1024 * 1024


def hidden_history(installation: Installation) -> Tally:
    """The addresses outside the history of all profiles, each once.

    The facts say how many each place holds, and how many are in no profile's history. Values that
    the list of downloads has deleted count until their file is written anew.
    """
    found = _Found(installation)
    found.look(UKM.place, "ukm_db", partial(_ukm, installation))
    for profile in installation.profiles:
        if installation.home.machine.deadline.passed:
            found.unseen.append(CannotLook(Reason.TIME, history.SOURCE))
            break
        found.look_at_big(profile)
        for table in TABLES:
            found.look(table.place, table.file, partial(_table, profile, table))
        found.look(SHARED, SHARED, partial(_downloads, profile))
        found.look("sessions", tabs.SOURCE, partial(_sessions, profile))
    return found.tally()


@dataclass(slots=True)
class _Found:
    """What the places hold; `unseen` are the causes of what is missing."""

    installation: Installation
    places: dict[str, set[str]] = field(default_factory=dict)
    dates: dict[str, datetime] = field(default_factory=dict)
    icons: list[Profile] = field(default_factory=list)
    histories: list[Profile] = field(default_factory=list)
    every_history: bool = True
    unseen: list[CannotLook] = field(default_factory=list)

    def look(self, place: str, source: str, read: Callable[[], Dated]) -> None:
        """Add what `read` finds in a small file."""
        try:
            found = read()
        except NotHere:
            return
        except CannotLook as cause:
            self.unseen.append(cause.at(source))
            return
        self.places.setdefault(place, set()).update(found)
        for page, date in found.items():
            if date is not None and date <= self.installation.home.clock.now:
                self.dates[page] = max(date, self.dates.get(page, date))

    def look_at_big(self, profile: Profile) -> None:
        """Remember which of the profile's big databases are there and have their tables."""
        if self._readable(profile, ICONS):
            self.icons.append(profile)
        if self._readable(profile, history.SOURCE):
            self.histories.append(profile)

    def _readable(self, profile: Profile, file: str, *, whole: bool = False) -> bool:
        columns = FAVICONS if file == ICONS else HISTORY
        try:
            profile.ask(file, columns, partial(_has_all, columns=columns, whole=whole))
        except NotHere:
            return False
        except CannotLook as cause:
            if file == ICONS:
                self.unseen.append(cause)
            else:  # told with the visited pages, which are in the same file
                self.every_history = False
            return False
        return True

    def tally(self) -> Tally:
        """All of them together."""
        clock = self.installation.home.clock
        texts = frozenset().union(*self.places.values())
        parts = [Tally.of((Item(date) for date in self.dates.values()), clock)]
        try:
            counts = self._counts(texts)
            undated = counts.every - len(self.dates)
            if clock.since is None:
                parts.append(Tally(count=undated))
            else:
                texts = frozenset(p for p, date in self.dates.items() if date >= clock.since)
                counts = self._counts(texts, only=True)
                parts.append(Tally(undated=undated))
        except CannotLook as cause:
            return Tally(unseen=(*self.unseen, cause))
        facts = {place: len(texts & self.places.get(place, set())) for place in PLACES}
        facts["favicons"] = counts.favicons
        if self.every_history:
            facts["beyond_history"] = counts.beyond
        return merged([*parts, Tally(facts=facts, unseen=tuple(self.unseen))])

    def _counts(self, texts: frozenset[str], *, only: bool = False) -> Counts:
        try:
            return self._together(texts, only)
        except CannotLook:
            # One of them is damaged further in: without it, the others may be counted.
            self.icons = [p for p in self.icons if self._readable(p, ICONS, whole=True)]
            shown = [p for p in self.histories if self._readable(p, history.SOURCE, whole=True)]
            self.histories = shown
            return self._together(texts, only)

    def _together(self, texts: frozenset[str], only: bool) -> Counts:
        icons = [profile.at(ICONS) for profile in self.icons]
        histories = [profile.at(history.SOURCE) for profile in self.histories]
        deadline = self.installation.home.machine.deadline
        return count(self.installation.tree, Paths(icons, histories), texts, deadline, only=only)


def _has_all(db: Database, columns: Mapping[str, tuple[str]], whole: bool) -> int:
    ((table, (address,)),) = columns.items()
    db.need(table, address)
    return db.number(f"select count({address}) from {table}") if whole else 0


def _ukm(installation: Installation) -> Dated:
    path, look = f"{installation.data}/{UKM.file}", partial(_pages, table=UKM)
    deadline = installation.home.machine.deadline
    return ask(installation.tree, path, _columns(UKM), look, source="ukm_db", deadline=deadline)


def _table(profile: Profile, table: _Table) -> Dated:
    return profile.ask(table.file, _columns(table), partial(_pages, table=table))


def _columns(table: _Table) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(table.tables, ("url", *([table.date] if table.date else [])))


def _pages(db: Database, table: _Table) -> Dated:
    name = next((name for name in table.tables if db.has(name)), table.tables[0])
    date = table.date if table.date in db.need(name, "url") else "0"
    rows = db.rows(
        f"select url, {date} from {name} where substr(url, 1, 4) in {PAGES} limit {MOST + 1}"
    )
    if len(rows) > MOST:
        raise CannotLook(Reason.TOO_BIG, detail=f"more than {MOST} addresses")
    found: dict[str, datetime | None] = {}
    for url, raw in rows:
        if table.place == "top_sites" and url.startswith(GIVEN):
            continue
        seen = SINCE_1601.read(raw)
        known = found.get(url)
        found[url] = max(seen, known) if seen and known else seen or known
    return found


def _downloads(profile: Profile) -> Dated:
    def look(files: list[tuple[str, bytes]]) -> frozenset[str]:
        values = values_on_disk(files, prefix=DOWNLOADS)
        return frozenset(address for value in values for address in in_protobuf(value))

    return dict.fromkeys(asked(profile, SHARED, look))


def _sessions(profile: Profile) -> Dated:
    """Addresses of tabs, open or closed, and the pages they went through, of earlier times too."""
    paths = list(chain(*tabs.session_files(profile)))
    if not paths:
        raise NotHere
    found: set[str] = set()
    for path in paths:
        profile.deadline.check(tabs.SOURCE)
        try:
            found.update(in_pickle(profile.tree.read(path, _MOST_BYTES)))
        except NotHere:
            continue  # a running browser replaces them
    return dict.fromkeys(found)
