"""Words beside a number that tell what it is: the name of the field, or what stands before it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from hygiene.data import load

#: `numFiscal`, `num_fiscal` and `N° fiscal` are the same two words.
_BORDER = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")


def words_of(text: str) -> frozenset[str]:
    """The words of a text or of the name of a field, in small letters, without accents."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return frozenset(word.lower() for word in _BORDER.split(bare) if word)


def tell_of(what: str, words: frozenset[str]) -> bool:
    """Whether any of `words` tells of `what`: nir, tax, card or no_card."""
    alone, parts = _known(what)
    return bool(words & alone) or any(part in word for part in parts for word in words)


@cache
def _known(what: str) -> tuple[frozenset[str], tuple[str, ...]]:
    row = load("hygiene.identity", "numbers.toml")["words"][what]
    return frozenset(row["words"]), tuple(row["parts"])
