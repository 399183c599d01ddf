"""What somebody who guesses French passwords tries first."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from hygiene.data import load

#: Signs that people put in the place of letters.
_LIKE = str.maketrans("0134578@$€!", "oieastbasei")
_KEYS_IN_A_ROW = 4


def folded(text: str) -> str:
    """The text in small letters, without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def read_as_letters(text: str) -> str:
    """The folded text, with letters for the digits and signs that look like them."""
    return folded(text).translate(_LIKE)


@cache
def usual() -> tuple[str, ...]:
    """Usual words, most usual first, each once; folded."""
    table = load("hygiene.passwords", "known.toml")
    lists = (table[name].split() for name in ("words", "first_names", "places", "clubs"))
    # One of each list in turn: the first of any list is about as usual.
    mixed = (word for row in itertools.zip_longest(*lists) for word in row if word)
    return tuple(dict.fromkeys(map(folded, (*mixed, *walks(), *words_for_phrases("fr")))))


def walks() -> Iterator[str]:
    """Neighbouring keys, either way."""
    for row in load("hygiene.passwords", "known.toml")["keyboard"]:
        for way in (row, row[::-1]):
            for start, end in itertools.combinations(range(len(way) + 1), 2):
                if end - start >= _KEYS_IN_A_ROW:
                    yield way[start:end]


def words_for_phrases(language: str) -> tuple[str, ...]:
    """The words that phrases are made of, sorted."""
    return tuple(load("hygiene.passwords", "words.toml")[language].split())


def guessed_first(about: Iterable[str]) -> list[str]:
    """What to try: what has to do with the person or the place, then what is usual."""
    return list(dict.fromkeys((*map(folded, about), *usual())))
