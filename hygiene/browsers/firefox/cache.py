"""The cache of Firefox: files counted, none opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hygiene.browsers.tally import Tally
from hygiene.browsers.walk import count_files

if TYPE_CHECKING:
    from hygiene.browsers.firefox.profile import FirefoxProfile

FOLDER = "cache2"


def cached_files(profile: FirefoxProfile) -> Tally:
    """Files of the cache, those that wait to be deleted (`doomed`) included."""
    above = [profile.path, *([profile.cache] if profile.cache not in (None, profile.path) else [])]
    folders = [f"{path}/{FOLDER}" for path in above]
    return count_files(profile.tree, folders, profile.clock, profile.deadline, FOLDER)
