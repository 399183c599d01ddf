"""`~/.config/user-dirs.dirs`: where a Linux desktop says that a person's folders are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hygiene.errors import NotHere
from hygiene.machine import Home

_FILE = ".config/user-dirs.dirs"
_MOST_BYTES = 1 << 16
#: As the file says of itself: `XDG_xxx_DIR="$HOME/yyy"`, or an absolute path; nothing else.
_LINE = re.compile(r'\s*XDG_([A-Z]+)_DIR\s*=\s*"(\$HOME)?/((?:[^"\\]|\\.)*)"\s*')
_IDS = {
    "DOWNLOAD": "downloads",
    "DESKTOP": "desktop",
    "DOCUMENTS": "documents",
    "PICTURES": "pictures",
}


def user_dirs(home: Home) -> Mapping[str, str]:
    """The paths in the home's tree of the places that the file names, by the places' ids.

    A place that is the home itself is switched off. Raises CannotLook where the file cannot be
    read, or a place lies out of the tree.
    """
    try:
        text = home.tree.text(home.at(_FILE), _MOST_BYTES)
    except NotHere:
        return {}
    found = {}
    for place, (of_home, path) in told(text).items():
        found[place] = home.at(path) if of_home else home.tree.inside(f"/{path}")
    return found


def told(text: bytes) -> Mapping[str, tuple[bool, str]]:
    """What the lines say: by place, whether the path begins in the home, and the rest of it."""
    found = {}
    for line in text.decode("utf-8", "surrogateescape").splitlines():
        match = _LINE.fullmatch(line)
        if match is None or match[1] not in _IDS:
            continue
        path = re.sub(r"\\(.)", r"\1", match[3]).strip("/")
        if path and "\0" not in path:
            found[_IDS[match[1]]] = match[2] is not None, path
    return found
