"""Profiles of Safari in which everything that is not a number is a secret."""

from __future__ import annotations

import plistlib

from tests.browsers.databases import database
from tests.browsers.formats.safari_files import Cookie, cocoa, cookie_file, origin_note
from tests.browsers.profiles import MORNING
from tests.roots import FakeHome, make

from .canaries import Canaries
from .filled import LOGIN, SERVICE, rows

WORK = "1A1B1C1D-2222-3333-4444-5555AAAABBBB"


def safari(home: FakeHome, canaries: Canaries) -> None:
    """Two profiles of Safari: databases, property lists, cookies, site data."""
    main, work = home.safari(), home.safari(WORK)
    for each in (main, work):
        with database(each.history / "History.db") as made:
            rows(made, "history_items", canaries, 5, visit_count=1)
            for number in range(5):
                rows(
                    made,
                    "history_visits",
                    canaries,
                    1,
                    history_item=number + 1,
                    visit_time=cocoa(MORNING),
                    redirect_source=None,
                )
        kept = [
            Cookie(
                canaries.host("cookie"),
                canaries.text("n"),
                canaries.text("value"),
                "/" + canaries.text("path"),
                comment=canaries.text("comment"),
            ),
            Cookie(SERVICE, LOGIN, canaries.text("value")),
        ]
        each.cookies.parent.mkdir(parents=True, exist_ok=True)
        each.cookies.write_bytes(cookie_file(kept))
        make(each.sites, "hash/hash/origin", "hash/hash/LocalStorage/")
        (each.sites / "hash/hash/LocalStorage/localstorage.sqlite3").write_text(canaries.text("s"))
        note = origin_note(("https", canaries.host("site data"), 0))
        (each.sites / "hash/hash/origin").write_bytes(note)
        make(each.cache, f"Version 17/Records/{canaries.text('record')}")
    entries = [
        {"DownloadEntryURL": canaries.address("download"),
         "DownloadEntryPath": canaries.text("path"),
         "DownloadEntrySandboxIdentifier": canaries.text("sandbox")}
        for _ in range(2)
    ]  # fmt: skip
    (main.open / "Downloads.plist").write_bytes(plistlib.dumps({"DownloadHistory": entries}))
    for file in ("Form Values", "UserNotificationPermissions.plist", "CloudTabs.db"):
        (main.open / file).write_text(canaries.text(file))
    with database(main.inside / "SafariTabs.db") as made:
        rows(
            made, "bookmarks", canaries, 1, parent=0, type=1, url="", external_uuid=WORK, subtype=2
        )
        rows(made, "bookmarks", canaries, 4, parent=0, type=0, extra_attributes=None)
    settings = {
        "AlwaysRestoreSessionAtLaunch": True,
        "HomePage": canaries.address("start page"),
        "RecentWebSearches": [{"SearchString": canaries.text("search")}],
    }
    for file in ("com.apple.Safari.plist", "com.apple.Safari.SafeBrowsing.plist"):
        data = plistlib.dumps(settings, fmt=plistlib.FMT_BINARY)
        (main.container / "Preferences" / file).write_bytes(data)
