"""What browsers keep in a profile, in one line."""

from __future__ import annotations

import os
import time
from pathlib import Path

from tests.browsers.databases import database
from tests.browsers.profiles import MORNING, micro, webkit

#: What nobody can tell of Opera: where it keeps its own account is published nowhere.
OPERAS_ACCOUNT = ("browser-account", "browser-account", "Preferences", "unsupported")


def chrome(folder: Path, logins: int, pages: int, cookies: int = 0) -> None:
    """What a browser of Chromium's family keeps in a profile."""
    with database(folder / "Login Data") as made:
        made.create("logins")
        made.add("logins", logins, blacklisted_by_user=0, date_created=webkit(MORNING))
    with database(folder / "History") as made:
        made.create("urls", "visits", "downloads")
        made.add("urls", pages, last_visit_time=webkit(MORNING))
    if cookies:
        with database(folder / "Network" / "Cookies") as made:
            made.create("cookies")
            made.add("cookies", cookies, creation_utc=webkit(MORNING))
    (folder / "Preferences").write_text("{}", "utf-8")
    _age(folder)


def firefox(folder: Path, pages: int) -> None:
    """What Firefox keeps in a profile."""
    with database(folder / "places.sqlite") as made:
        made.create("moz_places", "moz_historyvisits", "moz_annos", "moz_anno_attributes")
        made.add("moz_places", pages, visit_count=1, last_visit_date=micro(MORNING))
    _age(folder)


def _age(folder: Path) -> None:
    """Let it be an hour since a browser wrote there: what may be changing is looked at twice."""
    then = time.time() - 3600
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (then, then))
