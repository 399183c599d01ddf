"""The cache of Safari: files counted, none opened."""

from __future__ import annotations

from hygiene.browsers.profile import Profile
from hygiene.browsers.safari.places import CONTAINER, store, uuid
from hygiene.browsers.walk import count_files
from hygiene.tally import Tally

SOURCE = "Caches"
#: Before and in the sandbox (seen in several public cleaners, 2026).
_MAIN = (
    "Caches/com.apple.Safari",
    f"{CONTAINER}/Caches/com.apple.Safari",
    f"{CONTAINER}/Caches/WebKit",
)
#: Of the other profiles (RECALLED, 2026).
_OF_STORE = "NetworkCache"


def cached_files(profile: Profile) -> Tally:
    """Files below the cache folders of this profile."""
    names = _MAIN if uuid(profile) is None else (f"{store(profile)}/{_OF_STORE}",)
    folders = [profile.at(name) for name in names]
    return count_files(profile.tree, folders, profile.clock, profile.deadline, SOURCE)
