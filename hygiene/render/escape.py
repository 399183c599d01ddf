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
#: Signs that Markdown or HTML gives a meaning to, anywhere in a line.
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>&:@$^=\"'])")
#: Some marks stacked on one letter climb over the neighbouring lines.
_MOST_MARKS = 3


def harmless(name: str) -> str:
    r"""The same name on one line, in which nothing acts: what would is written as `\u202e`.

    A backslash is doubled, so that no name can pass for the escape of another.
    """
    if _PLAIN.match(name):
        return name.replace("\\", "\\\\")
    marks = 0
    signs = []
    for sign in name:
        category = unicodedata.category(sign)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if sign == "\\":
            signs.append("\\\\")
        elif category in _REFUSED or marks > _MOST_MARKS or (category == "Zs" and sign != " "):
            code = ord(sign)
            signs.append(f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
        else:
            signs.append(sign)
    return "".join(signs)


def markdown(text: str) -> str:
    """A text in which no sign is Markdown or HTML: each that could be is escaped."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]#|~])", r"\\\1", text)
