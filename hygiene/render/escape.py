"""The one place where what comes from the machine is made harmless.

Site, profile, user and file names are written by strangers: a name may hold an escape sequence
that rewrites the screen, a sign that turns the line's direction, or a tag. Renderers pass every
such name through `harmless`, and what they write into a document through its own escape.
"""

from __future__ import annotations

import re
import unicodedata

#: Categories that no name may bring to a screen: controls, formats (bidi overrides and isolates,
#: zero-width signs), surrogates, private use, unassigned, line and paragraph separators.
_REFUSED = frozenset(["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
_PLAIN = re.compile(r"[\x20-\x7e]*\Z")
#: Signs to which Markdown gives a meaning in the middle of a line.
_MARKUP = re.compile(r"([\\`*_{}\[\]#|~])")
#: Some marks stacked on one letter climb over the neighbouring lines.
_MOST_MARKS = 3


def harmless(name: str) -> str:
    r"""The same name on one line, in which nothing acts: what would is written as `\u202e`.

    Spaces of any width become plain ones. Once harmless, a name stays as it is.
    """
    if _PLAIN.match(name):
        return name
    marks = 0
    signs = []
    for sign in name:
        category = unicodedata.category(sign)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category == "Zs":
            signs.append(" ")
        elif category in _REFUSED or marks > _MOST_MARKS:
            code = ord(sign)
            signs.append(f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
        else:
            signs.append(sign)
    return "".join(signs)


def markdown(text: str) -> str:
    """A text of one line in which nothing is Markdown, HTML or a link of its own."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _MARKUP.sub(r"\\\1", text)
    # Many readers of Markdown make links of these by themselves.
    return text.replace("www.", "www&#46;").replace("http", "&#104;ttp").replace("@", "&#64;")
