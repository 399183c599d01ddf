"""What one word of a site's name says: names of brands, words that ask for something."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from hygiene.lookalike.brands import words
from hygiene.lookalike.letters import is_one_off, readings, without_doubles

STATE, FRANCE = "gouv", "fr"
#: A name that is so long tells also from within a longer word, or written as several.
TELLING = 8
#: Shorter words are found at their own place only, not glued to others.
_GLUED = 3
_MOST_LETTERS = 63


class Reading(NamedTuple):
    """What a word holds, as far as it is known; empty where nothing of it is.

    `names` are names, common names and topics of brands, `near` names that it is one letter off;
    `lure` tells that something is asked for; `state` that `gouv` is in it.
    """

    names: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    lure: bool = False
    state: bool = False


@lru_cache(maxsize=8192)
def read(word: str) -> Reading:
    """What `word` (small letters of ASCII, digits) holds."""
    known = words()
    if len(word) > _MOST_LETTERS:
        return Reading()
    if word in known.strangers:
        return Reading()
    if word in known.lures or word in known.brands or word == STATE:
        return _of_pieces((word,))
    if _telling().search(word):
        if pieces := _pieces(word):
            return _of_pieces(pieces)
        inside = tuple(n for n in sorted(known.names) if len(n) >= TELLING and n in word)
        if inside or word.endswith(STATE):
            return Reading(names=inside, state=word.endswith(STATE))
    same = {other for other in readings(word) if other in known.distinct}
    doubled = _without_doubles().get(without_doubles(word), "")
    if doubled and len(word) > len(doubled):
        same.add(doubled)
    return Reading(names=tuple(sorted(same))) if same else Reading(near=_near(word))


def _of_pieces(pieces: tuple[str, ...]) -> Reading:
    known = words()
    return Reading(
        names=tuple(piece for piece in pieces if piece in known.brands),
        lure=any(piece in known.lures for piece in pieces) or FRANCE in pieces[1:],
        state=STATE in pieces,
    )


def _pieces(word: str) -> tuple[str, ...]:
    """The known words of which `word` is made, the fewest; empty if something is left over."""
    made: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(word) + 1):
        ways = [
            (*before, word[start:end])
            for start in range(end)
            if (before := made[start]) is not None and word[start:end] in _lexicon()
        ]
        made.append(min(ways, key=len, default=None))
    return made[-1] or ()


def _near(word: str) -> tuple[str, ...]:
    # One letter off leaves the beginning or the end as it is.
    near = {*_by_end()["begin"].get(word[:2], ()), *_by_end()["end"].get(word[-2:], ())}
    return tuple(sorted(name for name in near if is_one_off(word, name)))


@cache
def _telling() -> re.Pattern[str]:
    return re.compile("|".join(n for n in (*words().brands, STATE) if len(n) >= _GLUED))


@cache
def _lexicon() -> frozenset[str]:
    known = words()
    glued = {w for w in (*known.brands, *known.lures, STATE) if len(w) >= _GLUED}
    return frozenset((*glued, *known.fillers, FRANCE))


@cache
def _without_doubles() -> dict[str, str]:
    return {without_doubles(name): name for name in words().distinct}


@cache
def _by_end() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {"begin": {}, "end": {}}
    for name in words().distinct:
        found["begin"].setdefault(name[:2], []).append(name)
        found["end"].setdefault(name[-2:], []).append(name)
    return found
