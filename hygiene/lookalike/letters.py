"""How a name reads to somebody in a hurry: without accents, with letters for those like them."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from hygiene.data import load

_ENCODED = "xn--"
_RUN = re.compile(r"(.)\1+")
_MIXED = re.compile(r"[a-z][0-9]|[0-9][a-z]")
#: A name with more digits than this stands for no word.
_MOST_DIGITS = 4


def plain_letters(host: str) -> str:
    """The host in small letters of ASCII, as far as its letters look like some.

    Names in `xn--` are decoded. Only their reading counts here, so Python's own codec does: no
    table of what a registry allows is needed.
    """
    if host.isascii() and _ENCODED not in host:
        return host.lower()
    return _folded(".".join(_decoded(label) for label in host.lower().split(".")))


def readings(word: str) -> Iterator[str]:
    """The other ways to read a word of ASCII: digits among letters, two letters that touch."""
    digits = _tables()["digits"]
    if _MIXED.search(word) and sum(sign in digits for sign in word) <= _MOST_DIGITS:
        choices = [digits.get(sign, [sign]) for sign in word]
        yield from ("".join(signs) for signs in itertools.product(*choices))
    for pair, letter in _tables()["pairs"].items():
        if pair in word:
            yield word.replace(pair, letter)


def without_doubles(word: str) -> str:
    """The word with each run of one letter written once."""
    return _RUN.sub(r"\1", word)


def is_one_off(word: str, name: str) -> bool:
    """Whether one letter more, less or other, or two letters swapped, make `word` of `name`."""
    if abs(len(word) - len(name)) > 1 or word == name:
        return False
    start = sum(
        1
        for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(word, name, strict=False))
    )
    mine, theirs = word[start:], name[start:]
    return (
        mine[1:] == theirs[1:]
        or mine[1:] == theirs
        or mine == theirs[1:]
        or (mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:])
    )


def _decoded(label: str) -> str:
    if not label.startswith(_ENCODED):
        return label
    try:
        return label[len(_ENCODED) :].encode("ascii").decode("punycode").lower()
    except UnicodeError:
        return label


def _folded(text: str) -> str:
    letters = _tables()["letters"]
    bare = unicodedata.normalize("NFKD", text)
    return "".join(letters.get(sign, sign) for sign in bare if not unicodedata.combining(sign))


@cache
def _tables() -> dict[str, Any]:
    return load("hygiene.lookalike", "letters.toml")
