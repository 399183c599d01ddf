"""After the browser's own clearing, the report tells what is gone and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from .checking import check
from .families import FAMILIES
from .homes import CLOSED, Home, Homes
from .truth import Truth

pytestmark = pytest.mark.real

CLEARED = {
    "chromium": (
        *("download-record", "form-entry", "cookie", "cookie.session_only", "site-storage"),
        *("address", "payment-card", "payment-card.cvc"),
    ),
    "firefox": (
        *("download-record", "form-entry", "cookie", "cookie.session_only", "site-storage"),
        *("never-saved-site", "open-tab.closed"),
    ),
}
"""What the boxes of each dialog remove, all ticked but passwords (Chromium 156, Firefox 153).

Chromium keeps IBANs though it removes the cards beside them; Firefox removes neither cards nor
addresses, but forgets for which sites one said never. Both measured.
"""
LAST_PAGE = {"visited-page": 1, "visited-page.visits": 1, "open-tab": 1}
LEFT_AFTERWARDS = {
    "chromium": LAST_PAGE | {"open-tab.closed": 1},  # at a close, its window enters the list
    "firefox": LAST_PAGE,
}


@pytest.mark.parametrize("home", [("chromium", CLOSED), ("firefox", CLOSED)], indirect=True)
def test_what_a_clearing_leaves_is_still_reported(home: Home, homes: Homes) -> None:
    family = FAMILIES[home.browser]
    folder = homes.copy_of(home.folder, f"{home.browser} cleared")
    browser, driver = homes.start(family, folder)
    driver.clear()
    driver.go("https://mon.ecole.test/une-derniere-page")
    browser.close()
    profile = browser.profile_folder.name
    expected = _after_clearing(home.truths[profile], home.browser)
    checked = check(folder)
    assert not expected.differences(checked.truth(expected, home.browser, profile))
    assert not checked.unreadable


def _after_clearing(truth: Truth, browser: str) -> Truth:
    changes = dict.fromkeys(CLEARED[browser], 0) | LEFT_AFTERWARDS[browser]
    return replace(
        truth,
        counts=truth.counts | {name: n for name, n in changes.items() if name in truth.counts},
        facts=truth.facts | {name: n for name, n in changes.items() if name in truth.facts},
    )
