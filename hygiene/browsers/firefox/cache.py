"""The cache of Firefox: files counted, none opened."""

from __future__ import annotations

from hygiene.browsers.profile import Profile
from hygiene.browsers.walk import count_files
from hygiene.tally import Tally

FOLDER = "cache2"


def cached_files(profile: Profile) -> Tally:
    """Files of the cache, those that wait to be deleted (`doomed`) included."""
    above = [profile.path, *([profile.cache] if profile.cache not in (None, profile.path) else [])]
    folders = [f"{path}/{FOLDER}" for path in above]
    return count_files(profile.tree, folders, profile.clock, profile.deadline, FOLDER)
