"""Which browsers there are, how they are called, and where each keeps what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from hygiene.data import load
from hygiene.machine import Platform


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
def ways(platform: Platform) -> Step:
    """The places as a tree of names: each folder on the way is opened once for all browsers."""
    root = Step()
    for place in places(platform):
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
