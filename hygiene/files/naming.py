"""What a file's name tells: the words in it, and which paper of its owner it says it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from hygiene.data import load

#: Where a new word begins without a space: "AttestationDroits", "Avis2026".
_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
#: Accents that stand apart after decomposition.
_MARKS = re.compile("[\u0300-\u036f]+")
_BETWEEN = re.compile(r"[\W_]+")


def words(name: str) -> str:
    """The words of a name in lower case, without accents, one space apart."""
    name = _SEAM.sub(" ", name)
    if not name.isascii():
        name = _MARKS.sub("", unicodedata.normalize("NFKD", name))
    return _BETWEEN.sub(" ", name.lower()).strip()


def ending(name: str) -> str:
    """The suffix in lower case with its point; empty where there is none."""
    stem, point, last = name.rpartition(".")
    return f".{last.lower().strip()}" if point and stem else ""


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """What finds one of these expressions, from the beginning of a word to the end of one."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


def paper(name: str) -> str | None:
    """The sort of paper that a file says it is (`certificates`…); None for any other file."""
    papers = load("hygiene.files", "patterns.toml")["papers"]
    if ending(name) not in papers["endings"]:
        return None
    told = words(name.rpartition(".")[0])
    found = _papers().search(told)
    if found is None or _not_papers().search(told):
        return None
    return found.lastgroup


def sort(name: str) -> str:
    """What a file is by its suffix: `documents`, `pictures`… or `others`."""
    return _sorts().get(ending(name), "others")


@cache
def _papers() -> re.Pattern[str]:
    table: dict[str, list[str]] = load("hygiene.files", "patterns.toml")["papers"]["words"]
    return any_of(f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in table.items())


@cache
def _not_papers() -> re.Pattern[str]:
    return any_of(load("hygiene.files", "patterns.toml")["papers"]["not"])


@cache
def _sorts() -> dict[str, str]:
    table = load("hygiene.files", "patterns.toml")["sorts"]
    return {suffix: name for name, suffixes in table.items() for suffix in suffixes}
