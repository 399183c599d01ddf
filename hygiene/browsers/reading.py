"""A profile whose files can be asked: what both families of readers are built on."""

from __future__ import annotations

from abc import ABC
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from hygiene.browsers.jsonfile import read_json
from hygiene.browsers.profile import Profile

if TYPE_CHECKING:
    from hygiene.browsers.database import Columns, Database

T = TypeVar("T")


@dataclass(slots=True)
class ReadableProfile(Profile, ABC):
    """A profile that puts questions to the files in its folder."""

    def ask(self, name: str, columns: Columns, question: Callable[[Database], T]) -> T:
        """Put a question to the database `name`; see `hygiene.browsers.database.ask`."""
        from hygiene.browsers.database import ask

        return ask(
            self.tree,
            self.at(name),
            columns,
            question,
            source=name.rpartition("/")[2],
            deadline=self.deadline,
        )

    def json(self, name: str, keep: Iterable[str]) -> dict[str, Any]:
        """The keys `keep` of the JSON file `name`, at any depth; the rest is dropped."""
        return read_json(self.tree, self.at(name), source=name, deadline=self.deadline, keep=keep)
