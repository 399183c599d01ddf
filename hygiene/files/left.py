"""What is left in each place: papers apart from other files, counted by what they are."""

from __future__ import annotations

from collections.abc import Iterator

from hygiene.files.counting import counted, with_unseen
from hygiene.files.entries import Left
from hygiene.files.listing import listings
from hygiene.files.naming import paper, sort
from hygiene.files.places import is_shortcut
from hygiene.files.recent import recent
from hygiene.machine import Home
from hygiene.tally import Tally, tallied


def left_files(home: Home) -> Iterator[tuple[str, Tally]]:
    """The tallies of each place: papers, where there are any, then all other files.

    `facts.papers` is there for papers alone; the other facts count what they are. A place that
    could not be seen whole tells so in its last tally.
    """
    for listing in listings(home):
        papers: dict[str, list[Left]] = {}
        others: dict[str, list[Left]] = {}
        for file in listing.files:
            if is_shortcut(file.name):
                continue
            name = paper(file.name)
            table, key = (others, sort(file.name)) if name is None else (papers, name)
            table.setdefault(key, []).append(file)
        if papers:
            found = counted(papers, home.clock)
            yield listing.place, found.with_facts(papers=found.count)
        yield (
            listing.place,
            with_unseen(counted(others, home.clock), listing.place, listing.unseen),
        )
    yield "recent", tallied(("recent", lambda: recent(home)))
