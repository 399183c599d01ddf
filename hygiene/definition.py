"""What the registry knows of one check."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from hygiene.api import Question
from hygiene.kinds import Kind


class Check(NamedTuple):
    """One check: its questions, its kinds, its words.

    `broken` names what went wrong when it was loaded (an exception's type); such a check has no
    question and fails by its name.
    """

    id: str
    rule: str
    origin: str
    questions: tuple[Question, ...] = ()
    kinds: Mapping[str, Kind] = MappingProxyType({})
    texts: Mapping[str, Any] = MappingProxyType({})
    broken: str = ""
