"""Apple's property lists, binary or XML: bounded, and only the keys that are asked for are kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from hygiene.clock import Deadline, moment
from hygiene.errors import CannotLook, Reason
from hygiene.filesystem.tree import Tree
from hygiene.filesystem.wholefile import read_whole

#: Bytes; the sessions of a few hundred tabs are some MB.
MOST = 16 * 1024 * 1024


def read_plist(
    tree: Tree, path: str, *, source: str, deadline: Deadline, keep: Iterable[str] | None = None
) -> dict[str, Any]:
    """The dictionary that a property list is.

    Objects in it may stand in many places at once: whoever goes through all of it would meet some
    of them without end. Go to what is wanted, by its keys.

    Args:
        tree: Where the file is.
        path: Its path in the tree.
        source: How it is called in the report.
        deadline: When to give up.
        keep: If given, only these keys of the dictionary itself are kept.

    Raises:
        NotHere: There is no such file.
        CannotLook: DAMAGED if it is no such dictionary and stood still, BUSY if it kept changing,
            TOO_BIG if it, or what it holds, is beyond the limits.
    """

    def parse(data: bytes) -> dict[str, Any]:
        found = parse_plist(data)
        return found if keep is None else {key: found[key] for key in keep if key in found}

    return read_whole(tree, path, parse, source=source, deadline=deadline, limit=MOST)


def parse_plist(data: bytes) -> dict[str, Any]:
    """The dictionary in `data`; raises CannotLook, DAMAGED or TOO_BIG, for anything else."""
    import plistlib  # a tenth of the start-up of a run that meets none

    from hygiene.filesystem.plist_bounds import must_be_bounded

    must_be_bounded(data)
    try:
        found = plistlib.loads(data)
    except Exception:
        # plistlib lets out whatever it stumbles over (ValueError, ExpatError, RecursionError,
        # AttributeError for a date that is none…), and its list is not documented.
        raise CannotLook(Reason.DAMAGED, detail="no property list") from None
    # In the binary form anything may stand in the place of a key; whoever goes through them, and
    # not to one that is wanted, must meet texts.
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        raise CannotLook(Reason.DAMAGED, detail="no dictionary")
    return found


def date_of(value: object) -> datetime | None:
    """The aware moment of a date of a property list, which knows no zone and means UTC.

    None for anything else, and for a date before 1970.
    """
    if not isinstance(value, datetime):
        return None
    return moment(value.replace(tzinfo=UTC).timestamp())
