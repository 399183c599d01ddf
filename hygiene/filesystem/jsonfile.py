"""JSON files of browsers: bounded, and only the keys that are asked for are kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from hygiene.clock import Deadline
from hygiene.errors import CannotLook, Reason
from hygiene.filesystem.tree import Tree
from hygiene.filesystem.wholefile import read_whole

#: Bytes; the largest Preferences seen in the wild are some MB.
MOST = 16 * 1024 * 1024
#: Values that one file may make us build. 16 MB of `[],[],…` hold five million: 450 MB of memory,
#: and seconds at each of half a dozen looks (measured, 2026). Settings of Chromium 156 take 23
#: bytes a value or more.
MOST_VALUES = 1_000_000

#: Which keys of a file survive, by their names or by a test on them.
Keep = Iterable[str] | Callable[[str], bool]


def read_json(
    tree: Tree, path: str, *, source: str, deadline: Deadline, keep: Keep | None = None
) -> dict[str, Any]:
    """The JSON object in a file.

    Args:
        tree: Where the file is.
        path: Its path in the tree.
        source: How it is called in the report.
        deadline: When to give up.
        keep: If given, only these keys survive parsing, at any depth: the secrets beside them
            are dropped as they are met.

    Raises:
        NotHere: There is no such file.
        CannotLook: DAMAGED if it holds no JSON object and stood still, BUSY if it kept changing,
            TOO_BIG if it, or what it holds, is beyond the limits.
    """
    wanted = keep if keep is None or callable(keep) else frozenset(keep).__contains__

    def kept(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        return {k: v for k, v in pairs if wanted is None or wanted(k)}

    def parse(data: bytes) -> dict[str, Any]:
        if values(data) > MOST_VALUES:
            raise CannotLook(Reason.TOO_BIG, detail="number of values")
        try:
            value = json.loads(data, object_pairs_hook=kept)
        except (ValueError, RecursionError):
            raise CannotLook(Reason.DAMAGED, detail="no JSON") from None
        if not isinstance(value, dict):
            raise CannotLook(Reason.DAMAGED, detail="no JSON object")
        return value

    return read_whole(tree, path, parse, source=source, deadline=deadline, limit=MOST)


def values(data: bytes) -> int:
    """How many values lie in the JSON in `data`, or more: signs inside texts count too."""
    return data.count(b",") + data.count(b"[") + data.count(b"{")


def dig(value: Any, *keys: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """What lies at `keys`, None where something on the way is missing or no object."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def objects(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever the file holds
    """The objects of a list; anything else in its place is none."""
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []
