"""What is left in each place: papers apart from other files, counted by what they are."""

from __future__ import annotations

from collections.abc import Iterator

from hygiene.browsers.tally import Item, Tally, merged, moment, tallied
from hygiene.clock import Clock
from hygiene.files.listing import Left, listings
from hygiene.files.naming import paper, sort
from hygiene.files.recent import recent
from hygiene.machine import Home


def left_files(home: Home) -> Iterator[tuple[str, Tally]]:
    """The tallies of each place: papers, where there are any, then all other files.

    `facts.papers` is there for papers alone; the other facts count what they are. A place that
    could not be seen whole tells so in its last tally.
    """
    for listing in listings(home):
        papers: dict[str, list[Left]] = {}
        others: dict[str, list[Left]] = {}
        for file in listing.files:
            name = paper(file.name)
            table, key = (others, sort(file.name)) if name is None else (papers, name)
            table.setdefault(key, []).append(file)
        if papers:
            found = _tally(papers, home.clock)
            yield listing.place, found.with_facts(papers=found.count)
        found = merged([_tally(others, home.clock), Tally(unseen=tuple(listing.unseen))])
        yield listing.place, found.with_facts(approximate=True) if listing.approximate else found
    yield "recent", tallied(("recent", lambda: recent(home)))


def _tally(sorts: dict[str, list[Left]], clock: Clock) -> Tally:
    parts = []
    for name, files in sorts.items():
        part = Tally.of((item(file) for file in files), clock)
        parts.append(part.with_facts(**{name: part.count}) if part.count else part)
    return merged(parts)


def item(file: Left) -> Item:
    """A file as something to count."""
    return Item(moment(file.mtime_ns / 1e9), file.name)
