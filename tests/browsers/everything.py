"""Databases of Chrome that hold something of everything."""

from __future__ import annotations

from pathlib import Path

from tests.browsers.databases import database
from tests.browsers.profiles import MORNING, webkit


def chromium(profile: Path, cookies: str = "Network/Cookies", secret: str = "") -> None:
    """Fill `profile`; `secret` stands where nobody may read."""
    with database(profile / "Login Data") as made:
        made.create("logins")
        made.add("logins", 3, blacklisted_by_user=0, password_value=secret)
    with database(profile / "Web Data") as made:
        made.create("credit_cards", "masked_credit_cards", "local_ibans", "addresses", "autofill")
        made.add("credit_cards", 2)
        made.add("addresses", 1)
        made.add("autofill", 4)
    with database(profile / "History") as made:
        made.create("urls", "visits", "downloads")
        made.add("urls", 5, last_visit_time=webkit(MORNING))
        made.add("visits", 6, visit_time=webkit(MORNING))
        made.add("downloads", 1, start_time=webkit(MORNING))
    with database(profile / cookies) as made:
        made.create("cookies")
        made.add("cookies", 7, creation_utc=webkit(MORNING), is_persistent=1, value=secret)
    (profile / "Preferences").write_text("{}")
