"""What the Tab key offers as values: checks, browsers, formats; each with a word of explanation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hygiene.commandline.surroundings import Surroundings
    from hygiene.texts.say import Language

Words = list[tuple[str, str]]
Offer = Callable[["Surroundings", "Language"], Words]


def checks(surroundings: Surroundings, language: Language) -> Words:
    """The ids of the checks and their titles; for root only those that ship with hygiene."""
    from hygiene.registry import registry
    from hygiene.texts.messages import title

    found = registry(others=not surroundings.privileged)
    return [(check.id, title(check, check.id, language)) for check in found if not check.broken]


def browsers(surroundings: Surroundings, language: Language) -> Words:
    """The ids of the browsers and their names."""
    from hygiene.browsers.discovery.catalogue import browsers

    return [(browser.id, browser.name) for browser in browsers().values()]


def among(*values: str) -> Offer:
    """These values, which need no explanation."""

    def offer(surroundings: Surroundings, language: Language) -> Words:
        return [(value, "") for value in values]

    return offer


MOMENTS = among("session", "today", "2h")
