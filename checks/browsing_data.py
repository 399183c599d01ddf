"""What browsing leaves: pages, downloads, cookies, tabs, site storage, cache."""

from __future__ import annotations

from hygiene.api import Answer, Installation, Iterator, Profile, check, found


@check("browsing-data", kind="visited-page", looks_at=Profile)
def visited_pages(profile: Profile) -> Iterator[Answer]:
    """Pages of the history."""
    yield from found(profile.visited_pages())


@check("browsing-data", kind="hidden-history", looks_at=Installation)
def hidden_history(browser: Installation) -> Iterator[Answer]:
    """Addresses of pages beside the history, which some clearings leave."""
    yield from found(browser.hidden_history())


@check("browsing-data", kind="download-record", looks_at=Profile)
def download_records(profile: Profile) -> Iterator[Answer]:
    """The list of downloads, which stays when the files are gone."""
    yield from found(profile.download_records())


@check("browsing-data", kind="cookie", looks_at=Profile)
def cookies(profile: Profile) -> Iterator[Answer]:
    """Cookies, session cookies included: both are on the disk."""
    yield from found(profile.cookies())


@check("browsing-data", kind="open-tab", looks_at=Profile)
def open_tabs(profile: Profile) -> Iterator[Answer]:
    """Tabs that the browser can bring back for the next person."""
    yield from found(profile.open_tabs())


@check("browsing-data", kind="site-storage", looks_at=Profile)
def site_storage(profile: Profile) -> Iterator[Answer]:
    """What sites keep beside cookies."""
    yield from found(profile.site_storage())


@check("browsing-data", kind="cache", looks_at=Profile)
def cached_files(profile: Profile) -> Iterator[Answer]:
    """Copies of pages and pictures."""
    yield from found(profile.cached_files())
