"""One start of the program: its arguments, where it takes place, in which language it speaks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hygiene.commandline.surroundings import here

if TYPE_CHECKING:
    from hygiene.texts.say import Language


class Start:
    """What every command is given."""

    def __init__(self, arguments: list[str]) -> None:
        self.arguments = arguments
        self.surroundings = here()

    @cached_property
    def language(self) -> Language:
        """The language of help and errors, which are said whatever is wrong with the settings."""
        from hygiene.commandline.language import asked_in
        from hygiene.config.layers import language_said

        return (
            asked_in(self.arguments)
            or language_said(self.surroundings)
            or self.surroundings.language
        )
