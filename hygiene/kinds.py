"""The kinds of things a report counts, read from kinds.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from hygiene.data import load
from hygiene.model import Severity

#: In the place of a severity: such a kind is not looked for on one's own computer.
NOT_ASKED = "not-applicable"


class Kind(NamedTuple):
    """One row of the contract's table of kinds."""

    name: str
    check: str
    severity: Severity
    own: Severity | None
    """Severity on one's own computer; None where it is no question there."""
    gesture: str
    names: str = ""
    """What its names are (hosts, files…); empty where none may be shown."""
    live_terminal_only: bool = False
    """Whether only the owner may read the names, on a terminal of the computer itself."""
    state: bool = False
    """Whether it is a state, which `--since` does not narrow."""
    facts: tuple[str, ...] = ()
    subjects: Mapping[str, Severity] = MappingProxyType({})
    """What its findings may be about, where each thing has a severity of its own."""
    of_service: bool = False
    """Whether its subject is a service: it tells where somebody went, as a name does."""
    keeper: bool = False
    """Whether what weighs little of it is for the person in charge: a visitor cannot change it."""

    @property
    def placed(self) -> bool:
        """Whether its subject names nothing: a place (Downloads, the bin), the id of a fact."""
        return self.names in ("", "files")


@cache
def kinds() -> Mapping[str, Kind]:
    """Every built-in kind by name."""
    return {name: kind_of(name, row) for name, row in load("hygiene", "kinds.toml")["kind"].items()}


def kind_of(name: str, row: Mapping[str, Any]) -> Kind:
    """The kind that a TOML row declares; raises KeyError or ValueError where the row is wrong."""
    gesture = row["gesture"]
    if gesture not in gestures():
        raise ValueError(f"no such gesture: {gesture}")
    return Kind(
        name=name,
        check=row["check"],
        severity=Severity.of(row["severity"]),
        own=None if row["own"] == NOT_ASKED else Severity.of(row["own"]),
        gesture=gesture,
        names=row.get("names", ""),
        live_terminal_only=row.get("live_terminal_only", False),
        state=row.get("state", False),
        facts=tuple(row.get("facts", ())),
        subjects={name: Severity.of(word) for name, word in row.get("subjects", {}).items()},
        of_service=row.get("of_service", row.get("names") == "services"),
        keeper=row.get("keeper", False),
    )


@cache
def rules() -> tuple[str, ...]:
    """The ids of the guide's eight rules, in its order."""
    return tuple(load("hygiene", "kinds.toml")["rules"]["order"])


@cache
def gestures() -> tuple[str, ...]:
    """The gestures in the order to do them."""
    return tuple(load("hygiene", "kinds.toml")["gestures"]["order"])
