"""Which protections of a public terminal the keeper's policies do not give to a browser."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from typing import Any

from hygiene.browsers.policies import must_be_governable, policy_value
from hygiene.browsers.profile import Installation
from hygiene.browsers.version import major_version
from hygiene.data import load

Row = Mapping[str, Any]

#: Browsers whose policies have words of their own in their family.
_DIALECTS = ("edge",)


def unprotected(installation: Installation) -> tuple[str, ...]:
    """The ids of the protections that no policy gives, then of the policies that contradict others.

    Raises:
        NotHere: No policies of this browser are known, or the disk they lie on is not here.
        CannotLook: They cannot be read.
    """
    must_be_governable(installation)
    table = load("hygiene.browsers", "protections.toml")
    in_force: set[str] = set()
    lacks = []
    for row in table["protection"]:
        ways = [way for way in row["way"] if _concerns({**row, **way}, installation)]
        if any(_holds(way, installation, in_force) for way in ways):
            in_force.add(row["id"])
        elif ways:
            lacks.append(row["id"])
    for row in table["contradiction"]:
        cases = [case for case in row["case"] if _concerns(case, installation)]
        if any(_holds(case, installation, in_force) for case in cases):
            lacks.append(row["id"])
    return tuple(lacks)


def _concerns(row: Row, installation: Installation) -> bool:
    browser = installation.browser.partition("-")[0]
    words = browser if browser in _DIALECTS else installation.family
    platform = installation.home.machine.platform
    return words in row["in"] and platform in row.get("platforms", (platform,))


def _holds(row: Row, installation: Installation, in_force: Set[str]) -> bool:
    version = major_version(installation) or math.inf
    if version < row.get("since", 0) or ("before" in row and version >= row["before"]):
        return False
    if ("given" in row and row["given"] not in in_force) or row.get("missing") in in_force:
        return False

    def says(policies: Mapping[str, Any]) -> list[bool]:
        return [meets(w, policy_value(installation, name)) for name, w in policies.items()]

    return all(says(row.get("policies", {}))) and not any(says(row.get("unless", {})))


def meets(wanted: Any, value: Any) -> bool:  # noqa: ANN401 - whatever the policy holds
    """Whether a policy says at least what is wanted of it."""
    if isinstance(wanted, bool):  # the registry writes 0 and 1
        return isinstance(value, int) and bool(value) == wanted
    if isinstance(wanted, Mapping):
        return isinstance(value, Mapping) and all(meets(w, value.get(k)) for k, w in wanted.items())
    if isinstance(wanted, list):
        return isinstance(value, list) and all(any(meets(w, v) for v in value) for w in wanted)
    return bool(value == wanted)
