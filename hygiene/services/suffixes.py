"""Public suffixes: names below which every label may be somebody else's (`gouv.fr`, `github.io`).

The list is that of publicsuffixlist: part of the package, no network.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


def public_suffix(host: str) -> str:
    """The longest listed suffix of the plain name `host`, itself perhaps; empty where none is."""
    top = host.rpartition(".")[2]
    found = _suffixes(top, "xn--" in host).publicsuffix(host, accept_unknown=False)
    return found or ""


@cache
def _suffixes(top: str, encoded: bool) -> PublicSuffixList:
    """The list of one top-level domain; only what is asked for in `xn--` needs rules in `xn--`.

    Read whole and encoded, the list takes 55 ms; the part of `.fr` or `.com` takes 7 (2026-11).
    """
    from publicsuffixlist import PublicSuffixList

    rules = _rules().get(_decoded(top), ())
    return PublicSuffixList(source=list(rules), accept_encoded_idn=encoded)


@cache
def _rules() -> Mapping[str, list[str]]:
    """The rules by their last label."""
    from pathlib import Path

    from publicsuffixlist import PSLFILE

    rules: dict[str, list[str]] = defaultdict(list)
    for line in Path(PSLFILE).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("//"):
            rules[line.rpartition(".")[2]].append(line)
    return rules


def _decoded(label: str) -> str:
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
