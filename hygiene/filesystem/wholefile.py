"""Files that are read as a whole: bounded, and read again where the browser was writing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hygiene.clock import Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import Tree

T = TypeVar("T")

_ATTEMPTS = 3


def read_whole(
    tree: Tree,
    path: str,
    parse: Callable[[bytes], T],
    *,
    source: str,
    deadline: Deadline,
    limit: int,
) -> T:
    """What `parse` makes of the bytes of a file.

    Args:
        tree: Where the file is.
        path: Its path in the tree.
        parse: Raises CannotLook(DAMAGED) for bytes that make no sense; it may be called again.
        source: How the file is called in the report.
        deadline: When to give up.
        limit: In bytes; a larger file is `too-big`.

    Raises:
        NotHere: There is no such file.
        CannotLook: DAMAGED only of a file that stood still, BUSY if it kept changing.
    """
    for _ in range(_ATTEMPTS):
        deadline.check(source)
        try:
            before = tree.stat(path)
            data = tree.read(path, limit)
        except CannotLook as cause:
            raise cause.at(source) from None
        try:
            return parse(data)
        except CannotLook as cause:
            if cause.reason is not Reason.DAMAGED:
                raise cause.at(source) from None
            try:
                if tree.stat(path) != before:
                    continue
            except NotHere:
                raise CannotLook(Reason.VANISHED, source) from None
            raise cause.at(source) from None
    raise CannotLook(Reason.BUSY, source)
