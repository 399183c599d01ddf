"""The cache of Chromium: files counted, none opened."""

from __future__ import annotations

from hygiene.browsers.profile import Profile
from hygiene.browsers.walk import count_files
from hygiene.tally import Tally

FOLDERS = ("Cache", "Code Cache")


def cached_files(profile: Profile) -> Tally:
    """Files below the profile's cache folders, there and in the system's cache place."""
    above = [profile.path, *([profile.cache] if profile.cache not in (None, profile.path) else [])]
    folders = [f"{path}/{name}" for path in above for name in FOLDERS]
    return count_files(profile.tree, folders, profile.clock, profile.deadline, "Cache")
