"""Which browsers were used in the homes of a machine, and where their profiles are."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from hygiene.browsers.discovery.catalogue import Place, Step, ways, ways_on_volume
from hygiene.browsers.discovery.environment import redirected, xdg_folders
from hygiene.browsers.discovery.listing import profiles_below
from hygiene.browsers.discovery.looking import Found, Look
from hygiene.browsers.families import readers
from hygiene.browsers.profile import Installation, Profile
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import open_tree
from hygiene.filesystem.tree import Folder, Tree
from hygiene.machine import Home, Machine
from hygiene.machine.volumes import volumes
from hygiene.shares import Shares

#: Names among which a pattern is looked for; a real folder of downloads may have thousands.
_MOST_NAMES = 100_000


def installations(
    machine: Machine, environ: Mapping[str, str] | None = None
) -> tuple[Installation, ...]:
    """Every browser that keeps data in the homes of `machine`, in the order of the catalogue.

    An installation that is there and cannot be listed has its cause in `unseen`; a home, or a
    folder on the way, that cannot be entered is told by `unseen_places`.

    Args:
        machine: What is looked at.
        environ: Where the running person says their settings are (XDG); by default the process's.
    """
    found: list[Installation] = []
    shares = Shares.of(machine, (home.user for home in machine.homes))
    for home in machine.homes:
        with shares.turn(home.user):
            found += _seen(home, environ).installations
        shares.done(home.user)
    return tuple(found)


def unseen_places(
    machine: Machine, environ: Mapping[str, str] | None = None
) -> tuple[tuple[Home, CannotLook], ...]:
    """Homes, or folders on the way to the browsers' data, that could not be entered.

    The source of the cause is the folder's name in the catalogue, empty for the home itself.
    """
    return tuple((home, cause) for home in machine.homes for cause in _seen(home, environ).unseen)


def _seen(home: Home, environ: Mapping[str, str] | None) -> _Visit:
    return home.once("browsers", lambda: _visited(home, environ))


def _visited(home: Home, environ: Mapping[str, str] | None) -> _Visit:
    environ = os.environ if environ is None else environ
    visit = _Visit(home, xdg_folders(home, environ), unseen=redirected(home, environ))
    way = ways(home.machine.platform)
    visit.walk(way, home.path, (), ())
    for folder, path in visit.xdg.items():
        if folder in way.names:
            visit.walk(way.names[folder], path, (folder,), ())
    if home.mine:
        for tree, path in volumes(home.machine):
            if path or tree is not home.machine.system:
                visit.look_at_volume(tree, path)
    visit.found.sort(key=lambda pair: (pair[0], pair[1].data))
    return visit


@dataclass(slots=True)
class _Visit:
    """One walk through a home, along the catalogue: each folder on the way is opened once."""

    home: Home
    xdg: dict[str, str]
    met: set[tuple[int, int]] = field(default_factory=set)
    found: list[tuple[int, Installation]] = field(default_factory=list)
    unseen: list[CannotLook] = field(default_factory=list)

    @property
    def installations(self) -> list[Installation]:
        return [installation for _, installation in self.found]

    def look_at_volume(self, tree: Tree, path: str) -> None:
        """Look for browsers that are carried along on a disk or stick: they count as this person's.

        Somebody else may have filled it: no link leads out of it.
        """
        try:
            if not tree.is_folder(path):  # in a container, single files are mounted
                return
        except CannotLook as cause:
            self.unseen.append(cause.at("USB"))
            return
        if path:
            tree = open_tree(Path("/", path), fold=True, links="outside")
        home = self.home
        stick = Home(home.machine, home.user, tree, mine=True, clock=home.clock)
        visit = _Visit(stick, {}, self.met)
        visit.walk(ways_on_volume(), "", ("USB",), ())
        self.found += visit.found
        self.unseen += visit.unseen

    def walk(self, step: Step, path: str, names: tuple[str, ...], stars: tuple[str, ...]) -> None:
        """Look at `path`, and at what the catalogue knows below it.

        `names` is the way there as the catalogue writes it, `stars` what its patterns stood for.
        """
        for place in step.places:
            self._look(place, path, stars)
        if not step.names and not step.patterns:
            return
        try:
            self.home.machine.deadline.check()
            with self.home.tree.folder(path) as folder:
                following = self._following(step, folder)
        except NotHere:
            return
        except CannotLook as cause:
            self.unseen.append(cause.at("/".join(names)))
            return
        for name, pattern, below in following:
            self.walk(
                below,
                f"{path}/{name}" if path else name,
                (*names, pattern or name),
                (*stars, name) if pattern else stars,
            )

    def _following(self, step: Step, folder: Folder) -> list[tuple[str, str, Step]]:
        """Names in `folder` that lead further, each with the pattern that it matched."""
        found = []
        for name, below in step.names.items():
            try:
                folder.stat(name)
            except NotHere:
                continue
            found.append((name, "", below))
        if not step.patterns:
            return found
        fold = str.casefold if self.home.machine.platform != "linux" else str
        names = folder.names(_MOST_NAMES + 1)
        if len(names) > _MOST_NAMES:
            self.unseen.append(CannotLook(Reason.TOO_BIG, next(iter(step.patterns))))
        for pattern, below in step.patterns.items():
            wanted = fold(pattern)
            found += [(n, pattern, below) for n in names if fnmatchcase(fold(n), wanted)]
        return found

    def _look(self, place: Place, data: str, stars: tuple[str, ...]) -> None:
        look = Look(self.home, place, self.met)
        found: list[Found] | None = None
        try:
            look.deadline.check(place.data)
            if not look.first_time(look.tree.stat(data)):
                return
            found = profiles_below(look, data)
            found = found and look.most(found)
        except NotHere:
            return
        except CannotLook as cause:
            look.missed(cause)
        if found is None and look.unseen is None:
            return
        profiles = sorted(found or (), key=lambda each: each.folder)
        installation = Installation(
            self.home,
            place.browser.id,
            place.browser.family,
            place.install,
            data,
            readers(place.browser.family),
            self._cache(place, data, stars),
            unseen=look.unseen,
        )
        installation.profiles = tuple(_profile(installation, each) for each in profiles)
        self.found.append((place.order, installation))

    def _cache(self, place: Place, data: str, stars: tuple[str, ...]) -> str | None:
        if place.cache is None:
            return None
        if place.cache.startswith("./"):
            return f"{data}/{place.cache[2:]}"
        known = iter(stars)
        names = [next(known, name) if "*" in name else name for name in place.cache.split("/")]
        if names[0] in self.xdg:
            return "/".join((self.xdg[names[0]], *names[1:]))
        return self.home.at("/".join(names))


def _profile(installation: Installation, found: Found) -> Profile:
    cache = installation.cache
    if cache is not None:
        cache = posixpath.normpath(f"{cache}/{found.folder}") if found.cached else None
    profile = Profile(installation, found.folder, cache)
    profile.path = found.path  # as it is, also where `folder` leads up from a linked data folder
    return profile
