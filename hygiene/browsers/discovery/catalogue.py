"""Which browsers there are, how they are called, and where each keeps what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, get_args

from hygiene.data import load
from hygiene.machine import Platform

#: How a browser is installed that is carried along.
PORTABLE = "portable"


class Browser(NamedTuple):
    """One browser in one channel; `family` tells who can read it."""

    id: str
    name: str
    family: str
    processes: tuple[str, ...]
    """How the running program is called, in lower case, without `.exe`."""
    offers_to_save: bool = True
    """Whether it offers to save passwords until somebody says no."""


class Place(NamedTuple):
    """Where one browser, installed one way, keeps its data on one system.

    `data` and `cache` are relative to the home; `*` in a name stands for any characters. `cache`
    is None where it lies in the profiles, and begins with `./` where it lies in the data folder.
    """

    browser: Browser
    install: str
    data: str
    cache: str | None
    order: int


@dataclass(slots=True)
class Step:
    """One name on the way from a home to the places: what may come next, and what is here."""

    names: dict[str, Step] = field(default_factory=dict)
    patterns: dict[str, Step] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)


@cache
def browsers() -> Mapping[str, Browser]:
    """Every browser by id, in the order of the catalogue."""
    return {
        id: Browser(
            id,
            row["name"],
            row["family"],
            tuple(row["processes"]),
            row.get("offers_to_save", True),
        )
        for id, row in load("hygiene.browsers.discovery", "catalogue.toml").items()
    }


@cache
def places(platform: Platform) -> tuple[Place, ...]:
    """Every place of one system, in the order of the catalogue."""
    found: list[Place] = []
    for id, row in load("hygiene.browsers.discovery", "catalogue.toml").items():
        for place in row.get(platform, ()):
            found.append(
                Place(
                    browsers()[id],
                    place["install"],
                    place["data"],
                    place.get("cache"),
                    len(found),
                )
            )
    return tuple(found)


@cache
def portable_places(where: str) -> tuple[Place, ...]:
    """The places of browsers that are carried along, in a home of a system or on a `stick`."""
    rows = load("hygiene.browsers.discovery", "portable.toml")
    order = len(load("hygiene.browsers.discovery", "catalogue.toml")) * 100  # after all others
    found: list[Place] = []
    for id, data in rows["data"].items():
        for above in rows["above"][where]:
            for below in data:
                path = f"{above}/{below}" if above else below
                found.append(Place(browsers()[id], PORTABLE, path, None, order + len(found)))
    return tuple(found)


@cache
def ways(platform: Platform) -> Step:
    """The places in a home as a tree of names: each folder is opened once for all browsers."""
    return _tree((*places(platform), *portable_places(platform)))


@cache
def ways_on_volume() -> Step:
    """The same for a stick or a second disk, which may have been used with any system."""
    systems: tuple[Platform, ...] = get_args(Platform)
    listed = (place for platform in systems for place in places(platform))
    return _tree((*(p for p in listed if p.install == PORTABLE), *portable_places("stick")))


def _tree(rows: Iterable[Place]) -> Step:
    root = Step()
    for place in rows:
        step = root
        for name in place.data.split("/"):
            following = step.patterns if "*" in name else step.names
            step = following.setdefault(name, Step())
        step.places.append(place)
    return root


def browser_name(id: str) -> str:
    """What people call the browser `id`; the id itself where the catalogue has none."""
    browser = browsers().get(id)
    return id if browser is None else browser.name
