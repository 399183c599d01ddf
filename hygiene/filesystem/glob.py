"""What matches a path of our own catalogues, in which `*` stands for any signs of one name."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import Tree

#: Names among which a pattern is looked for; more were made to keep us busy.
_MOST_NAMES = 100_000


def matching(tree: Tree, base: str, pattern: str, *, fold: bool) -> Iterator[str]:
    """The paths in `tree` below `base` that exist and match `pattern`, in the order of names.

    Args:
        tree: Where to look.
        base: Path of a folder, empty for the tree itself.
        pattern: Relative to it, with `/` between names.
        fold: Whether case does not count (Windows, macOS).

    Raises:
        CannotLook: A folder on the way, or what is there, cannot be looked at.
    """
    plain, star, _ = pattern.partition("*")
    folder = plain.rpartition("/")[0] if star else pattern
    path = "/".join(part for part in (base, folder) if part)
    if not star:
        try:
            tree.stat(path)
        except NotHere:
            return
        yield path
        return
    name, _, rest = pattern[len(folder) :].lstrip("/").partition("/")
    for found in _named(tree, path, name, fold):
        below = f"{path}/{found}" if path else found
        if rest:
            yield from matching(tree, below, rest, fold=fold)
        else:
            yield below


def _named(tree: Tree, path: str, pattern: str, fold: bool) -> list[str]:
    try:
        with tree.folder(path) as folder:
            names = folder.names(_MOST_NAMES + 1)
    except NotHere:
        return []
    if len(names) > _MOST_NAMES:
        raise CannotLook(Reason.TOO_BIG, detail=f"more than {_MOST_NAMES} names")
    if fold:
        pattern = pattern.casefold()
    return [n for n in names if fnmatchcase(n.casefold() if fold else n, pattern)]
