"""Files beside a browser's own that keep saved logins: known by their names."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from hygiene.browsers.profile import Profile
from hygiene.clock import moment
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import FileKind
from hygiene.tally import Item, Tally

_MOST_NAMES = 100_000
#: A part of the database beside which they lie.
_SIDE_FILES = ("-journal", "-wal", "-shm")


def copies(
    profile: Profile,
    start: tuple[str, ...],
    own: Collection[str],
    holds_logins: Callable[[str], bool],
) -> Tally:
    """The files in the profile's folder that hold logins, by their last change.

    Args:
        profile: Whose folder.
        start: How their names begin, in lower case.
        own: Those that the browser itself opens, in lower case.
        holds_logins: Whether the file of that name keeps logins; asked of no empty file.
    """

    def likely(name: str) -> bool:
        return name.startswith(start) and name not in own and not name.endswith(_SIDE_FILES)

    items: list[Item] = []
    unseen: list[CannotLook] = []
    with profile.tree.folder(profile.path) as folder:
        names = folder.names(_MOST_NAMES + 1)
        if len(names) > _MOST_NAMES:
            raise CannotLook(Reason.TOO_BIG, "profile", "too many files")
    for name in [name for name in names if likely(name.casefold())]:
        profile.deadline.check()
        try:
            stat = profile.tree.stat(profile.at(name))
            if stat.kind is FileKind.FILE and stat.size and holds_logins(name):
                items.append(Item(moment(stat.mtime_ns / 1e9)))
        except NotHere:
            continue
        except CannotLook as cause:
            unseen.append(cause.at("profile"))
    return replace(Tally.of(items, profile.clock), unseen=tuple(unseen))
