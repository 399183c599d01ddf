"""Which version of a browser last ran on a data folder."""

from __future__ import annotations

import re

from hygiene.browsers.profile import Installation
from hygiene.errors import CannotLook, NotHere

#: Those that count as Chromium does; Opera and Vivaldi have numbers of their own.
_AS_CHROMIUM = ("chromium", "chrome", "edge", "brave", "arc")
_MOST = 4096
_MAJOR = re.compile(rb"\A\s*(\d{1,4})\.")
_LAST = re.compile(rb"^LastVersion=(\d{1,4})\.", re.MULTILINE)


def major_version(installation: Installation) -> int | None:
    """The major version, in the numbers of its family; None where nothing tells it.

    Raises CannotLook where a file tells it and cannot be read.
    """
    return installation.once("version", lambda: _version(installation))


def _version(installation: Installation) -> int | None:
    if installation.family == "firefox":
        files = [f"{profile.path}/compatibility.ini" for profile in installation.profiles]
        found = [_read(installation, file, _LAST) for file in files]
    elif installation.browser.partition("-")[0] in _AS_CHROMIUM:
        found = [_read(installation, f"{installation.data}/Last Version", _MAJOR)]
    else:
        found = []
    return max((major for major in found if major is not None), default=None)


def _read(installation: Installation, path: str, pattern: re.Pattern[bytes]) -> int | None:
    try:
        found = pattern.search(installation.tree.read(path, _MOST))
    except NotHere:
        return None
    except CannotLook as cause:
        raise cause.at(path.rpartition("/")[2]) from None
    return int(found[1]) if found else None
