"""The families of browsers: each answers in its own way, and is loaded only where it was used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hygiene.browsers.readers import Readers


def readers(family: str) -> Readers:
    """How a family of the catalogue answers; raises KeyError for one that nobody reads yet."""
    if family == "chromium":
        from hygiene.browsers.chromium.readers import READERS

        return READERS
    if family == "firefox":
        from hygiene.browsers.firefox.readers import READERS

        return READERS
    if family == "safari":
        from hygiene.browsers.safari.readers import READERS

        return READERS
    raise KeyError(family)
