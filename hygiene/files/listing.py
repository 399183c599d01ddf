"""The files that are left in the places of a home: each folder is listed once, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator

from hygiene.errors import CannotLook, NotHere
from hygiene.files.bin import bin_of
from hygiene.files.entries import MOST_ENTRIES, Left, Listing, dated
from hygiene.files.places import PLACES, Place, is_one_thing, is_shown, places
from hygiene.filesystem.tree import FileKind
from hygiene.filesystem.walk import Walk
from hygiene.machine import Home

#: Seconds for all places of one home: a slow disk must not cost the rest of the run.
MOST_SECONDS = 20.0


def listings(home: Home) -> tuple[Listing, ...]:
    """What lies in each place of a home, its bin last; a place that is not there is left out."""
    return home.once("files left", lambda: tuple(_listed(home)))


def _listed(home: Home) -> Iterator[Listing]:
    found = places(home)
    deadline = home.machine.deadline.within(MOST_SECONDS)
    met = {place.identity for place in found if place.identity is not None}
    for id in PLACES:
        folders = [place for place in found if place.id == id]
        if not folders:
            continue
        listing = Listing(id)
        for place in folders:
            walk = Walk(place.tree, deadline, MOST_ENTRIES - len(listing.files), met)
            add(listing, place, walk, home.machine.platform)
        yield listing
    listing = bin_of(home, deadline)
    if listing.files or listing.unseen:
        yield listing


def add(listing: Listing, place: Place, walk: Walk, platform: str) -> None:
    """Add the files below `place`; whatever cannot be seen is remembered, the rest is kept."""
    one = is_one_thing if platform == "macos" else _never

    def enter(name: str) -> bool:
        return is_shown(name) and not one(name)

    try:
        if place.cause is not None:
            raise place.cause
        for level in walk.levels(place.path, enter):
            for name, kind in level.entries:
                wanted = kind is FileKind.FILE or (kind is FileKind.FOLDER and one(name))
                if wanted and is_shown(name) and (date := dated(level, name, walk)) is not None:
                    listing.files.append(Left(place.tree, level.path, name, name, date))
    except NotHere:
        pass
    except CannotLook as cause:
        walk.unseen.append(cause)
    listing.unseen.extend(walk.unseen)


def _never(name: str) -> bool:
    return False
